import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { RosterInspection } from "@/lib/rosters/schema";

const shownFaults = 20;

/** What stands in the way of the import, line by line. */
export function RosterFaults({ inspection }: { inspection: RosterInspection }) {
  const t = useTranslations("uploads.faults");
  const { errors, errorCount } = inspection;
  if (errorCount === 0) return null;
  return (
    <div className="mt-4">
      <Notice tone="bad">
        <p className="font-medium">{t("title", { count: errorCount })}</p>
        <ul className="mt-1 list-disc pl-5">
          {errors.slice(0, shownFaults).map((fault) => (
            <li key={`${fault.line} ${fault.column} ${fault.code}`}>
              {fault.message} <span className="opacity-80">{fault.hint}</span>
            </li>
          ))}
        </ul>
        {errorCount > shownFaults ? (
          <p className="mt-1">{t("more", { count: errorCount - shownFaults })}</p>
        ) : null}
      </Notice>
    </div>
  );
}
