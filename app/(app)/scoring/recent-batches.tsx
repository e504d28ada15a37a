import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMoment } from "@/components/jobs/use-moment";
import { useMoney } from "@/components/scoring/use-money";
import { Table, Td, Th } from "@/components/ui/table";
import type { BatchRow } from "@/lib/scoring/scoring-views";
import { endedCount } from "@/lib/scoring/shown-score";

/** The latest batches, with how far they are. */
export function RecentBatches({ batches }: { batches: readonly BatchRow[] }) {
  const t = useTranslations("scoring.batch");
  const moment = useMoment();
  const money = useMoney();
  return (
    <section className="mt-10">
      <h2 className="mb-3 font-semibold text-lg">{t("recent")}</h2>
      <Table label={t("recent")}>
        <thead>
          <tr>
            <Th>{t("what")}</Th>
            <Th>{t("rubric")}</Th>
            <Th className="text-right">{t("progressLabel")}</Th>
            <Th className="text-right">{t("costLabel")}</Th>
            <Th>{t("requested")}</Th>
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <tr key={batch.id}>
              <Td>
                <Link
                  className="inline-flex min-h-6 items-center text-accent underline underline-offset-2"
                  prefetch={false}
                  href={`/scoring?batch=${batch.id}`}
                >
                  {t(`kind.${batch.kind}`)}
                </Link>
              </Td>
              <Td>{batch.templateName ?? t("prompt")}</Td>
              <Td className="text-right">
                {t("ofTotal", { done: endedCount(batch.counts), total: batch.itemCount })}
              </Td>
              <Td className="text-right">{money(batch.spentNanos)}</Td>
              <Td className="whitespace-nowrap">{moment(batch.createdAt)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
