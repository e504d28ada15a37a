import { useFormatter, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import type { CarryOverPreview } from "@/lib/onet/releases";

const kinds = ["choices", "nearest", "mappings"] as const;

/** How many of the organization's decisions the release has, and by name what it has not. */
export function CarryOverCard({ preview, release }: { preview: CarryOverPreview; release: string }) {
  const t = useTranslations("onet.carry");
  const format = useFormatter();
  const { activities, occupations } = preview;
  return (
    <Card>
      <h2 className="mb-3 font-semibold text-lg">{t("title")}</h2>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("kind")}</Th>
            <Th className="text-right">{t("carried")}</Th>
            <Th className="text-right">{t("staying")}</Th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr key={kind}>
              <th scope="row" className="border-line border-b px-3 py-2 text-left font-normal">
                {t(kind)}
              </th>
              <Td className="text-right tabular-nums">{format.number(preview[kind].carriedCount)}</Td>
              <Td className="text-right tabular-nums">{format.number(preview[kind].stayingCount)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {occupations.length > 0 ? (
        <>
          <h3 className="mt-4 font-medium text-sm">
            {t("occupations", { count: occupations.length, release })}
          </h3>
          <ul className="list-disc pl-5 text-sm">
            {occupations.map(({ code, title, roleCount, release: own }) => (
              <li key={`${own} ${code}`}>
                {t("occupation", { title, code, count: roleCount, release: own })}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {activities.length > 0 ? (
        <>
          <h3 className="mt-4 font-medium text-sm">
            {t("activities", { count: activities.length, release })}
          </h3>
          <ul className="list-disc pl-5 text-sm">
            {activities.map(({ name, decisionCount, release: own }) => (
              <li key={`${own} ${name}`}>{t("activity", { name, count: decisionCount, release: own })}</li>
            ))}
          </ul>
        </>
      ) : null}
    </Card>
  );
}
