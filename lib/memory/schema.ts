import { z } from "zod";
import { parseOnetCode } from "@/lib/onet/codes";
import type { OccupationName } from "@/lib/roles/schema";

/** An organization's own names for occupations, as its people decided them. */

export const aliasStates = ["live", "ended"] as const;
export const aliasesPerPage = 100;

const cursorPattern = /^\d{1,17}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const AliasQuery = z.object({
  /** Part of the title, of the occupation's title or of its code. */
  q: z.string().max(200).optional(),
  state: z.enum(aliasStates).default("live"),
  /** Keyset cursor: the `nextCursor` of the page before. */
  after: z.string().regex(cursorPattern).optional(),
});
export type AliasQuery = z.infer<typeof AliasQuery>;

const OnetCode = z.string().transform((text, context) => {
  const code = parseOnetCode(text);
  if (code !== null) return code;
  context.addIssue("An O*NET code looks like 43-3051.00.");
  return z.NEVER;
});

export const AliasInput = z.strictObject({ aliasId: z.uuid() });

export const ChangeAliasInput = z.strictObject({
  aliasId: z.uuid(),
  /** Null: this title is no occupation here. */
  onetCode: OnetCode.nullable(),
  note: z
    .string()
    .transform((text) => text.normalize("NFC").trim())
    .pipe(z.string().max(500, "Use at most 500 characters."))
    .optional(),
});

export interface TitleAlias {
  readonly id: string;
  readonly title: string;
  /** Null: whatever the department. */
  readonly department: string | null;
  /** Null: no occupation. */
  readonly occupation: OccupationName | null;
  /** The release in use does not have the occupation, so the alias is not used. */
  readonly isMissing: boolean;
  readonly note: string | null;
  /** What was suggested before; null when nothing was, or another alias stood here. */
  readonly insteadOf: OccupationName | null;
  readonly learntFromName: string;
  readonly createdAt: Date;
  /** Where it was learnt; null when it was set by hand, or the session is gone. */
  readonly source: {
    readonly sessionId: string;
    readonly sessionName: string;
    readonly roleId: string;
  } | null;
  readonly endedByName: string | null;
  readonly endedAt: Date | null;
}

export interface AliasPage {
  readonly items: readonly TitleAlias[];
  readonly nextCursor: string | null;
  readonly release: string;
}
