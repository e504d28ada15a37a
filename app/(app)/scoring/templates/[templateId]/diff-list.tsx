import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import {
  type CriterionChange,
  isEmptyDiff,
  type SettingChange,
  type SettingName,
  type TemplateDiff,
} from "@/lib/scoring/template-diff";

const inPercent: ReadonlySet<SettingName | CriterionChange["field"]> = new Set(["minCoverage", "weight"]);
const ofModel: ReadonlySet<SettingName | CriterionChange["field"]> = new Set(["model", "gateModel"]);

function useValue() {
  const t = useTranslations("templates.diff");
  return (name: SettingName | CriterionChange["field"], value: string | number | null): string => {
    if (value === null) return t(ofModel.has(name) ? "organizationModel" : "none");
    if (inPercent.has(name) && typeof value === "number")
      return t("percent", { value: Math.round(value * 10_000) / 100 });
    return String(value) || t("none");
  };
}

function Change({
  name,
  label,
  before,
  after,
}: {
  name: SettingName | CriterionChange["field"];
  label: ReactNode;
  before: string | number | null;
  after: string | number | null;
}) {
  const t = useTranslations("templates.diff");
  const value = useValue();
  return (
    <li className="wrap-anywhere">
      <span className="font-medium">{label}</span> <span className="sr-only">{t("from")}</span>
      <del className="text-ink-soft">{value(name, before)}</del> <span className="sr-only">{t("to")}</span>
      <ins className="rounded bg-good-soft px-1 text-good no-underline">{value(name, after)}</ins>
    </li>
  );
}

function Settings({ settings }: { settings: readonly SettingChange[] }) {
  const t = useTranslations("templates.diff");
  if (settings.length === 0) return null;
  return (
    <li>
      <span className="font-semibold">{t("settings")}</span>
      <ul className="mt-1 ml-4 flex list-disc flex-col gap-1">
        {settings.map((change) => (
          <Change key={change.name} label={t(`names.${change.name}`)} {...change} />
        ))}
      </ul>
    </li>
  );
}

function useFieldLabel() {
  const t = useTranslations("templates.diff");
  return ({ field, points }: CriterionChange): string => {
    if (field !== "anchor") return t(field);
    return points === null ? t("anchorUnknown") : t("anchor", { points });
  };
}

/** What differs between two bodies, in words. */
export function DiffList({ diff }: { diff: TemplateDiff }) {
  const t = useTranslations("templates.diff");
  const fieldLabel = useFieldLabel();
  if (isEmptyDiff(diff)) return <p className="text-ink-soft text-sm">{t("nothing")}</p>;
  const named = ({ label, key, weight }: TemplateDiff["added"][number]) => ({
    label: label || key,
    weight: Math.round((weight ?? 0) * 10_000) / 100,
  });
  return (
    <ul className="flex flex-col gap-3 text-sm">
      {diff.added.map((criterion) => (
        <li key={`${criterion.key} ${criterion.label}`}>
          <Badge tone="good">+</Badge> {t("added", named(criterion))}
        </li>
      ))}
      {diff.removed.map((criterion) => (
        <li key={`${criterion.key} ${criterion.label}`}>
          <Badge tone="bad">−</Badge> {t("removed", named(criterion))}
        </li>
      ))}
      {diff.changed.map(({ key, label, changes }) => (
        <li key={key}>
          <span className="font-semibold">{label || key}</span>
          <ul className="mt-1 ml-4 flex list-disc flex-col gap-1">
            {changes.map((change) => (
              <Change
                key={`${change.field} ${change.points}`}
                name={change.field}
                label={fieldLabel(change)}
                before={change.before}
                after={change.after}
              />
            ))}
          </ul>
        </li>
      ))}
      {diff.isReordered ? <li>{t("reordered")}</li> : null}
      <Settings settings={diff.settings} />
    </ul>
  );
}
