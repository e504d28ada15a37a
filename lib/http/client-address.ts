/**
 * Who is asking, for counters only. `next start` puts the peer's address last in x-forwarded-for; what stands before
 * it came from the client and is not believed.
 */
export function clientAddress(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}
