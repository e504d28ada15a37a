/**
 * Who is asking, for counters only. The peer's address stands last in x-forwarded-for (see peer-addresses.ts); what
 * stands before it came from the client and is not believed.
 */
export function clientAddress(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}
