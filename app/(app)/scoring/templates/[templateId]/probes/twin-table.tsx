import { useFormatter, useTranslations } from "next-intl";
import { Table, Td, Th } from "@/components/ui/table";
import type { FairnessReport } from "@/lib/scoring/probe-schema";

/** Which swaps a model can see at all. */
export function TwinTable({ twins }: { twins: readonly FairnessReport["twins"][number][] }) {
  const t = useTranslations("probes.twins");
  const format = useFormatter();
  return (
    <Table label={t("label")}>
      <thead>
        <tr>
          <Th>{t("variant")}</Th>
          <Th className="text-right">{t("different")}</Th>
          <Th className="text-right">{t("identical")}</Th>
          <Th className="text-right">{t("absent")}</Th>
        </tr>
      </thead>
      <tbody>
        {twins.map(({ variant, different, identical, absent }) => (
          <tr key={variant}>
            <th scope="row" className="border-line border-b px-3 py-2 text-left font-medium">
              {t(variant)}
            </th>
            <Td className="text-right tabular-nums">{format.number(different)}</Td>
            <Td className="text-right tabular-nums">{format.number(identical)}</Td>
            <Td className="text-right tabular-nums">{format.number(absent)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
