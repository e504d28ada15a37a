"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { toDollars } from "@/lib/llm/schema";
import type { BatchPreview } from "@/lib/scoring/batch-preview";
import { type AskedScoring, askedScoring, singleProfileId } from "@/lib/scoring/new-scoring-form";
import type { NewScoringChoices } from "@/lib/scoring/queries/new-scoring";
import type { TemplateChoice } from "@/lib/scoring/queries/template-choices";
import { previewBatchAction, requestBatchAction, requestScoringAction } from "../actions";
import { OptionFields } from "./option-fields";
import { Preflight } from "./preflight";
import { RubricFields } from "./rubric-fields";
import { WhoFields } from "./who-fields";

interface Planned {
  readonly asked: AskedScoring;
  readonly preview: BatchPreview;
}

/** Starts what was planned; gives the page to go to, or why nothing was started. */
async function start({ asked, preview }: Planned, idempotencyKey: string) {
  const profileId = singleProfileId(asked);
  if (profileId !== undefined) {
    const { selection: _, kind: __, budgetUsd: ___, ...one } = asked;
    const result = await requestScoringAction({ ...one, profileId, idempotencyKey });
    return result.ok ? { href: `/scoring/jobs/${result.data.jobId}` } : { fault: result.message };
  }
  // What was shown is what is agreed to; the server asks again should it have become more.
  const confirmedUsd = toDollars(preview.costHighNanos);
  const result = await requestBatchAction({ ...asked, confirmedUsd, idempotencyKey });
  return result.ok ? { href: `/scoring?batch=${result.data.batchId}` } : { fault: result.message };
}

/**
 * Who, and by what; then what that comes to; then it starts. The key of the form goes along, so that two clicks are one
 * request; whatever is changed makes it another one.
 */
export function NewScoringForm({
  choices,
  templates,
  search,
  formKey,
  isConfigured,
}: {
  choices: NewScoringChoices;
  templates: readonly TemplateChoice[];
  search: { readonly query: string; readonly isUnscored: boolean };
  formKey: string;
  isConfigured: boolean;
}) {
  const t = useTranslations("scoring.new");
  const router = useRouter();
  const [planned, setPlanned] = useState<Planned>();
  const [fault, setFault] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const revision = useRef(0);
  const frame = {
    profileIds: choices.people.map(({ id }) => id),
    candidateId: choices.candidate?.id ?? null,
  };

  const plan = (form: HTMLFormElement) =>
    startTransition(async () => {
      const asked = askedScoring(new FormData(form), frame);
      const result = await previewBatchAction(asked);
      setFault(result.ok ? undefined : result.message);
      setPlanned(result.ok ? { asked, preview: result.data } : undefined);
    });
  const change = () => {
    revision.current += 1;
    setPlanned(undefined);
    setFault(undefined);
  };
  const go = (present: Planned) =>
    startTransition(async () => {
      const { href, fault: refused } = await start(present, `${formKey}-${revision.current}`);
      setFault(refused);
      if (href !== undefined) router.push(href);
    });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        plan(event.currentTarget);
      }}
      onChange={change}
      className="grid max-w-3xl gap-4"
    >
      <Card>
        <WhoFields choices={choices} search={search} />
      </Card>
      <Card>
        <RubricFields templates={templates} isLead={choices.candidate !== null} />
      </Card>
      <Card>
        <OptionFields choices={choices} />
      </Card>
      {fault === undefined ? null : <Notice tone="bad">{fault}</Notice>}
      {planned === undefined ? (
        <div>
          <Button type="submit" variant="primary" disabled={isPending || !isConfigured} aria-busy={isPending}>
            {t("preview")}
          </Button>
          {isConfigured ? null : <p className="mt-2 text-ink-soft text-sm">{t("notConfigured")}</p>}
        </div>
      ) : (
        <Preflight preview={planned.preview} isPending={isPending} onStart={() => go(planned)} />
      )}
    </form>
  );
}
