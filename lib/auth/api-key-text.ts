import "server-only";
import { randomBytes } from "node:crypto";
import type { OrgId } from "@/db/client";
import { mintOrgId } from "./org-id";
import { newToken } from "./tokens";

export interface ApiKeyText {
  readonly orgId: OrgId;
  /** Its beginning, which screens show and its row is found by. Tells nothing of the secret. */
  readonly prefix: string;
}

const pattern = /^(opk_[0-9a-f]{12})_([\w-]{22})([\w-]{43})$/;

/**
 * `opk_<12 hex>_<organization><256-bit secret>`. The organization's id is part of the text, so that the key's row is
 * looked for inside that tenant; the hash that is stored covers all of it.
 */
export function newApiKeyText(orgId: OrgId): { prefix: string; text: string } {
  const prefix = `opk_${randomBytes(6).toString("hex")}`;
  const organization = Buffer.from(orgId.replaceAll("-", ""), "hex").toString("base64url");
  return { prefix, text: `${prefix}_${organization}${newToken()}` };
}

/** @returns what a key says of itself; whether it is any good, only that tenant's rows can tell */
export function readApiKeyText(text: string): ApiKeyText | undefined {
  const [, prefix, organization] = pattern.exec(text) ?? [];
  if (!prefix || !organization) return undefined;
  const hex = Buffer.from(organization, "base64url").toString("hex");
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return { orgId: mintOrgId(id), prefix };
}
