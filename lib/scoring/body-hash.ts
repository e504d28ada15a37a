import { createHash } from "node:crypto";
import { TemplateBody } from "./schema";

/** SHA-256 (hex) of a body; the schema puts its keys in order, so equal bodies have equal hashes. */
export function bodyHash(body: TemplateBody): string {
  return createHash("sha256")
    .update(JSON.stringify(TemplateBody.parse(body)))
    .digest("hex");
}
