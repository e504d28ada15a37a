"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useAnswered } from "@/components/forms/use-answered";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/http/outcome";
import type { TitleAlias } from "@/lib/memory/schema";
import type { OccupationName } from "@/lib/roles/schema";
import { changeAliasAction, endAliasAction, restoreAliasAction } from "./actions";
import { AliasDialog } from "./alias-dialog";

/** Change, end or restore one alias; to end it is taken back from the toast. */
export function AliasActions({ alias }: { alias: TitleAlias }) {
  const t = useTranslations("aliases");
  const answered = useAnswered();
  const [isOpen, setIsOpen] = useState(false);
  const [isPending, startTransition] = useTransition();
  const { id: aliasId, title, endedAt } = alias;

  const run = (work: () => Promise<ActionResult<unknown>>, done: string, undo?: () => void) =>
    startTransition(async () => {
      const result = await answered(work());
      if (result.ok) toast.success(done, undo && { action: { label: t("undo"), onClick: undo } });
      else toast.error(result.message);
    });
  const restore = () => run(() => restoreAliasAction({ aliasId }), t("restored", { title }));
  const change = (occupation: OccupationName | null, note: string) =>
    run(
      () => changeAliasAction({ aliasId, onetCode: occupation?.code ?? null, note }),
      t("changed", { title }),
    );

  if (endedAt) {
    return (
      <Button size="small" disabled={isPending} aria-label={t("restoreOf", { title })} onClick={restore}>
        {t("restore")}
      </Button>
    );
  }
  return (
    <div className="flex justify-end gap-1">
      <Button
        size="small"
        disabled={isPending}
        aria-label={t("changeOf", { title })}
        onClick={() => setIsOpen(true)}
      >
        {t("change")}
      </Button>
      <Button
        size="small"
        variant="quiet"
        disabled={isPending}
        aria-label={t("endOf", { title })}
        onClick={() => run(() => endAliasAction({ aliasId }), t("endedToast", { title }), restore)}
      >
        {t("end")}
      </Button>
      <AliasDialog alias={alias} isOpen={isOpen} onClose={() => setIsOpen(false)} onSave={change} />
    </div>
  );
}
