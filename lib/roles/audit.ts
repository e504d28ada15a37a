import { z } from "zod";
import { type AuditVerdict, auditVerdicts } from "@/db/enums";
import { type OccupationName, Percent, RoleFilter, type RoleRow } from "./schema";

/** Checking a sample of what a threshold would confirm: inputs and types, safe for the browser. */

/** How many roles a sample may have; a pass over 24 takes a few minutes. */
const auditSizes = { usual: 24, most: 60 } as const;

/** What a threshold takes, within a filter. */
const thresholdFields = {
  sessionId: z.uuid(),
  minPercent: Percent,
  minMarginPercent: Percent.nullable(),
  filter: RoleFilter,
};

export const DrawAuditInput = z.strictObject({
  ...thresholdFields,
  size: z.int().min(1).max(auditSizes.most).default(auditSizes.usual),
});

export const ListJustOutsideInput = z.strictObject(thresholdFields);

export const CheckMappingInput = z.strictObject({
  sessionId: z.uuid(),
  auditId: z.uuid(),
  roleId: z.uuid(),
  /** Null takes the verdict back. */
  verdict: z.enum(auditVerdicts).nullable(),
  /** The verdict as the person saw it. */
  seen: z.enum(auditVerdicts).nullable(),
});

/** What stands in `mapping_audits.criteria`. */
export const AuditCriteria = z.object({
  minPercent: Percent,
  minMarginPercent: Percent.nullable(),
  filter: RoleFilter,
  seed: z.string(),
  /** How many roles the sample was drawn from. */
  drawnFrom: z.int().min(1),
});
export type AuditCriteria = z.infer<typeof AuditCriteria>;

/** A role that a threshold just leaves out. */
export interface JustOutside {
  readonly id: string;
  readonly title: string;
  readonly headcount: number;
  readonly occupation: OccupationName;
  /** Whole percent each. */
  readonly percent: number;
  readonly marginPercent: number;
}

/** A sample at work. */
export interface OpenAudit {
  readonly id: string;
  readonly criteria: AuditCriteria;
  readonly items: readonly AuditItem[];
}

export interface AuditItem {
  /** With its suggestion and decision as they are now. */
  readonly role: RoleRow;
  /** The occupation in question. */
  readonly occupation: OccupationName;
  readonly verdict: AuditVerdict | null;
}
