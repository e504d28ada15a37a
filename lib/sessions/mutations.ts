import "server-only";
import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { discoverySessions as sessions } from "@/db/schema";
import { actingUserId, authorize, authorizeOwned, type Ctx } from "@/lib/auth/context";
import { conflict, notFound } from "@/lib/errors";
import { type ChangeName, recordChange } from "@/lib/history/record-change";
import { CreateSessionInput, RenameSessionInput, SessionInput } from "./schema";

export async function createSession(ctx: Ctx, input: unknown): Promise<{ id: string }> {
  authorize(ctx, "session:create");
  const { name } = CreateSessionInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const [row] = await tx
      .insert(sessions)
      .values({ orgId: ctx.orgId, name, ownerId: actingUserId(ctx) })
      .returning({ id: sessions.id });
    if (!row) throw conflict("The session was not created. Try again.");
    await recordChange(tx, ctx, { name: "session.created", subjectKind: "session", subjectId: row.id });
    return row;
  });
}

/**
 * Every change inside a session begins here: finds it in the tenant, checks that this person may edit it, and marks
 * the change. The row lock also puts two changes of one session in order.
 * @param options.changesInputs whether an analysis made before is stale from now on
 * @throws AppError `not_found`, `forbidden`, `conflict` (archived)
 */
export async function openForEdit(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
  options: { changesInputs: boolean },
): Promise<{ id: string; ownerId: string }> {
  const [session] = await tx
    .select({ id: sessions.id, ownerId: sessions.ownerId, archivedAt: sessions.archivedAt })
    .from(sessions)
    .where(and(eq(sessions.orgId, ctx.orgId), eq(sessions.id, sessionId), isNull(sessions.deletedAt)))
    .for("update");
  if (!session) throw notFound("session");
  authorizeOwned(ctx, "edit", session.ownerId);
  if (session.archivedAt)
    throw conflict("This session is archived. Take it out of the archive to change it.");
  await tx
    .update(sessions)
    .set({ updatedAt: sql`now()`, ...(options.changesInputs ? { inputsChangedAt: sql`now()` } : {}) })
    .where(and(eq(sessions.orgId, ctx.orgId), eq(sessions.id, sessionId)));
  return session;
}

export async function renameSession(ctx: Ctx, input: unknown): Promise<{ id: string }> {
  const { sessionId, name } = RenameSessionInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: false });
    await tx
      .update(sessions)
      .set({ name })
      .where(and(eq(sessions.orgId, ctx.orgId), eq(sessions.id, sessionId)));
    await recordChange(tx, ctx, { name: "session.renamed", subjectKind: "session", subjectId: sessionId });
    return { id: sessionId };
  });
}

interface Shelving {
  readonly change: ChangeName;
  readonly verb: "edit" | "delete";
  readonly set: Partial<Record<"archivedAt" | "deletedAt", SQL | null>>;
  readonly guard: SQL | undefined;
  readonly refusal: string;
}

/** Archive, delete and their way back: one guarded update each, so the second click is told, not obeyed. */
async function shelve(ctx: Ctx, input: unknown, shelving: Shelving): Promise<{ id: string }> {
  const { sessionId } = SessionInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const here = and(eq(sessions.orgId, ctx.orgId), eq(sessions.id, sessionId));
    const [session] = await tx.select({ ownerId: sessions.ownerId }).from(sessions).where(here);
    if (!session) throw notFound("session");
    authorizeOwned(ctx, shelving.verb, session.ownerId);
    const [changed] = await tx
      .update(sessions)
      .set({ ...shelving.set, updatedAt: sql`now()` })
      .where(and(here, shelving.guard))
      .returning({ id: sessions.id });
    if (!changed) throw conflict(shelving.refusal);
    await recordChange(tx, ctx, { name: shelving.change, subjectKind: "session", subjectId: sessionId });
    return changed;
  });
}

const notDeleted = isNull(sessions.deletedAt);

export function archiveSession(ctx: Ctx, input: unknown): Promise<{ id: string }> {
  return shelve(ctx, input, {
    change: "session.archived",
    verb: "edit",
    set: { archivedAt: sql`now()` },
    guard: and(notDeleted, isNull(sessions.archivedAt)),
    refusal: "This session is archived already.",
  });
}

export function unarchiveSession(ctx: Ctx, input: unknown): Promise<{ id: string }> {
  return shelve(ctx, input, {
    change: "session.unarchived",
    verb: "edit",
    set: { archivedAt: null },
    guard: and(notDeleted, isNotNull(sessions.archivedAt)),
    refusal: "This session is not in the archive.",
  });
}

/** Nothing is lost: a deleted session can be restored from the list of deleted ones. */
export function deleteSession(ctx: Ctx, input: unknown): Promise<{ id: string }> {
  return shelve(ctx, input, {
    change: "session.deleted",
    verb: "delete",
    set: { deletedAt: sql`now()` },
    guard: notDeleted,
    refusal: "This session is deleted already.",
  });
}

export function restoreSession(ctx: Ctx, input: unknown): Promise<{ id: string }> {
  return shelve(ctx, input, {
    change: "session.restored",
    verb: "delete",
    set: { deletedAt: null },
    guard: isNotNull(sessions.deletedAt),
    refusal: "This session is not deleted.",
  });
}
