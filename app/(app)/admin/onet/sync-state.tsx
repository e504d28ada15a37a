import { useFormatter, useTranslations } from "next-intl";
import { useMoment } from "@/components/jobs/use-moment";
import { Notice } from "@/components/ui/notice";
import type { LocalRelease, SyncView } from "@/lib/onet/sync-schema";

/** How old what is in use is: by the month of its newest rows, or else by the day it came. */
function useAge({ newestDataAt, importedAt }: LocalRelease) {
  const format = useFormatter();
  return {
    month: newestDataAt && format.dateTime(newestDataAt, { month: "long", year: "numeric" }),
    day: format.dateTime(importedAt, { dateStyle: "long" }),
  };
}

function InUse({ local }: { local: LocalRelease }) {
  const t = useTranslations("onet-syncs");
  const { month, day } = useAge(local);
  const { release } = local;
  return (
    <p className="text-sm">{month ? t("inUse", { release, month }) : t("inUseUndated", { release, day })}</p>
  );
}

/** What the person is told when O*NET was away: nothing is lost, and how old what they go on with is. */
function Away({ when, local }: { when: string; local: LocalRelease }) {
  const t = useTranslations("onet-syncs.failed");
  const { month, day } = useAge(local);
  const { release } = local;
  return (
    <Notice tone="warn">
      {month ? t("away", { when, release, month }) : t("awayUndated", { when, release, day })}
    </Notice>
  );
}

function Failed({ last, local }: { last: SyncView; local: LocalRelease }) {
  const t = useTranslations("onet-syncs.failed");
  const moment = useMoment();
  const when = moment(last.endedAt ?? last.createdAt);
  const isAway = last.errorCode === "unavailable" || last.errorCode === "rate_limited";
  return (
    <div className="grid gap-2">
      {isAway ? <Away when={when} local={local} /> : null}
      <Notice tone={isAway ? "neutral" : "bad"}>
        <p className="font-medium">{t("title", { when })}</p>
        <p className="mt-1">{last.errorMessage}</p>
      </Notice>
    </div>
  );
}

/** How the last sync ended, and what that means for the release in use. */
export function SyncState({ last, local }: { last: SyncView | undefined; local: LocalRelease }) {
  const t = useTranslations("onet-syncs");
  const moment = useMoment();
  if (!last) return <p className="text-sm">{t("never", { release: local.release })}</p>;
  if (last.state === "failed") return <Failed last={last} local={local} />;
  if (last.state === "cancelled") {
    return (
      <div className="grid gap-2">
        <Notice>{last.errorMessage}</Notice>
        <InUse local={local} />
      </div>
    );
  }
  const when = moment(last.endedAt ?? last.createdAt);
  const came = last.release !== null ? t("last.added", { release: last.release, when }) : null;
  const nothing = last.counts ? t("last.nothingIn", { when }) : t("last.nothing", { when });
  return (
    <div className="grid gap-2">
      <Notice tone={came ? "good" : "neutral"}>{came ?? nothing}</Notice>
      <InUse local={local} />
    </div>
  );
}
