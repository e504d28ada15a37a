import { useTranslations } from "next-intl";
import type { DraftBody } from "@/lib/scoring/template-schema";

const settingKeys = {
  instructions: "instructions",
  "scale.min": "scaleMin",
  "scale.max": "scaleMax",
  scale: "scale",
  "thresholds.pass": "pass",
  "thresholds.strong": "strong",
  thresholds: "pass",
  minCoverage: "minCoverage",
  criteria: "criteria",
  "gate.instructions": "gateInstructions",
  "gate.threshold": "gateThreshold",
  temperature: "temperature",
  maxTokens: "maxTokens",
} as const;

const criterionKeys = {
  label: "criterionLabel",
  key: "key",
  weight: "weight",
  description: "criterionDescription",
} as const;

const pathOfCriterion = /^criteria\.(\d+)(?:\.([a-zA-Z]+))?/;

function isKeyOf<T extends object>(object: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(object, key);
}

function usePlace() {
  const t = useTranslations("templates.editor");
  return (path: string, draft: DraftBody): string => {
    const [, index, field = ""] = pathOfCriterion.exec(path) ?? [];
    if (index === undefined) return isKeyOf(settingKeys, path) ? t(settingKeys[path]) : t("label");
    const number = Number(index) + 1;
    const criterion = draft.criteria[Number(index)]?.label.trim() || t("criterion", { number });
    return `${criterion}, ${t(isKeyOf(criterionKeys, field) ? criterionKeys[field] : "levels")}`;
  };
}

/** What keeps the draft from being published, each with its place. */
export function FaultList({ draft, faults }: { draft: DraftBody; faults: Readonly<Record<string, string>> }) {
  const t = useTranslations("templates.publish");
  const place = usePlace();
  const all = Object.entries(faults);
  if (all.length === 0) return null;
  return (
    <div className="text-sm">
      <p className="text-bad">{t("faults", { count: all.length })}</p>
      <ul className="mt-1 ml-5 list-disc">
        {all.map(([path, message]) => (
          <li key={path} className="wrap-anywhere">
            <span className="font-medium">{place(path, draft)}</span> {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
