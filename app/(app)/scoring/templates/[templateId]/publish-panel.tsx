"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { TemplateBody } from "@/lib/scoring/schema";
import { diffBodies, isEmptyDiff } from "@/lib/scoring/template-diff";
import type { DraftBody } from "@/lib/scoring/template-schema";
import { discardTemplateDraftAction, publishTemplateAction } from "../actions";
import { DiffList } from "./diff-list";
import { FaultList } from "./fault-list";

export interface PublishedBody {
  readonly version: number;
  readonly body: TemplateBody;
}

/** What publishing the draft would change, and the step itself. */
export function PublishPanel({
  templateId,
  draft,
  published,
  faults,
  onSettle,
  onAdopt,
}: {
  templateId: string;
  draft: DraftBody;
  published: PublishedBody | null;
  faults: Readonly<Record<string, string>>;
  /** @returns the revision to act on; null when the draft could not be saved */
  onSettle: () => Promise<number | null>;
  onAdopt: (kept: { draft: DraftBody; revision: number }) => void;
}) {
  const t = useTranslations("templates.publish");
  const [isPending, startTransition] = useTransition();
  const diff = published ? diffBodies(published.body, draft) : null;
  const isSame = diff !== null && isEmptyDiff(diff);
  const isWhole = Object.keys(faults).length === 0;
  const next = (published?.version ?? 0) + 1;
  const publish = () =>
    startTransition(async () => {
      const revision = await onSettle();
      if (revision === null) return;
      const result = await publishTemplateAction({ templateId, revision });
      if (!result.ok) {
        toast.error(result.message);
        return;
      }
      onAdopt({ draft, revision: result.data.revision });
      toast.success(t("published", { version: result.data.version }), {
        description: result.data.isNewDefault ? t("isNewDefault") : undefined,
      });
    });
  const discard = (body: TemplateBody) =>
    startTransition(async () => {
      const revision = await onSettle();
      if (revision === null) return;
      const result = await discardTemplateDraftAction({ templateId, revision });
      if (!result.ok) {
        toast.error(result.message);
        return;
      }
      onAdopt({ draft: body, revision: result.data.revision });
      toast.success(t("discarded"));
    });
  return (
    <Card className="flex flex-col gap-4">
      <h2 className="font-semibold text-lg">{t("title")}</h2>
      {published === null ? <p className="text-ink-soft text-sm">{t("first")}</p> : null}
      {published && isSame ? (
        <p className="text-ink-soft text-sm">{t("same", { version: published.version })}</p>
      ) : null}
      {published && diff && !isSame ? (
        <>
          <p className="text-sm">{t("against", { version: published.version })}</p>
          <DiffList diff={diff} />
        </>
      ) : null}
      <FaultList draft={draft} faults={faults} />
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          disabled={isPending || isSame || !isWhole}
          aria-busy={isPending}
          onClick={publish}
        >
          {t("publish", { version: next })}
        </Button>
        {published && !isSame ? (
          <ConfirmDialog
            trigger={<Button disabled={isPending}>{t("discard")}</Button>}
            title={t("discardTitle")}
            description={t("discardBody", { version: published.version })}
            confirmLabel={t("discard")}
            cancelLabel={t("cancel")}
            onConfirm={() => discard(published.body)}
          />
        ) : null}
      </div>
    </Card>
  );
}
