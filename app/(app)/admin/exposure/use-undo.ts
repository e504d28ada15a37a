"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import type { OverrideChange } from "@/lib/exposure/schema";
import { restoreOverrideAction } from "./actions";

/** Says what a change of an override did, and offers the way back. */
export function useChangeToast() {
  const t = useTranslations("exposure.toast");
  const router = useRouter();
  const [, startTransition] = useTransition();
  const undo = ({ level, elementId, present, before }: OverrideChange) =>
    startTransition(async () => {
      const result = await restoreOverrideAction({ level, elementId, seen: present, restore: before });
      if (result.ok) {
        toast.success(t("restored"), { description: t("stale", { count: result.data.staleSessionCount }) });
        return;
      }
      toast.error(result.message);
      router.refresh();
    });
  return (done: "set" | "ended", change: OverrideChange) =>
    toast.success(t(done), {
      description: t("stale", { count: change.staleSessionCount }),
      action: { label: t("undo"), onClick: () => undo(change) },
    });
}
