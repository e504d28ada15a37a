"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table, Td, Th } from "@/components/ui/table";
import type { BatchCriteria, DecisionBatch } from "@/lib/roles/schema";
import { useConfirmations } from "./use-confirmations";

function useCriteriaText() {
  const t = useTranslations("roles.batches");
  return (criteria: BatchCriteria) => {
    if (criteria.by === "selection") return t("bySelection");
    const { minPercent, minMarginPercent, filter } = criteria;
    const { search, department, minPercent: from, maxPercent: to } = filter;
    const isNarrowed = [search, department, from, to].some((value) => value !== undefined);
    const rule =
      minMarginPercent === null
        ? t("byThreshold", { percent: minPercent })
        : t("byThresholdAndMargin", { percent: minPercent, margin: minMarginPercent });
    return isNarrowed ? t("filtered", { rule }) : rule;
  };
}

/** What was confirmed in bulk, newest first; each can be taken back as a whole. */
export function BatchHistory({
  sessionId,
  batches,
  mayEdit,
}: {
  sessionId: string;
  batches: readonly DecisionBatch[];
  mayEdit: boolean;
}) {
  const t = useTranslations("roles.batches");
  const format = useFormatter();
  const textOf = useCriteriaText();
  const { undo, isPending } = useConfirmations(sessionId);
  return (
    <section className="mt-8">
      <h2 className="mb-3 font-semibold text-lg">{t("title")}</h2>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("when")}</Th>
            <Th>{t("who")}</Th>
            <Th>{t("what")}</Th>
            <Th className="text-right">{t("roles")}</Th>
            <Th className="text-right">{t("standing")}</Th>
            <Th>
              <span className="sr-only">{t("actions")}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => {
            const when = format.dateTime(batch.createdAt, { dateStyle: "medium", timeStyle: "short" });
            return (
              <tr key={batch.id}>
                <Td className="whitespace-nowrap">{when}</Td>
                <Td>{batch.madeByName}</Td>
                <Td>{textOf(batch.criteria)}</Td>
                <Td className="text-right">{format.number(batch.decisionCount)}</Td>
                <Td className="text-right">{format.number(batch.standingCount)}</Td>
                <Td className="text-right">
                  {batch.undoneAt ? <Badge>{t("undone")}</Badge> : null}
                  {!batch.undoneAt && mayEdit ? (
                    <Button
                      size="small"
                      disabled={isPending}
                      aria-label={t("undoBatch", { when })}
                      onClick={() => undo(batch.id)}
                    >
                      {t("undo")}
                    </Button>
                  ) : null}
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </section>
  );
}
