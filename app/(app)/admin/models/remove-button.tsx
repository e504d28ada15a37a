"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import type { AllowedModel } from "@/lib/llm/models";
import { addOwnModelAction, removeOwnModelAction } from "./actions";

/** Takes an own model off the list, and offers the way back. */
export function RemoveButton({ name }: { name: string }) {
  const t = useTranslations("models.list");
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const refuse = (message: string) => {
    toast.error(message);
    router.refresh();
  };
  const undo = (model: AllowedModel) =>
    startTransition(async () => {
      const result = await addOwnModelAction(model);
      if (result.ok) toast.success(t("restored", { name }));
      else refuse(result.message);
    });
  const remove = () =>
    startTransition(async () => {
      const result = await removeOwnModelAction({ name });
      if (!result.ok) return refuse(result.message);
      toast.success(t("removed", { name }), {
        action: { label: t("undo"), onClick: () => undo(result.data) },
      });
    });
  return (
    <Button
      size="small"
      variant="danger"
      disabled={isPending}
      aria-busy={isPending}
      aria-label={t("removeOf", { name })}
      onClick={remove}
    >
      {t("remove")}
    </Button>
  );
}
