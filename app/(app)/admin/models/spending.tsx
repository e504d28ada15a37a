import { useTranslations } from "next-intl";
import { Tile } from "@/components/ui/tile";
import type { MonthSpending } from "@/lib/llm/queries/model-calls";
import { toDollars } from "@/lib/llm/schema";

/** What this month has cost so far, and what is left of its budget. */
export function Spending({ spending, limitNanos }: { spending: MonthSpending; limitNanos: number }) {
  const t = useTranslations("models.spending");
  const dollars = useTranslations("models");
  const { month, spentNanos, reservedNanos, inDoubtNanos, inDoubtCount } = spending;
  const inDollars = (nanos: number) => dollars("dollars", { value: toDollars(nanos) });
  // Noon of the middle: whatever the zone, it is that month.
  const title = t("title", { month: new Date(`${month}-15T12:00:00Z`) });
  return (
    <section aria-label={title}>
      <h2 className="mb-3 font-semibold text-lg">{title}</h2>
      <dl className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <Tile label={t("spent")} value={inDollars(spentNanos)}>
          {t("spentOf", { limit: toDollars(limitNanos) })}
        </Tile>
        <Tile label={t("reserved")} value={inDollars(reservedNanos)}>
          {t("reservedHint")}
        </Tile>
        <Tile label={t("inDoubt")} value={inDollars(inDoubtNanos)}>
          {t("inDoubtHint", { count: inDoubtCount })}
        </Tile>
        <Tile label={t("left")} value={inDollars(Math.max(0, limitNanos - spentNanos - reservedNanos))}>
          {t("leftHint")}
        </Tile>
      </dl>
    </section>
  );
}
