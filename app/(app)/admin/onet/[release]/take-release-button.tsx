"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { CarryOver } from "@/lib/onet/releases";
import { takeReleaseIntoUseAction } from "../actions";

/** Takes a release into use, after saying what is carried over and what stays behind. */
export function TakeReleaseButton({
  release,
  inUse,
  preview,
}: {
  release: string;
  /** As the person sees it, so that another admin's choice is not passed by. */
  inUse: string;
  preview: CarryOver;
}) {
  const t = useTranslations("onet.take");
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const { choices, nearest, mappings, sessionCount } = preview;
  const take = () =>
    startTransition(async () => {
      const result = await takeReleaseIntoUseAction({ release, seen: inUse });
      if (result.ok) {
        toast.success(t("done", { release }));
        return;
      }
      toast.error(result.message);
      router.refresh();
    });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="primary" disabled={isPending}>
          {t("submit", { release })}
        </Button>
      }
      title={t("title", { release })}
      description={
        <>
          {t("carried", {
            choices: choices.carriedCount + nearest.carriedCount,
            mappings: mappings.carriedCount,
          })}{" "}
          {t("staying", { count: choices.stayingCount + nearest.stayingCount + mappings.stayingCount })}{" "}
          {t("sessions", { count: sessionCount })} {t("back", { inUse })}
        </>
      }
      confirmLabel={t("confirm")}
      confirmVariant="primary"
      cancelLabel={t("cancel")}
      onConfirm={take}
    />
  );
}
