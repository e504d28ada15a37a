import { useFormatter, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import type { LevelChanges } from "@/lib/onet/releases";

const columns = ["came", "changed", "moved", "vanished"] as const;

/** What came, changed, moved and vanished from one release to the other, per level. */
export function ChangesCard({ changes }: { changes: readonly LevelChanges[] }) {
  const t = useTranslations("onet.changes");
  const format = useFormatter();
  return (
    <Card>
      <h2 className="mb-3 font-semibold text-lg">{t("title")}</h2>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("level")}</Th>
            {columns.map((column) => (
              <Th key={column} className="text-right">
                {t(column)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map((row) => (
            <tr key={row.level}>
              <th scope="row" className="border-line border-b px-3 py-2 text-left font-normal">
                {t(`levels.${row.level}`)}
              </th>
              {columns.map((column) => (
                <Td key={column} className="text-right tabular-nums">
                  {format.number(row[column])}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-3 text-ink-soft text-sm">{t("hint")}</p>
    </Card>
  );
}
