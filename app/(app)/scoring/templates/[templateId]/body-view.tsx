import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { TemplateBody } from "@/lib/scoring/schema";

const percent = (share: number) => Math.round(share * 10_000) / 100;

function Facts({ body }: { body: TemplateBody }) {
  const t = useTranslations("templates.editor");
  const facts = [
    [t("scale"), `${body.scale.min}–${body.scale.max}`],
    [t("pass"), body.thresholds.pass],
    [t("strong"), body.thresholds.strong],
    [t("minCoverage"), percent(body.minCoverage)],
    ...(body.gate ? [[t("gateThreshold"), body.gate.threshold]] : []),
    [t("model"), body.model ?? t("ownScoring")],
  ];
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-soft">{name}</dt>
          <dd className="wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A published body, to read. */
export function BodyView({ body }: { body: TemplateBody }) {
  const t = useTranslations("templates.editor");
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
      <div className="flex min-w-0 flex-col gap-4">
        <p className="wrap-anywhere whitespace-pre-line">{body.instructions}</p>
        {body.criteria.map(({ key, label, description, weight, anchors }) => (
          <Card key={key}>
            <h2 className="font-semibold">{t("criterionName", { label, weight: percent(weight) })}</h2>
            <p className="wrap-anywhere mt-1 text-ink-soft text-sm">{description}</p>
            <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
              {anchors
                .toSorted((a, b) => a.points - b.points)
                .map(({ points, text }) => (
                  <div key={points} className="contents">
                    <dt className="text-right font-medium tabular-nums">{points}</dt>
                    <dd className="wrap-anywhere">{text}</dd>
                  </div>
                ))}
            </dl>
          </Card>
        ))}
      </div>
      <Card className="min-w-0">
        <Facts body={body} />
      </Card>
    </div>
  );
}
