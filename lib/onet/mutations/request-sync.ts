import "server-only";
import { inOrg, type Tx } from "@/db/client";
import type { releaseOrigins } from "@/db/enums";
import { onetSyncs } from "@/db/schema";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { env } from "@/lib/env";
import { conflict, invalid } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { requestJob } from "@/lib/jobs/mutations/request-job";
import { RequestSyncInput } from "@/lib/onet/sync-schema";

const underWay = "A sync is under way already. Nothing was started; wait until it has ended.";

interface OpenedSync {
  readonly syncId: string;
  readonly jobId: string;
}

/**
 * Opens a sync for the person, with its job, in the caller's transaction.
 * @throws AppError `conflict` while another one is open, whoever started it
 */
export async function openSync(
  tx: Tx,
  ctx: Ctx,
  sync: {
    readonly id?: string;
    readonly origin: (typeof releaseOrigins)[number];
    readonly number?: string;
  },
): Promise<OpenedSync> {
  const [made] = await tx
    .insert(onetSyncs)
    .values({ ...sync, trigger: "operator", requestedBy: actingUserId(ctx) })
    .onConflictDoNothing()
    .returning({ syncId: onetSyncs.id });
  if (!made) throw conflict(underWay);
  const { jobId } = await requestJob(tx, ctx, {
    kind: "onet.sync",
    sessionId: null,
    subjectId: made.syncId,
  });
  return { ...made, jobId };
}

/**
 * Asks for a look for a new release, and for bringing it in when there is one.
 * @throws AppError `forbidden`, `invalid` without a key for the Web Services, `conflict` while a sync is open
 */
export async function requestSync(ctx: Ctx, input: unknown): Promise<OpenedSync> {
  authorize(ctx, "installation:manage");
  const { source } = RequestSyncInput.parse(input);
  if (source === "web_services" && !env.ONET_API_KEY) {
    throw invalid(
      "There is no key for the O*NET Web Services: set ONET_API_KEY, or look on the download site.",
    );
  }
  return inOrg(ctx, async (tx) => {
    const opened = await openSync(tx, ctx, { origin: source });
    await recordChange(tx, ctx, {
      name: "onet.sync_requested",
      subjectKind: "onet_sync",
      subjectId: opened.syncId,
      data: { source },
    });
    return opened;
  });
}
