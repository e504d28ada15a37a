import { createHash } from "node:crypto";
import type { ProfileContent } from "./schema";

/** SHA-256 of a parsed profile, whose keys always stand in the schema's order. */
export function contentHash(content: ProfileContent): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}
