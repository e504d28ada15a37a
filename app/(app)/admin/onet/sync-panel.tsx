import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { may } from "@/lib/auth/context";
import { requireViewer } from "@/lib/auth/current";
import { env } from "@/lib/env";
import { listJobs } from "@/lib/jobs/queries";
import { getLocalRelease, listSyncs } from "@/lib/onet/queries/list-syncs";
import { ReleaseUpload } from "./release-upload";
import { SyncButtons } from "./sync-buttons";
import { SyncHistory } from "./sync-history";
import { SyncProgress } from "./sync-progress";
import { SyncState } from "./sync-state";

/** How O*NET releases come in: how the last sync went, what runs, starting one, uploading a file, and all there were. */
export async function SyncPanel() {
  const { ctx } = await requireViewer();
  const t = await getTranslations("onet-syncs");
  const [{ items, next }, local, jobs] = await Promise.all([
    listSyncs(ctx),
    getLocalRelease(ctx),
    may(ctx, "job:read") ? listJobs(ctx) : [],
  ]);
  const isOperator = may(ctx, "installation:manage");
  const open = items.find(({ state }) => state === "queued" || state === "running");
  const last = items.find(({ state }) => state !== "queued" && state !== "running");
  return (
    <div className="grid grid-cols-1 gap-6">
      <Card>
        <h2 className="font-semibold text-lg">{t("title")}</h2>
        <p className="mt-1 mb-4 max-w-prose text-ink-soft text-sm">{t("hint")}</p>
        <SyncState last={last} local={local} />
        {open ? (
          <SyncProgress key={open.id} sync={open} jobs={jobs.filter(({ kind }) => kind === "onet.sync")} />
        ) : null}
        {isOperator && !open ? (
          <div className="mt-4 grid gap-4">
            <SyncButtons hasServices={env.ONET_API_KEY !== undefined} />
            <ReleaseUpload />
          </div>
        ) : null}
        {isOperator ? null : <p className="mt-4 text-ink-soft text-sm">{t("operatorsOnly")}</p>}
      </Card>
      <SyncHistory syncs={items} hasMore={next !== null} />
    </div>
  );
}
