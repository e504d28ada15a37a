import "server-only";
import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { candidates } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { conflict, invalid, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { openForEdit } from "@/lib/sessions/mutations";
import { draftCandidate } from "./candidate-plan";
import { clearStaleness } from "./mutations/clear-staleness";
import { findLatestRun } from "./queries";
import { listRankedRoles } from "./queries/run-roles";
import { CandidateInput, ChooseCandidatesInput, EditCandidateInput, MakeCandidateInput } from "./schema";

const changed = { version: sql`${candidates.version} + 1`, updatedAt: sql`now()` };

function inSession(ctx: Ctx, sessionId: string) {
  return and(
    eq(candidates.orgId, ctx.orgId),
    eq(candidates.sessionId, sessionId),
    isNull(candidates.dismissedAt),
  );
}

/** Makes a card of a role by hand, wherever it stands in the ranking; one dismissed before comes back. */
export async function makeCandidate(ctx: Ctx, input: unknown): Promise<{ id: string }> {
  const { sessionId, roleId } = MakeCandidateInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: false });
    const run = await findLatestRun(tx, ctx, sessionId);
    if (!run) throw invalid("There is no analysis yet. Run one in the step Analysis first.");
    const [role] = await listRankedRoles(tx, ctx, run.id, { roleIds: [roleId] });
    if (!role) throw notFound("role in the latest analysis");
    const [made] = await tx
      .insert(candidates)
      .values({
        ...draftCandidate(role),
        orgId: ctx.orgId,
        sessionId,
        runId: run.id,
        nameOrigin: "rule",
        descriptionOrigin: "rule",
        tierOrigin: "rule",
        origin: "user",
      })
      .onConflictDoUpdate({
        target: [candidates.orgId, candidates.sessionId, candidates.roleId],
        set: { dismissedAt: null, staleAt: null, origin: "user", runId: run.id, ...changed },
        setWhere: isNotNull(candidates.dismissedAt),
      })
      .returning({ id: candidates.id });
    if (!made) throw conflict("This role has a card on the roadmap already.");
    await recordChange(tx, ctx, { name: "candidate.created", subjectKind: "candidate", subjectId: made.id });
    return made;
  });
}

export async function editCandidate(ctx: Ctx, input: unknown): Promise<{ id: string }> {
  const { sessionId, id, version, name, description } = EditCandidateInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: false });
    const [before] = await tx
      .select({ name: candidates.name, description: candidates.description })
      .from(candidates)
      .where(and(inSession(ctx, sessionId), eq(candidates.id, id)));
    if (!before) throw notFound("candidate");
    if (name === before.name && description === before.description) return { id };
    const [edited] = await tx
      .update(candidates)
      .set({
        ...(name === before.name ? {} : { name, nameOrigin: "user" as const }),
        ...(description === before.description ? {} : { description, descriptionOrigin: "user" as const }),
        ...changed,
      })
      .where(and(inSession(ctx, sessionId), eq(candidates.id, id), eq(candidates.version, version)))
      .returning({ id: candidates.id });
    if (!edited)
      throw conflict(
        "Somebody changed this card meanwhile. Your text was not saved; copy it and open it anew.",
      );
    await clearStaleness(tx, ctx, sessionId, [id]);
    await recordChange(tx, ctx, { name: "candidate.edited", subjectKind: "candidate", subjectId: id });
    return edited;
  });
}

/** Marks cards as chosen for build, or takes the mark back; those marked so already stay as they are. */
export async function chooseCandidates(ctx: Ctx, input: unknown): Promise<{ changedCount: number }> {
  const { sessionId, ids, isChosen } = ChooseCandidatesInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: false });
    const rows = await tx
      .update(candidates)
      .set({
        chosenForBuildAt: isChosen ? sql`now()` : null,
        chosenForBuildBy: isChosen ? actingUserId(ctx) : null,
        ...changed,
      })
      .where(
        and(
          inSession(ctx, sessionId),
          inArray(candidates.id, ids),
          isChosen ? isNull(candidates.chosenForBuildAt) : isNotNull(candidates.chosenForBuildAt),
        ),
      )
      .returning({ id: candidates.id });
    if (rows.length > 0) {
      await clearStaleness(tx, ctx, sessionId, ids);
      await recordChange(tx, ctx, {
        name: isChosen ? "candidate.chosen" : "candidate.unchosen",
        subjectKind: "session",
        subjectId: sessionId,
        data: { candidateIds: rows.map(({ id }) => id) },
      });
    }
    return { changedCount: rows.length };
  });
}

/** Takes a card off the board; a later run does not propose it again. */
export async function dismissCandidate(ctx: Ctx, input: unknown): Promise<{ id: string }> {
  return setDismissed(ctx, input, true);
}

export async function restoreCandidate(ctx: Ctx, input: unknown): Promise<{ id: string }> {
  return setDismissed(ctx, input, false);
}

async function setDismissed(ctx: Ctx, input: unknown, isDismissed: boolean): Promise<{ id: string }> {
  const { sessionId, id } = CandidateInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: false });
    await requireCandidate(tx, ctx, sessionId, id);
    const [row] = await tx
      .update(candidates)
      .set({ dismissedAt: isDismissed ? sql`now()` : null, ...changed })
      .where(
        and(
          eq(candidates.orgId, ctx.orgId),
          eq(candidates.sessionId, sessionId),
          eq(candidates.id, id),
          isDismissed ? isNull(candidates.dismissedAt) : isNotNull(candidates.dismissedAt),
        ),
      )
      .returning({ id: candidates.id });
    if (!row)
      throw conflict(isDismissed ? "This card is off the board already." : "This card is on the board.");
    await recordChange(tx, ctx, {
      name: isDismissed ? "candidate.dismissed" : "candidate.restored",
      subjectKind: "candidate",
      subjectId: id,
    });
    return row;
  });
}

async function requireCandidate(tx: Tx, ctx: Ctx, sessionId: string, id: string): Promise<void> {
  const [row] = await tx
    .select({ id: candidates.id })
    .from(candidates)
    .where(and(eq(candidates.orgId, ctx.orgId), eq(candidates.sessionId, sessionId), eq(candidates.id, id)));
  if (!row) throw notFound("candidate");
}
