import { z } from "zod";
import type { RoleResult } from "./analysis";
import type { ResultRow } from "./run-views";

/** Whether a finished run still computes to the numbers it has stored; safe for the browser. */

export const CheckRunInput = z.strictObject({ runId: z.uuid() });

/** What differs between what a run was made from and what it would be made from now. */
export const runChanges = [
  "roles_added",
  "roles_removed",
  "occupations_changed",
  "headcounts_changed",
  "activities_changed",
] as const;
export type RunChange = (typeof runChanges)[number];

export type RunCheck =
  /** The same inputs by their hash, and the same numbers. */
  | { readonly state: "same"; readonly roleCount: number }
  /** People decided something since; `changes` names the roles it shows in, and may be empty where it shows in none. */
  | {
      readonly state: "inputs_changed";
      readonly changes: readonly { readonly kind: RunChange; readonly roleCount: number }[];
    }
  /** The same inputs give other numbers for so many roles: a fault of this product. */
  | { readonly state: "numbers_differ"; readonly roleCount: number }
  /** Made by formulas that this version of the product no longer holds. */
  | { readonly state: "other_formula"; readonly formulaVersion: string };

/** The numbers of one role, as stored or as computed. */
type Figures = Pick<
  ResultRow,
  "exposure" | "coverage" | "spread" | "reach" | "impact" | "complexity" | "priority" | "rank" | "tier"
>;
export type StoredRole = Figures & Pick<ResultRow, "roleId" | "onetCode" | "headcount">;

/** Those that depend on no other role. */
const ownFigures = ["exposure", "coverage", "spread", "complexity"] as const;
const allFigures = [...ownFigures, "reach", "impact", "priority", "rank"] as const;
/** Stored to six decimals. */
const tolerance = 5.1e-7;

function areSame(was: Figures, is: Figures, figures: readonly (typeof allFigures)[number][]): boolean {
  return figures.every((figure) => {
    const [old, present] = [was[figure], is[figure]];
    if (old === null || present === null) return old === present;
    return Math.abs(old - present) <= tolerance;
  });
}

/** Roles whose stored numbers are not those computed. */
export function countOtherNumbers(stored: readonly StoredRole[], computed: readonly RoleResult[]): number {
  const byId = new Map(computed.map((role) => [role.roleId, role]));
  const kept = stored.filter((row) => {
    const role = byId.get(row.roleId);
    return role !== undefined && row.tier === role.tier && areSame(row, role, allFigures);
  });
  return Math.max(stored.length, computed.length) - kept.length;
}

/** A role counts once, under what explains it first. */
export function listRunChanges(
  stored: readonly StoredRole[],
  computed: readonly RoleResult[],
): { kind: RunChange; roleCount: number }[] {
  const before = new Map(stored.map((row) => [row.roleId, row]));
  const present = new Set(computed.map(({ roleId }) => roleId));
  const kinds = [
    ...stored.flatMap(({ roleId }): RunChange[] => (present.has(roleId) ? [] : ["roles_removed"])),
    ...computed.flatMap((role): RunChange[] => {
      const was = before.get(role.roleId);
      if (was === undefined) return ["roles_added"];
      if (was.onetCode !== role.code) return ["occupations_changed"];
      if (was.headcount !== role.headcount) return ["headcounts_changed"];
      return areSame(was, role, ownFigures) ? [] : ["activities_changed"];
    }),
  ];
  return runChanges.flatMap((kind) => {
    const roleCount = kinds.filter((one) => one === kind).length;
    return roleCount === 0 ? [] : [{ kind, roleCount }];
  });
}
