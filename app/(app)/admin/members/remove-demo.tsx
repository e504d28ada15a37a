"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { removeDemoAction } from "./actions";

export function RemoveDemo() {
  const t = useTranslations("members.demo");
  const [isPending, startTransition] = useTransition();
  const [fault, setFault] = useState<string>();
  const remove = () =>
    startTransition(async () => {
      const result = await removeDemoAction({});
      if (!result.ok) setFault(result.message);
    });
  return (
    <div className="flex flex-col items-start gap-3">
      {fault ? <Notice tone="bad">{fault}</Notice> : null}
      <ConfirmDialog
        trigger={
          <Button variant="danger" disabled={isPending}>
            {t("remove")}
          </Button>
        }
        title={t("confirmTitle")}
        description={t("confirmBody")}
        confirmLabel={t("remove")}
        cancelLabel={t("cancel")}
        onConfirm={remove}
      />
    </div>
  );
}
