import { z } from "zod";
import { decisionOrigins } from "@/db/enums";

/** Splitting roles by department, merging spellings, and the way back. */

const mostDepartments = 300;
const mostMerges = 1000;
const mostSources = 100;

/** What a role that is split off starts with: no decision, or that of the role it came from. */
export const splitStarts = ["clear", "copy"] as const;
export type SplitStart = (typeof splitStarts)[number];

export const SplitRoleInput = z.strictObject({
  sessionId: z.uuid(),
  roleId: z.uuid(),
  /** Null means people without a department. */
  departments: z
    .array(z.string().max(1000).nullable())
    .min(1, "Choose at least one department.")
    .max(mostDepartments, `Choose at most ${mostDepartments} departments at a time.`),
  start: z.enum(splitStarts),
});

const Merge = z.strictObject({
  /** The role that stays. */
  intoId: z.uuid(),
  roleIds: z.array(z.uuid()).min(1, "Choose a role to merge.").max(mostSources),
  /** Whose decision stays, where they are decided differently. */
  keepId: z.uuid().nullable(),
});
export type Merge = z.infer<typeof Merge>;

export const MergeRolesInput = z.strictObject({
  sessionId: z.uuid(),
  merges: z
    .array(Merge)
    .min(1, "Choose at least one title to merge.")
    .max(mostMerges, `Merge at most ${mostMerges} titles at a time.`),
});

export const SeparateRoleInput = z.strictObject({ sessionId: z.uuid(), roleId: z.uuid() });
export const UndoShapeInput = z.strictObject({ sessionId: z.uuid(), batchId: z.uuid() });
export const FindRolesInput = z.strictObject({ sessionId: z.uuid(), q: z.string().max(200) });

const StoredDecision = z.object({
  onetCode: z.string().nullable(),
  release: z.string(),
  origin: z.enum(decisionOrigins),
  decidedBy: z.string(),
  decidedAt: z.string(),
  reason: z.string().nullable(),
  batchId: z.string().nullable(),
});
/** A decision with all that tells how it came about; times as the database writes them. */
export type StoredDecision = z.infer<typeof StoredDecision>;

export const shapeKinds = ["split", "merge", "separate"] as const;

/** What stands in `decision_batches.criteria` of a split or merge: what it changed, and how it was before. */
export const ShapeRecord = z.object({
  by: z.enum(shapeKinds),
  /** The role that was split or taken out, or the first that others were merged into. */
  roleId: z.string(),
  roles: z.array(
    z.object({
      id: z.string(),
      /** Null: the role was made by it, or was a role of its own. */
      before: z
        .object({
          mergedIntoId: z.string().nullable(),
          shapedBy: z.string().nullable(),
          shapedAt: z.string().nullable(),
        })
        .nullable(),
    }),
  ),
  decisions: z.array(z.object({ roleId: z.string(), before: StoredDecision.nullable() })),
});
export type ShapeRecord = z.infer<typeof ShapeRecord>;

export interface ShapedRoles {
  readonly batchId: string;
  /** Roles that came to be, or that went into another one. */
  readonly roleIds: readonly string[];
  /** Segments that moved. */
  readonly movedCount: number;
}

/** A split or merge as the list of them shows it. */
export interface ShapeBatch {
  readonly id: string;
  readonly by: ShapeRecord["by"];
  /** Of the role it was about; of the first where it was about several. */
  readonly title: string;
  readonly roleCount: number;
  readonly madeByName: string;
  readonly createdAt: Date;
  readonly undoneAt: Date | null;
}

/** A role as a search for one to merge finds it. */
export interface FoundRole {
  readonly id: string;
  readonly title: string;
  readonly headcount: number;
  /** Null: undecided. */
  readonly decision: { readonly occupation: string | null } | null;
}
