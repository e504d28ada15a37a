import { useTranslations } from "next-intl";
import type { TemplateBody } from "@/lib/scoring/schema";

/** Where the total lies on its scale, with the decision line. The sentence below says the same. */
export function ScaleBar({
  overall,
  spread,
  body,
}: {
  overall: number;
  spread: number | null;
  body: Pick<TemplateBody, "scale" | "thresholds">;
}) {
  const t = useTranslations("scoring.job");
  const { scale, thresholds } = body;
  const percent = (points: number) => {
    const share = (points - scale.min) / (scale.max - scale.min);
    return `${Math.min(1, Math.max(0, share)) * 100}%`;
  };
  const half = spread ?? 0;
  return (
    <div className="mt-3 max-w-md">
      <div aria-hidden="true" className="relative h-3 rounded-full bg-sunken">
        <div className="h-3 rounded-full bg-accent" style={{ width: percent(overall) }} />
        {spread === null ? null : (
          <div
            className="absolute top-1 h-1 bg-warn"
            style={{
              left: percent(overall - half),
              width: `calc(${percent(overall + half)} - ${percent(overall - half)})`,
            }}
          />
        )}
        <div className="-top-1 absolute h-5 w-0.5 bg-ink" style={{ left: percent(thresholds.pass) }} />
      </div>
      <p className="mt-1 text-ink-soft text-sm">
        {t("scale", { min: scale.min, max: scale.max, pass: thresholds.pass, strong: thresholds.strong })}
      </p>
    </div>
  );
}
