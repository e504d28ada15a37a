import "server-only";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** The server that models are asked of, as the environment names it. */
export interface ProviderAccess {
  readonly host: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly timeoutMs: number;
}

/** With the key: for the adapter alone. */
export function findProviderAccess(): ProviderAccess | undefined {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_TIMEOUT_SECONDS: seconds } = env;
  if (!apiKey) return undefined;
  return { host: new URL(baseUrl).host, baseUrl, apiKey, timeoutMs: seconds * 1_000 };
}

/** Undefined: no model is set up, and nothing that needs one may be started. */
export function findProvider(): { readonly host: string } | undefined {
  const access = findProviderAccess();
  return access && { host: access.host };
}

/** Asked before anything is made that would wait for a model. @throws AppError `not_configured` */
export function requireProvider(): { readonly host: string } {
  const provider = findProvider();
  if (provider) return provider;
  throw new AppError(
    "not_configured",
    "No model is set up in this installation, so nothing was started. Whoever runs it must set OPENAI_API_KEY; everything else works without.",
  );
}
