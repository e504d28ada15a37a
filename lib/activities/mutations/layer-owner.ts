import "server-only";
import type { Tx } from "@/db/client";
import type { Ctx } from "@/lib/auth/context";
import { conflict, invalid, notFound } from "@/lib/errors";
import { listMappedRoles } from "@/lib/roles/queries";
import type { ActivityReference } from "../queries/activity-reference";

/**
 * Whom a decision is for: all roles mapped to the occupation, or one of them.
 * @throws AppError `invalid` (unknown occupation), `not_found` (role), `conflict` (the role is mapped elsewhere by now)
 */
export async function requireLayerOwner(
  tx: Tx,
  ctx: Ctx,
  reference: ActivityReference,
  owner: { readonly sessionId: string; readonly code: string; readonly roleId: string | null },
): Promise<void> {
  const { sessionId, code, roleId } = owner;
  if (!reference.occupationTitles.has(code)) {
    throw invalid(`O*NET ${reference.release} has no occupation ${code}. Choose one from the list.`);
  }
  if (roleId === null) return;
  const role = (await listMappedRoles(tx, ctx, { sessionId, release: reference.release })).find(
    (mapped) => mapped.roleId === roleId,
  );
  if (!role) throw notFound("role");
  if (role.code !== code) {
    throw conflict(
      "Nothing was changed: the role is mapped to another occupation by now. Open the activities anew.",
    );
  }
}
