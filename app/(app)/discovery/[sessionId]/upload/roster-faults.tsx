import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { type RosterInspection, rowFaultCodes } from "@/lib/rosters/schema";

const rowFaults: ReadonlySet<string> = new Set(rowFaultCodes);

/** Whether all that stands in the way can be mended row by row. */
export function hasOnlyRowFaults({ errors }: RosterInspection): boolean {
  return errors.every(({ code }) => rowFaults.has(code));
}

/** What is wrong with the file as a whole; faults of rows have a review of their own. */
export function RosterFaults({ inspection }: { inspection: RosterInspection }) {
  const t = useTranslations("uploads.faults");
  const errors = inspection.errors.filter(({ code }) => !rowFaults.has(code));
  if (errors.length === 0) return null;
  return (
    <div className="mt-4">
      <Notice tone="bad">
        <p className="font-medium">{t("title", { count: errors.length })}</p>
        <ul className="mt-1 list-disc pl-5">
          {errors.map((fault) => (
            <li key={`${fault.line} ${fault.column} ${fault.code}`}>
              {fault.message} <span className="opacity-80">{fault.hint}</span>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
