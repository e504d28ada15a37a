import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import { ownActivities } from "@/db/schema";
import { type ActUndo, type DoneAct, ShareActivitiesInput } from "@/lib/activities/act-schema";
import { indexDecisions } from "@/lib/activities/activity-decisions";
import { planChanges } from "@/lib/activities/choice-plan";
import {
  type ActivityDecisions,
  resolveRoleActivities,
  typedSharesOf,
} from "@/lib/activities/role-activities";
import { loadActivityDecisions } from "@/lib/analysis/queries/run-input";
import type { Ctx } from "@/lib/auth/context";
import { conflict, invalid } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { openForEdit } from "@/lib/sessions/mutations";
import { getSessionReference } from "../queries/session-activities";
import { listStoredChoices } from "../queries/stored-choices";
import { defaultRule } from "./choice-rules";
import { requireLayerOwner } from "./layer-owner";
import { storePlan } from "./stored-choices";

type Asked = z.infer<typeof ShareActivitiesInput>;
type AskedShare = Asked["shares"][number];

/** Rounding of a sum of shares that a browser added up. */
const tolerance = 1e-6;

/**
 * Stores the shares of time of everything selected in one layer, as the sliders have them, in one act.
 * @throws AppError `not_found`, `forbidden`, `invalid` (they do not sum to 100 %), `conflict` (somebody selected,
 * typed or added something since; archived)
 */
export async function shareActivities(ctx: Ctx, input: unknown): Promise<DoneAct> {
  const { sessionId, code, roleId, shares } = ShareActivitiesInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: true });
    const { reference, shareMode } = await getSessionReference(tx, ctx, sessionId);
    await requireLayerOwner(tx, ctx, reference, { sessionId, code, roleId });
    const { release } = reference;
    const { choices, own } = await loadActivityDecisions(tx, ctx, sessionId, release);
    const decisions = indexDecisions(choices, own)(code, roleId);
    const { activities } = reference.activities.activitiesOf(code);
    const present = resolveRoleActivities(activities, decisions, reference.lookup, shareMode).activities;
    const fixedOwn = roleId === null ? [] : decisions.occupationOwn;
    const selected = present.filter(({ id, selected }) => selected && !fixedOwn.some((one) => one.id === id));
    requireSame(
      selected.map(({ id }) => id),
      decisions,
      shares,
    );
    requireWhole(present, shares);

    const layerOwn = new Map(
      (roleId === null ? decisions.occupationOwn : decisions.roleOwn).map((one) => [one.id, one]),
    );
    const below = new Map(decisions.occupationChoices.map((choice) => [choice.activityId, choice.share]));
    const place = { sessionId, release };
    const stored = await listStoredChoices(tx, ctx, place, [code]);
    const plan = planChanges(
      stored,
      shares
        .filter(({ id }) => !layerOwn.has(id))
        .map(({ id, share, doesFollowWeight }) => {
          // Where all roles have a typed share, following the weight is a departure from it, and so a number.
          const isTypedBelow = roleId !== null && (below.get(id) ?? null) !== null;
          return { code, roleId, activityId: id, share: doesFollowWeight && !isTypedBelow ? null : share };
        }),
      defaultRule(reference),
    );
    await storePlan(tx, ctx, place, plan);
    const ownShares = shares.flatMap(({ id, share }) => {
      const before = layerOwn.get(id)?.share;
      return before === undefined || before === share
        ? []
        : [{ ownActivityId: id, seen: share, restore: before }];
    });
    for (const { ownActivityId, seen, restore } of ownShares) {
      const isStored = await setOwnShare(tx, ctx, { sessionId, ownActivityId, from: restore, to: seen });
      if (!isStored) throw changedSince();
    }
    const undo: ActUndo = { choices: [...plan.undo], ownShares, ownAdded: [] };
    const changedCount = plan.undo.length + ownShares.length;
    if (changedCount > 0) {
      await recordChange(tx, ctx, {
        name: "activity.shared",
        subjectKind: "session",
        subjectId: sessionId,
        data: { code, roleId, changedCount },
      });
    }
    return { changedCount, undo };
  });
}

function changedSince() {
  return conflict(
    "Nothing was saved: somebody changed these activities meanwhile. Your shares are kept here; look at what is new and save again.",
  );
}

/** The person saw what stands: the same activities, and the same typed shares. */
function requireSame(
  selectedIds: readonly string[],
  decisions: ActivityDecisions,
  shares: readonly AskedShare[],
): void {
  const typed = typedSharesOf(decisions);
  const asked = new Map(shares.map((share) => [share.id, share]));
  const isSame =
    asked.size === selectedIds.length &&
    selectedIds.every((id) => asked.has(id) && asked.get(id)?.seen === (typed.get(id) ?? null));
  if (!isSame) throw changedSince();
}

function requireWhole(
  present: readonly { readonly id: string; readonly selected: boolean; readonly share: number }[],
  shares: readonly AskedShare[],
): void {
  const ids = new Set(shares.map(({ id }) => id));
  const fixed = present.reduce((sum, { id, share }) => sum + (ids.has(id) ? 0 : share), 0);
  const total = shares.reduce((sum, { share }) => sum + share, fixed);
  if (Math.abs(total - 1) > tolerance) throw invalid("Nothing was saved: the shares do not sum to 100%.");
}

/** @returns false where another share stands by now, or the activity is gone */
export async function setOwnShare(
  tx: Tx,
  ctx: Ctx,
  change: {
    readonly sessionId: string;
    readonly ownActivityId: string;
    readonly from: number;
    readonly to: number;
  },
): Promise<boolean> {
  const changed = await tx
    .update(ownActivities)
    .set({ share: change.to })
    .where(
      and(
        eq(ownActivities.orgId, ctx.orgId),
        eq(ownActivities.sessionId, change.sessionId),
        eq(ownActivities.id, change.ownActivityId),
        eq(ownActivities.share, change.from),
        isNull(ownActivities.removedAt),
      ),
    )
    .returning({ id: ownActivities.id });
  return changed.length > 0;
}
