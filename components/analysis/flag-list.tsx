import { useTranslations } from "next-intl";
import type { AnalysisFlag } from "@/lib/analysis/schema";

/** What a reader must know about a role's numbers, in sentences. */
export function FlagList({ flags }: { flags: readonly AnalysisFlag[] }) {
  const t = useTranslations("analysis.flags");
  return (
    <ul className="list-disc pl-5 text-sm">
      {flags.map((flag) => (
        <li key={flag}>{t(flag)}</li>
      ))}
    </ul>
  );
}
