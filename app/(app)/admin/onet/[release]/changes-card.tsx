import { useFormatter, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import type { LevelReport, ReleaseReport, ReportedElement } from "@/lib/onet/schema";

const columns = ["came", "changed", "moved", "vanished"] as const;

/** What came, changed, moved and vanished from one release to the other, per level, with the first of each by name. */
export function ChangesCard({ report }: { report: ReleaseReport }) {
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
          {report.levels.map((row) => (
            <tr key={row.level}>
              <th scope="row" className="border-line border-b px-3 py-2 text-left font-normal">
                {t(`levels.${row.level}`)}
              </th>
              {columns.map((column) => (
                <Td key={column} className="text-right tabular-nums">
                  {format.number(row[column].count)}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-3 text-ink-soft text-sm">{t("hint")}</p>
      {report.levels.map((level) => (
        <Examples key={level.level} level={level} />
      ))}
    </Card>
  );
}

function Examples({ level }: { level: LevelReport }) {
  const t = useTranslations("onet.changes");
  const named = columns.filter((column) => level[column].count > 0);
  if (named.length === 0) return null;
  return (
    <details className="mt-2 text-sm">
      <summary className="cursor-pointer">{t("byName", { level: t(`levels.${level.level}`) })}</summary>
      {named.map((column) => (
        <div key={column} className="mt-2">
          <h3 className="font-medium">
            {t("group", {
              what: t(column),
              shown: level[column].examples.length,
              count: level[column].count,
            })}
          </h3>
          <ul className="list-disc pl-5">
            {level[column].examples.map((element) => (
              <li key={element.id} className="wrap-anywhere">
                <Example element={element} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  );
}

function Example({ element }: { element: ReportedElement }) {
  const t = useTranslations("onet.changes");
  const { id, name, what, was, is } = element;
  if (what === null) return <>{t("element", { name, id })}</>;
  return <>{t(`kinds.${what}`, { name, id, was: was ?? t("nothing"), is: is ?? t("nothing") })}</>;
}
