import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/card";
import type { AggregateDimension } from "@/db/enums";
import { listAggregates } from "@/lib/analysis/queries/list-aggregates";
import type { RunAddress } from "@/lib/analysis/run-address";
import {
  aggregateSorts,
  defaultAggregateSort,
  defaultDirection,
  type RunSummary,
} from "@/lib/analysis/run-views";
import type { Ctx } from "@/lib/auth/context";
import { AggregateTable } from "./aggregate-table";
import { PageLinks } from "./page-links";
import type { HrefOf } from "./run-link";

/** The run by department, line of business, location, occupation, family or activity. */
export async function AggregateView({
  ctx,
  run,
  dimension,
  address,
  hrefOf,
}: {
  ctx: Ctx;
  run: RunSummary;
  dimension: AggregateDimension;
  address: RunAddress;
  hrefOf: HrefOf;
}) {
  const t = await getTranslations("analysis.groups");
  const sort = aggregateSorts.find((known) => known === address.sort) ?? defaultAggregateSort(dimension);
  const direction = address.dir ?? defaultDirection(sort);
  const page = await listAggregates(ctx, {
    runId: run.id,
    dimension,
    sort,
    direction,
    after: address.after,
  });
  if (page.items.length === 0) return <EmptyState title={t("nothing")}>{t("nothingBody")}</EmptyState>;
  return (
    <>
      <p className="mb-2 text-ink-soft text-sm">
        {t(`total.${dimension}`, { count: page.count })}.{" "}
        {dimension === "activity" ? t("activityNote") : t("note")}
      </p>
      <AggregateTable dimension={dimension} rows={page.items} order={{ sort, direction }} hrefOf={hrefOf} />
      <PageLinks isFirst={!address.after} nextCursor={page.nextCursor} hrefOf={hrefOf} />
    </>
  );
}
