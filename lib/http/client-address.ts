import { env } from "@/lib/env";

/**
 * Who is asking, for counters only. The peer's address stands last in x-forwarded-for (see peer-addresses.ts); before
 * it stand those that our own proxies noted, one each. What stands before those came from the client and is not
 * believed.
 */
export function clientAddress(headers: Headers, proxyCount = env.PROXY_COUNT): string {
  const noted = (headers.get("x-forwarded-for") ?? "").split(",").map((address) => address.trim());
  return noted.at(-1 - proxyCount) || noted.at(0) || "unknown";
}
