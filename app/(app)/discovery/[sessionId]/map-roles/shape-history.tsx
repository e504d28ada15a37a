"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table, Td, Th } from "@/components/ui/table";
import type { ShapeBatch } from "@/lib/roles/shape-schema";
import { useShapes } from "./use-shapes";

/** What was split and merged, newest first; each can be taken back as a whole. */
export function ShapeHistory({
  sessionId,
  batches,
  mayEdit,
}: {
  sessionId: string;
  batches: readonly ShapeBatch[];
  mayEdit: boolean;
}) {
  const t = useTranslations("role-shapes.history");
  const format = useFormatter();
  const { undo, isPending } = useShapes(sessionId);
  return (
    <section className="mt-8">
      <h2 className="mb-3 font-semibold text-lg">{t("title")}</h2>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("when")}</Th>
            <Th>{t("who")}</Th>
            <Th>{t("what")}</Th>
            <Th>
              <span className="sr-only">{t("actions")}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {batches.map(({ id, by, title, roleCount, madeByName, createdAt, undoneAt }) => {
            const when = format.dateTime(createdAt, { dateStyle: "medium", timeStyle: "short" });
            return (
              <tr key={id}>
                <Td className="whitespace-nowrap">{when}</Td>
                <Td>{madeByName}</Td>
                <Td className="wrap-anywhere">{t(`kind.${by}`, { title, count: roleCount })}</Td>
                <Td className="text-right">
                  {undoneAt ? <Badge>{t("undone")}</Badge> : null}
                  {!undoneAt && mayEdit ? (
                    <Button
                      size="small"
                      disabled={isPending}
                      aria-label={t("undoOf", { when })}
                      onClick={() => undo(id)}
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
