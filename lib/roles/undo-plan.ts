import type { ShapeRecord, StoredDecision } from "./shape-schema";

/** A role as taking back a split or merge sees it now. */
export interface RoleToRestore {
  readonly id: string;
  readonly mergedIntoId: string | null;
  readonly shapedAt: string | null;
  readonly decision: StoredDecision | null;
}

export interface UndoPlan {
  readonly roles: readonly {
    readonly id: string;
    readonly mergedIntoId: string | null;
    readonly shapedBy: string | null;
    readonly shapedAt: string | null;
  }[];
  readonly decisions: readonly { readonly roleId: string; readonly decision: StoredDecision | null }[];
  /** Roles that were shaped or decided anew since, or whose department's role was: they stay as they are. */
  readonly skippedIds: readonly string[];
}

interface Batch {
  readonly batchId: string;
  readonly madeAt: string;
  readonly record: ShapeRecord;
}

function wasDecidedSince({ decision }: RoleToRestore, { batchId, madeAt }: Batch): boolean {
  return decision !== null && decision.batchId !== batchId && decision.decidedAt > madeAt;
}

/** Whether the decision is still what the batch made of it. A split may have left a role without one. */
function isAsLeft({ decision }: RoleToRestore, { batchId, record }: Batch): boolean {
  return decision === null ? record.by === "split" : decision.batchId === batchId;
}

/**
 * What undoing changes. A role that was split off goes back into the one it came from; one that stood before goes back
 * to where it stood.
 */
export function planUndo(batch: Batch, present: readonly RoleToRestore[]): UndoPlan {
  const { record, madeAt } = batch;
  const byId = new Map(present.map((role) => [role.id, role]));
  const own = new Set(record.roles.map(({ id }) => id));
  const entered = new Set(
    present.flatMap(({ id, mergedIntoId }) => (mergedIntoId !== null && !own.has(id) ? [mergedIntoId] : [])),
  );
  const hasChanged = (id: string): boolean => {
    const role = byId.get(id);
    if (!role || role.shapedAt !== madeAt) return true;
    return entered.has(id) || (role.mergedIntoId === null && wasDecidedSince(role, batch));
  };
  const changed = new Set(record.roles.map(({ id }) => id).filter(hasChanged));
  const stays = (id: string) => changed.has(id) || changed.has(byId.get(id)?.mergedIntoId ?? "");
  const parentId = byId.get(record.roleId)?.mergedIntoId ?? record.roleId;
  const roles = record.roles
    .filter(({ id }) => byId.has(id) && !stays(id))
    .map(({ id, before }) => ({
      id,
      ...(before ?? { mergedIntoId: parentId, shapedBy: null, shapedAt: null }),
    }));
  const decisions = record.decisions.flatMap(({ roleId, before }) => {
    const role = byId.get(roleId);
    return role && isAsLeft(role, batch) && !stays(roleId) ? [{ roleId, decision: before }] : [];
  });
  const keptDecisions = record.decisions.flatMap(({ roleId }) => {
    const role = byId.get(roleId);
    return role && !own.has(roleId) && !isAsLeft(role, batch) ? [roleId] : [];
  });
  const left = record.roles.map(({ id }) => id).filter((id) => byId.has(id) && stays(id));
  return { roles, decisions, skippedIds: [...left, ...keptDecisions] };
}
