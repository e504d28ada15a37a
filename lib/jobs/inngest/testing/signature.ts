import { createHash, createHmac } from "node:crypto";

// Written from Inngest's SDK specification and RFC 8785, not from the SDK, which it is to check.

/** Canonical JSON: no white space, the keys of every object in the order of their UTF-16 units. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  const members = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(",")}}`;
}

/** The header `x-inngest-signature` for a text, as it stands: a response's body, or canonical JSON of a request's. */
export function signatureOf(text: string, signingKey: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  const key = signingKey.replace(/^signkey-\w+-/, "");
  return `t=${seconds}&s=${createHmac("sha256", key).update(`${text}${seconds}`).digest("hex")}`;
}

/** What the application shows to the server: the hash of the key, behind the key's own prefix. */
export function bearerOf(signingKey: string): string {
  const [, prefix = "", key = ""] = /^(signkey-\w+-)?(.+)$/.exec(signingKey) ?? [];
  return `${prefix}${createHash("sha256").update(Buffer.from(key, "hex")).digest("hex")}`;
}
