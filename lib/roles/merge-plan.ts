import type { Merge, StoredDecision } from "./shape-schema";

/** A role as planning a merge sees it. */
export interface RoleToMerge {
  readonly id: string;
  readonly title: string;
  readonly mergedIntoId: string | null;
  readonly decision: StoredDecision | null;
}

/** Why a merge cannot be done. `disagreement`: the roles are decided differently and nobody said which decision stays. */
export type MergeRefusal =
  | { readonly kind: "gone" }
  | { readonly kind: "repeated" | "merged" | "undecided" | "disagreement"; readonly title: string };

export interface MergePlan {
  /** Role → the role it goes into; those that were merged into it before go along. */
  readonly targets: ReadonlyMap<string, string>;
  /** Role that stays → the decision it takes from one that goes into it. */
  readonly decisions: ReadonlyMap<string, StoredDecision>;
}

type ById = ReadonlyMap<string, RoleToMerge>;

function findRepeated(merges: readonly Merge[]): string | undefined {
  const seen = new Set<string>();
  for (const { intoId, roleIds } of merges) {
    for (const id of [intoId, ...roleIds]) {
      if (seen.has(id)) return id;
      seen.add(id);
    }
  }
  return undefined;
}

/** People's own decisions before those by a rule, later ones before earlier ones. */
function isStronger(a: StoredDecision, b: StoredDecision): boolean {
  if (a.origin !== b.origin) return a.origin === "user";
  return a.decidedAt > b.decidedAt;
}

/** The decision that the role which stays ends up with; it keeps its own where the others agree. */
function chooseDecision(
  { intoId, roleIds, keepId }: Merge,
  byId: ById,
): { readonly decision: StoredDecision | null } | MergeRefusal {
  const group = [intoId, ...roleIds].flatMap((id) => byId.get(id) ?? []);
  const decided = group.flatMap(({ decision }) => (decision ? [decision] : []));
  if (keepId !== null) {
    const kept = group.find(({ id }) => id === keepId);
    if (!kept) return { kind: "gone" };
    return kept.decision ? { decision: kept.decision } : { kind: "undecided", title: kept.title };
  }
  if (new Set(decided.map(({ onetCode }) => onetCode)).size > 1) {
    return { kind: "disagreement", title: group[0]?.title ?? "" };
  }
  const own = byId.get(intoId)?.decision;
  const strongest = decided.reduce<StoredDecision | null>(
    (best, each) => (best === null || isStronger(each, best) ? each : best),
    null,
  );
  return { decision: own ?? strongest };
}

/** A role that is named and not there, or that went into another one already. */
function findMissing({ intoId, roleIds }: Merge, byId: ById): MergeRefusal | undefined {
  for (const id of [intoId, ...roleIds]) {
    const role = byId.get(id);
    if (!role) return { kind: "gone" };
    if (role.mergedIntoId !== null) return { kind: "merged", title: role.title };
  }
  return undefined;
}

/** Merges are flat: what was merged into a role that goes now goes along. */
function listTargets(merges: readonly Merge[], present: readonly RoleToMerge[]): Map<string, string> {
  const targets = new Map(
    merges.flatMap(({ intoId, roleIds }) => roleIds.map((id) => [id, intoId] as const)),
  );
  const further = present.flatMap(({ id, mergedIntoId }) => {
    const target = mergedIntoId === null ? undefined : targets.get(mergedIntoId);
    return target === undefined ? [] : [[id, target] as const];
  });
  return new Map([...targets, ...further]);
}

/**
 * What merging changes, so that no role goes into one that has gone itself.
 * @param present the roles named, and those that were merged into them before
 */
export function planMerges(
  merges: readonly Merge[],
  present: readonly RoleToMerge[],
): MergePlan | MergeRefusal {
  const byId: ById = new Map(present.map((role) => [role.id, role]));
  const repeated = findRepeated(merges);
  if (repeated !== undefined) return { kind: "repeated", title: byId.get(repeated)?.title ?? "" };
  const decisions = new Map<string, StoredDecision>();
  for (const merge of merges) {
    const missing = findMissing(merge, byId);
    if (missing) return missing;
    const chosen = chooseDecision(merge, byId);
    if ("kind" in chosen) return chosen;
    const own = byId.get(merge.intoId)?.decision ?? null;
    if (chosen.decision !== null && chosen.decision !== own) decisions.set(merge.intoId, chosen.decision);
  }
  return { targets: listTargets(merges, present), decisions };
}

export function isRefusal(plan: MergePlan | MergeRefusal): plan is MergeRefusal {
  return "kind" in plan;
}
