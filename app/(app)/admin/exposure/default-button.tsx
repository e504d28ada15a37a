"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { SourceVersion } from "@/lib/exposure/schema";
import { chooseDefaultSourceAction } from "./actions";

/** Makes a source the organization's default, after saying what goes out of date by it. */
export function DefaultButton({
  name,
  choice,
  seen,
  followingSessionCount,
}: {
  name: string;
  /** Null for the one that the product ships as default. */
  choice: SourceVersion | null;
  seen: SourceVersion | null;
  followingSessionCount: number;
}) {
  const t = useTranslations("exposure.sources");
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const choose = (wanted: SourceVersion | null, present: SourceVersion | null, sentence: string) =>
    startTransition(async () => {
      const result = await chooseDefaultSourceAction({ choice: wanted, seen: present });
      if (!result.ok) {
        toast.error(result.message);
        router.refresh();
        return;
      }
      const { before, staleSessionCount } = result.data;
      const isUndo = sentence === t("undone");
      toast.success(sentence, {
        description: t("stale", { count: staleSessionCount }),
        action: isUndo ? undefined : { label: t("undo"), onClick: () => choose(before, wanted, t("undone")) },
      });
    });
  return (
    <ConfirmDialog
      trigger={
        <Button
          size="small"
          disabled={isPending}
          aria-busy={isPending}
          aria-label={choice === null ? undefined : t("chooseOf", { name })}
        >
          {t(choice === null ? "back" : "choose")}
        </Button>
      }
      title={t("confirmTitle", { name })}
      description={t("confirmBody", { count: followingSessionCount })}
      confirmLabel={t("confirm")}
      confirmVariant="primary"
      cancelLabel={t("cancel")}
      onConfirm={() => choose(choice, seen, t("chosen", { name }))}
    />
  );
}
