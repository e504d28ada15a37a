import { useFormatter, useTranslations } from "next-intl";
import { useDuration } from "@/components/jobs/use-duration";
import { useMoment } from "@/components/jobs/use-moment";
import { Badge, type Tone } from "@/components/ui/badge";
import { Table, Td, Th } from "@/components/ui/table";
import { durationOf } from "@/lib/jobs/run-views";
import type { SkipReason, SyncCounts } from "@/lib/onet/schema";
import type { SyncView } from "@/lib/onet/sync-schema";

const tones: Readonly<Record<SyncView["state"], Tone>> = {
  queued: "neutral",
  running: "accent",
  finished: "good",
  failed: "bad",
  cancelled: "neutral",
};

function StateBadge({ sync }: { sync: SyncView }) {
  const t = useTranslations("onet-syncs.history.states");
  const { state, release } = sync;
  if (state !== "finished") return <Badge tone={tones[state]}>{t(state)}</Badge>;
  return release === null ? (
    <Badge>{t("nothing")}</Badge>
  ) : (
    <Badge tone="good">{t("added", { release })}</Badge>
  );
}

/** How many rows were left out, and each reason with its number. */
function Skipped({ counts }: { counts: SyncCounts }) {
  const t = useTranslations("onet-syncs.history");
  const format = useFormatter();
  const reasons = Object.entries(counts.skipped) as [SkipReason, number][];
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  return (
    <>
      {format.number(total)}
      {reasons.map(([reason, count]) => (
        <span key={reason} className="block text-ink-soft text-xs">
          {t(`reasons.${reason}`, { count })}
        </span>
      ))}
    </>
  );
}

function Row({ sync, now }: { sync: SyncView; now: Date }) {
  const t = useTranslations("onet-syncs.history");
  const format = useFormatter();
  const moment = useMoment();
  const duration = useDuration();
  const { counts } = sync;
  return (
    <tr>
      <Td className="min-w-44">
        <StateBadge sync={sync} />
        {sync.errorMessage ? (
          <span className="mt-1 block max-w-80 text-ink-soft text-xs">{sync.errorMessage}</span>
        ) : null}
      </Td>
      <Td className="whitespace-nowrap">{moment(sync.startedAt ?? sync.createdAt)}</Td>
      <Td>{t(`triggers.${sync.trigger}`)}</Td>
      <Td>{t(`origins.${sync.origin}`)}</Td>
      <Td>{sync.number ?? t("none")}</Td>
      <Td className="text-right tabular-nums">{counts ? format.number(counts.processed) : t("none")}</Td>
      <Td className="min-w-40 text-right tabular-nums">{counts ? <Skipped counts={counts} /> : t("none")}</Td>
      <Td className="text-right tabular-nums">{counts ? format.number(counts.failed) : t("none")}</Td>
      <Td className="whitespace-nowrap text-right tabular-nums">{duration(durationOf(sync, now))}</Td>
    </tr>
  );
}

/** Syncs with what came of each. */
export function SyncTable({ syncs, now }: { syncs: readonly SyncView[]; now: Date }) {
  const t = useTranslations("onet-syncs.history");
  return (
    <Table label={t("label")}>
      <thead>
        <tr>
          <Th>{t("state")}</Th>
          <Th>{t("started")}</Th>
          <Th>{t("by")}</Th>
          <Th>{t("from")}</Th>
          <Th>{t("release")}</Th>
          <Th className="text-right">{t("processed")}</Th>
          <Th className="text-right">{t("skipped")}</Th>
          <Th className="text-right">{t("failed")}</Th>
          <Th className="text-right">{t("duration")}</Th>
        </tr>
      </thead>
      <tbody>
        {syncs.map((sync) => (
          <Row key={sync.id} sync={sync} now={now} />
        ))}
      </tbody>
    </Table>
  );
}
