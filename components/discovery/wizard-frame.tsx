import { Check, RotateCw } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { Notice } from "@/components/ui/notice";
import { wizardProgress } from "@/lib/sessions/progress";
import { type SessionSummary, type StepState, type WizardStep, wizardSteps } from "@/lib/sessions/schema";

function StepMark({ position, state }: { position: number; state: StepState }) {
  if (state === "done") return <Check aria-hidden="true" className="size-4" />;
  if (state === "stale") return <RotateCw aria-hidden="true" className="size-4" />;
  return <span aria-hidden="true">{position}</span>;
}

/**
 * The frame of a wizard step: which session, where in it, and the way back and on. Every step renders it anew, so
 * the states are those of the rows at this moment.
 */
export async function WizardFrame({
  session,
  step,
  mayEdit,
  actions,
  children,
}: {
  session: SessionSummary;
  step: WizardStep;
  mayEdit: boolean;
  /** The step's own buttons, beside the heading. */
  actions?: ReactNode;
  children: ReactNode;
}) {
  const t = await getTranslations("sessions");
  const { states } = wizardProgress(session.facts);
  const index = wizardSteps.indexOf(step);
  const previous = wizardSteps[index - 1];
  const next = wizardSteps[index + 1];
  const href = (target: WizardStep) => `/discovery/${session.id}/${target}`;
  return (
    <>
      <p className="text-ink-soft text-sm">
        <Link href="/discovery" className="hover:underline">
          {t("title")}
        </Link>{" "}
        / {session.name}
      </p>
      <nav aria-label={t("wizard.label")} className="my-3">
        <ol className="flex flex-wrap gap-1">
          {wizardSteps.map((name, position) => (
            <li key={name}>
              <Link
                href={href(name)}
                aria-current={name === step ? "step" : undefined}
                className={classes(
                  "flex items-center gap-2 rounded-lg border px-3 py-1.5 text-sm",
                  name === step
                    ? "border-accent bg-accent-soft font-medium"
                    : "border-line bg-surface hover:bg-sunken",
                )}
              >
                <span
                  className={classes(
                    "grid size-6 place-items-center rounded-full text-xs",
                    states[name] === "done" && "bg-good-soft text-good",
                    states[name] === "stale" && "bg-warn-soft text-warn",
                    (states[name] === "todo" || states[name] === "started") && "bg-sunken text-ink",
                  )}
                >
                  <StepMark position={position + 1} state={states[name]} />
                </span>
                {t(`steps.${name}`)}
                <span className="sr-only">{t(`wizard.state.${states[name]}`)}</span>
              </Link>
            </li>
          ))}
        </ol>
      </nav>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h1 className="font-semibold text-2xl tracking-tight">{t(`steps.${step}`)}</h1>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {session.archivedAt ? <Notice tone="warn">{t("wizard.archived")}</Notice> : null}
      {mayEdit || session.archivedAt ? null : <Notice>{t("wizard.readOnly")}</Notice>}
      <div className="mt-4">{children}</div>
      <div className="mt-8 flex justify-between gap-3 border-line border-t pt-4 print:hidden">
        {previous ? (
          <ButtonLink href={href(previous)}>{t("wizard.back", { step: t(`steps.${previous}`) })}</ButtonLink>
        ) : (
          <span />
        )}
        {next ? (
          <ButtonLink href={href(next)} variant={states[step] === "done" ? "primary" : "secondary"}>
            {t("wizard.continue", { step: t(`steps.${next}`) })}
          </ButtonLink>
        ) : null}
      </div>
    </>
  );
}
