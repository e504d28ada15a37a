"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { type DraftBody, draftFaults } from "@/lib/scoring/template-schema";
import { CriteriaEditor } from "./criteria-editor";
import { type PublishedBody, PublishPanel } from "./publish-panel";
import { GateEditor, ModelEditor, ScaleEditor } from "./settings-editor";
import { TextArea } from "./text-area";
import { type SaveState, useDraft } from "./use-draft";

function SaveStatus({ state }: { state: SaveState }) {
  const t = useTranslations("templates.editor");
  if (state.kind === "failed")
    return (
      <Notice tone="bad">
        {t("failed", { message: state.message })}{" "}
        <Button size="small" onClick={() => window.location.reload()}>
          {t("reload")}
        </Button>
      </Notice>
    );
  return (
    <p role="status" className="text-ink-soft text-sm">
      {t(state.kind)}
    </p>
  );
}

/** A template being written; every change is kept as a draft, and nothing scores by it before it is published. */
export function TemplateEditor({
  templateId,
  draft: given,
  revision,
  published,
  models,
}: {
  templateId: string;
  draft: DraftBody;
  revision: number;
  published: PublishedBody | null;
  models: readonly string[];
}) {
  const t = useTranslations("templates.editor");
  const { draft, state, change, settle, adopt } = useDraft(templateId, { draft: given, revision });
  const faults = useMemo(() => draftFaults(draft), [draft]);
  const publishedKeys = useMemo(
    () => new Set(published?.body.criteria.map(({ key }) => key)),
    [published?.body],
  );
  const part = { draft, faults, onChange: change };
  return (
    <div className="flex flex-col gap-6">
      <div className="sticky top-0 z-10 bg-page py-2">
        <SaveStatus state={state} />
      </div>
      <section aria-label={t("label")} className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <div className="flex min-w-0 flex-col gap-6">
          <Card>
            <TextArea
              label={t("instructions")}
              hint={t("instructionsHint")}
              value={draft.instructions}
              maxLength={4_000}
              rows={5}
              onValue={(instructions) => change({ ...draft, instructions })}
            />
          </Card>
          <CriteriaEditor {...part} publishedKeys={publishedKeys} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <PublishPanel
            templateId={templateId}
            draft={draft}
            published={published}
            faults={faults}
            onSettle={settle}
            onAdopt={adopt}
          />
          <ScaleEditor {...part} />
          <GateEditor {...part} models={models} />
          <ModelEditor {...part} models={models} />
        </div>
      </section>
    </div>
  );
}
