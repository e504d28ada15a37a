"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { restoreTemplateVersionAction } from "../actions";

export function RestoreButton({ templateId, version }: { templateId: string; version: number }) {
  const t = useTranslations("templates.versions");
  const [isPending, startTransition] = useTransition();
  const restore = () =>
    startTransition(async () => {
      const result = await restoreTemplateVersionAction({ templateId, version });
      if (result.ok) toast.success(t("restored", { version: result.data.version }));
      else toast.error(result.message);
    });
  return (
    <ConfirmDialog
      trigger={
        <Button
          size="small"
          disabled={isPending}
          aria-busy={isPending}
          aria-label={t("restoreOf", { version })}
        >
          {t("restore")}
        </Button>
      }
      title={t("restoreTitle", { version })}
      description={t("restoreBody", { version })}
      confirmLabel={t("restore")}
      confirmVariant="primary"
      cancelLabel={t("cancel")}
      onConfirm={restore}
    />
  );
}
