import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { requestExportAction } from "@/app/(app)/actions";
import { ExportBar } from "@/components/exports/export-bar";
import { EmptyState } from "@/components/ui/card";
import { getAggregateLabel } from "@/lib/analysis/queries/list-aggregates";
import { listResults } from "@/lib/analysis/queries/list-results";
import { exportParams, filterParams, type RunAddress, toResultFilter } from "@/lib/analysis/run-address";
import { defaultDirection, type RunSummary, resultSorts } from "@/lib/analysis/run-views";
import { type Ctx, may } from "@/lib/auth/context";
import { listRecentExports } from "@/lib/exports/queries";
import { listDepartments } from "@/lib/roles/queries";
import { FilterBar, type FilterChip } from "./filter-bar";
import { PageLinks } from "./page-links";
import { ResultTable } from "./result-table";
import type { HrefOf } from "./run-link";

/** What links have narrowed the list to, by name. */
async function listChips(ctx: Ctx, runId: string, address: RunAddress): Promise<FilterChip[]> {
  const t = await getTranslations("analysis.filter");
  const { lineOfBusiness, location, family, occupation, activity } = toResultFilter(address);
  const chips: FilterChip[] = [];
  if (lineOfBusiness !== undefined) {
    chips.push({ param: "line", text: t("place.line", { name: lineOfBusiness ?? t("unstated") }) });
  }
  if (location !== undefined) {
    chips.push({ param: "location", text: t("place.location", { name: location ?? t("unstated") }) });
  }
  const named = [
    { param: "family", dimension: "occupation_family", key: family },
    { param: "occupation", dimension: "occupation", key: occupation },
    { param: "doing", dimension: "activity", key: activity },
  ] as const;
  for (const { param, dimension, key } of named) {
    if (key === undefined) continue;
    const name = await getAggregateLabel(ctx, { runId, dimension, key });
    chips.push({ param, text: t(`place.${param}`, { name }) });
  }
  return chips;
}

/** The run's roles: filter, one page of the list, and the export of what the filter leaves. */
export async function ResultView({
  ctx,
  sessionId,
  run,
  address,
  hrefOf,
}: {
  ctx: Ctx;
  sessionId: string;
  run: RunSummary;
  address: RunAddress;
  hrefOf: HrefOf;
}) {
  const t = await getTranslations("analysis");
  const sort = resultSorts.find((known) => known === address.sort) ?? "rank";
  const direction = address.dir ?? defaultDirection(sort);
  const filter = toResultFilter(address);
  const [page, departments, chips] = await Promise.all([
    listResults(ctx, { runId: run.id, filter, sort, direction, after: address.after }),
    listDepartments(ctx, sessionId),
    listChips(ctx, run.id, address),
  ]);
  const isByPlace = [filter.department, filter.lineOfBusiness, filter.location].some(
    (place) => place !== undefined,
  );
  const total = (
    <p className="text-ink-soft text-sm">
      {t("results.total", {
        roles: page.total.roles,
        people: page.total.headcount,
        reach: page.total.reach,
      })}
      {isByPlace ? ` ${t("filter.wholeRole")}` : null}
    </p>
  );
  return (
    <>
      <FilterBar
        sessionId={sessionId}
        address={address}
        departments={departments}
        chips={chips}
        hrefOf={hrefOf}
      />
      <Exported ctx={ctx} sessionId={sessionId} run={run} address={address}>
        {total}
      </Exported>
      {page.items.length === 0 ? (
        <EmptyState title={t("results.nothing")}>{t("results.nothingBody")}</EmptyState>
      ) : (
        <ResultTable rows={page.items} order={{ sort, direction }} hrefOf={hrefOf} />
      )}
      <PageLinks isFirst={!address.after} nextCursor={page.nextCursor} hrefOf={hrefOf} />
    </>
  );
}

/** The line above the table, with the button that exports what the filter leaves. */
async function Exported({
  ctx,
  sessionId,
  run,
  address,
  children,
}: {
  ctx: Ctx;
  sessionId: string;
  run: RunSummary;
  address: RunAddress;
  children: ReactNode;
}) {
  const t = await getTranslations("analysis");
  if (!may(ctx, "ranking:export")) return children;
  const isFiltered = filterParams.some((param) => address[param] !== undefined);
  return (
    <ExportBar
      label={isFiltered ? t("run.exportFiltered") : t("run.export")}
      asked={{ kind: "session_ranking", sessionId, params: exportParams(address, run.number) }}
      requestExport={requestExportAction}
      exports={await listRecentExports(ctx, { kind: "session_ranking", sessionId })}
    >
      {children}
    </ExportBar>
  );
}
