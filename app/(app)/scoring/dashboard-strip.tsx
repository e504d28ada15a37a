import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useDuration } from "@/components/jobs/use-duration";
import { useMoney } from "@/components/scoring/use-money";
import { classes } from "@/components/ui/classes";
import { Table, Td, Th } from "@/components/ui/table";
import { Tile } from "@/components/ui/tile";
import { dashboardDays, type ScoringQuery, scoringHref } from "@/lib/scoring/scoring-filters";
import type { DashboardDay, ScoringDashboard } from "@/lib/scoring/scoring-views";
import { successShare } from "@/lib/scoring/shown-score";

function Tiles({ figures }: { figures: ScoringDashboard }) {
  const t = useTranslations("scoring.dashboard");
  const format = useFormatter();
  const duration = useDuration();
  const money = useMoney();
  const { total } = figures;
  const share = successShare(total);
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Tile label={t("volume")} value={format.number(total.requested)}>
        {t("volumeHint", { open: total.open, reused: total.reused, cancelled: total.cancelled })}
      </Tile>
      <Tile
        label={t("success")}
        value={
          share === null ? t("none") : format.number(share, { style: "percent", maximumFractionDigits: 1 })
        }
      >
        {t("successHint", { completed: total.completed, failed: total.failed })}
      </Tile>
      <Tile label={t("latency")} value={total.p50Ms === null ? t("none") : duration(total.p50Ms)}>
        {t("latencyHint", { p95: duration(total.p95Ms) })}
      </Tile>
      <Tile label={t("cost")} value={money(total.costNanos)}>
        {t("costHint")}
      </Tile>
    </dl>
  );
}

function Days({ days }: { days: readonly DashboardDay[] }) {
  const t = useTranslations("scoring.dashboard");
  const format = useFormatter();
  const duration = useDuration();
  const money = useMoney();
  const shown = days.filter(({ requested, costNanos }) => requested > 0 || costNanos > 0).toReversed();
  return (
    <Table label={t("byDay")}>
      <thead>
        <tr>
          <Th>{t("day")}</Th>
          <Th className="text-right">{t("volume")}</Th>
          <Th className="text-right">{t("completed")}</Th>
          <Th className="text-right">{t("failed")}</Th>
          <Th className="text-right">{t("p50")}</Th>
          <Th className="text-right">{t("p95")}</Th>
          <Th className="text-right">{t("cost")}</Th>
        </tr>
      </thead>
      <tbody>
        {shown.map((day) => (
          <tr key={day.day}>
            <Td className="whitespace-nowrap">
              {format.dateTime(new Date(`${day.day}T00:00Z`), { dateStyle: "medium", timeZone: "UTC" })}
            </Td>
            <Td className="text-right">{format.number(day.requested)}</Td>
            <Td className="text-right">{format.number(day.completed)}</Td>
            <Td className="text-right">{format.number(day.failed)}</Td>
            <Td className="text-right">{duration(day.p50Ms)}</Td>
            <Td className="text-right">{duration(day.p95Ms)}</Td>
            <Td className="text-right">{money(day.costNanos)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Errors({ errors, query }: { errors: ScoringDashboard["errors"]; query: ScoringQuery }) {
  const t = useTranslations("scoring.dashboard");
  const tError = useTranslations("scoring.errorClass");
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {errors.map(({ errorClass, errorCode, count }) => (
        <li key={`${errorClass} ${errorCode}`}>
          <Link
            className="inline-flex min-h-6 items-center text-accent underline underline-offset-2"
            prefetch={false}
            href={scoringHref(query, { status: "failed", error: errorClass })}
          >
            {t("error", { name: tError(`${errorClass}.name`), code: errorCode, count })}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** What scoring did, took and cost of late. */
export function DashboardStrip({ figures, query }: { figures: ScoringDashboard; query: ScoringQuery }) {
  const t = useTranslations("scoring.dashboard");
  return (
    <section aria-labelledby="figures-title" className="mb-6">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h2 id="figures-title" className="font-semibold text-lg">
          {t("title", { days: Number(query.days) })}
        </h2>
        <nav aria-label={t("range")} className="flex gap-1">
          {dashboardDays.map((days) => (
            <Link
              key={days}
              href={scoringHref(query, { days })}
              scroll={false}
              prefetch={false}
              aria-current={days === query.days ? "page" : undefined}
              className={classes(
                "rounded-md px-2.5 py-1 text-sm hover:bg-sunken",
                days === query.days && "bg-accent-soft font-medium text-accent",
              )}
            >
              {t("rangeDays", { days: Number(days) })}
            </Link>
          ))}
        </nav>
      </div>
      <Tiles figures={figures} />
      {figures.errors.length > 0 ? (
        <div className="mt-3">
          <h3 className="mb-1 font-medium text-sm">{t("errors")}</h3>
          <Errors errors={figures.errors} query={query} />
        </div>
      ) : null}
      <details className="mt-3">
        <summary className="inline-block min-h-6 cursor-pointer text-accent text-sm">{t("byDay")}</summary>
        <div className="mt-2">
          <Days days={figures.days} />
        </div>
      </details>
    </section>
  );
}
