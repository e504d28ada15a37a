import { useTranslations } from "next-intl";
import { Table, Td, Th } from "@/components/ui/table";
import type { RosterInspection } from "@/lib/rosters/schema";

/** The first rows as they will be read. Columns with names and ids of people are not shown, since they are not kept. */
export function RosterPreview({ inspection }: { inspection: RosterInspection }) {
  const t = useTranslations("uploads.preview");
  const shown = inspection.columns.filter(({ isPersonal, field }) => !isPersonal && field !== "employee_id");
  const hidden = inspection.columns.filter((column) => !shown.includes(column));
  if (inspection.preview.length === 0) return null;
  return (
    <details className="mt-4">
      <summary className="cursor-pointer font-medium text-sm">
        {t("title", { count: inspection.preview.length })}
      </summary>
      {hidden.length > 0 ? (
        <p className="my-2 text-ink-soft text-sm">
          {t("hidden", { columns: hidden.map(({ name }) => name).join(", ") })}
        </p>
      ) : null}
      <Table label={t("label")} className="mt-2">
        <thead>
          <tr>
            {shown.map(({ name }) => (
              <Th key={name}>{name}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inspection.preview.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no identity but their place
            <tr key={index}>
              {shown.map(({ name }) => (
                <Td key={name} className="max-w-72 truncate">
                  {row[name]}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
