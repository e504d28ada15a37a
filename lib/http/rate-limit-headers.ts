import type { LimitState } from "@/lib/auth/rate-limits";

/** The fields of draft-ietf-httpapi-ratelimit-headers: what is allowed, and what is left of it for how long. */
export function rateLimitHeaders(states: readonly LimitState[]): Record<string, string> {
  if (states.length === 0) return {};
  return {
    "RateLimit-Policy": states
      .map(({ limit }) => `"${limit.name}";q=${limit.points};w=${limit.windowSeconds}`)
      .join(", "),
    RateLimit: states
      .map(({ limit, remaining, resetSeconds }) => `"${limit.name}";r=${remaining};t=${resetSeconds}`)
      .join(", "),
  };
}
