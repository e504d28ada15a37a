"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { eraseProfileAction } from "./actions";

export function EraseButton({ profileId, name }: { profileId: string; name: string }) {
  const t = useTranslations("profiles.person");
  const [message, setMessage] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const erase = () =>
    startTransition(async () => {
      // It leads to the list when it went well, and answers only when it did not.
      const result = await eraseProfileAction({ profileId });
      if (result && !result.ok) setMessage(result.message);
    });
  return (
    <>
      {message === null ? null : <Notice tone="bad">{message}</Notice>}
      <ConfirmDialog
        trigger={
          <Button variant="danger" disabled={isPending} aria-busy={isPending}>
            {t("erase")}
          </Button>
        }
        title={t("eraseTitle", { name })}
        description={t("eraseBody")}
        confirmLabel={t("eraseConfirm")}
        cancelLabel={t("cancel")}
        onConfirm={erase}
      />
    </>
  );
}
