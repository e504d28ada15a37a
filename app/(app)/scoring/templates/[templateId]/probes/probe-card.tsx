import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { moneyText } from "@/components/scoring/money-text";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { ProbeRow } from "@/lib/scoring/probe-views";
import { FairnessReport } from "./fairness-report";
import { RepeatabilityReport } from "./repeatability-report";

async function OpenProbe({ probe }: { probe: ProbeRow }) {
  const t = await getTranslations("probes.open");
  const kinds = await getTranslations("probes.report");
  const { completed, failed, cancelled } = probe.counts;
  const done = completed + failed + cancelled;
  const title = kinds(probe.kind, { version: probe.templateVersion });
  return (
    <Card aria-label={title}>
      <h3 className="mb-2 font-semibold">{title}</h3>
      <p role="status" className="mb-2 text-sm">
        {t("progress", { done, total: probe.itemCount })}
      </p>
      <ProgressBar label={title} done={done} total={probe.itemCount} />
    </Card>
  );
}

/** One probe: how far it is, or what it found. */
export async function ProbeCard({
  probe,
  names,
}: {
  probe: ProbeRow;
  names: Readonly<Record<string, string>>;
}) {
  const t = await getTranslations("probes");
  const format = await getFormatter();
  const { report, templateVersion: version } = probe;
  if (!report && probe.isOpen) return <OpenProbe probe={probe} />;
  const title = t(`report.${probe.kind}`, { version });
  if (!report) {
    return (
      <Card aria-label={title}>
        <h3 className="mb-2 font-semibold">{title}</h3>
        <Notice tone="warn">{t("list.unfinished")}</Notice>
      </Card>
    );
  }
  const reason = report.kind === "fairness" ? report.unblindReason : null;
  return (
    <Card aria-label={title}>
      <div className="mb-1 flex flex-wrap items-baseline justify-between gap-3">
        <h3 className="font-semibold">{title}</h3>
        <Link
          href={`/api/probes/${probe.id}`}
          prefetch={false}
          className="text-accent text-sm underline underline-offset-2"
        >
          {t("report.download")}
        </Link>
      </div>
      <p className="mb-4 text-ink-soft text-sm">
        {t("report.meta", {
          date: format.dateTime(probe.createdAt, { dateStyle: "medium", timeStyle: "short" }),
          name: probe.requesterName ?? t("report.someone"),
          model: report.resolvedModels.join(", ") || report.model,
          profiles: report.profileCount,
          completed: report.completedCount,
          failed: report.failedCount,
          cancelled: report.cancelledCount,
          cost: moneyText(format, report.costNanos),
        })}{" "}
        {report.isBlind ? t("report.blind") : t("report.unblinded", { reason: reason ?? "" })}
      </p>
      {report.kind === "repeatability" ? (
        <RepeatabilityReport report={report} names={names} />
      ) : (
        <FairnessReport report={report} />
      )}
    </Card>
  );
}
