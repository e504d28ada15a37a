"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import type { ExposureLevel } from "@/db/enums";
import { endOverrideAction, restoreOverrideAction } from "./actions";
import { useChangeToast } from "./use-undo";

export function EndButton({ overrideId, name }: { overrideId: string; name: string }) {
  const t = useTranslations("exposure.list");
  const tell = useChangeToast();
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const end = () =>
    startTransition(async () => {
      const result = await endOverrideAction({ overrideId });
      if (result.ok) {
        tell("ended", result.data);
        return;
      }
      toast.error(result.message);
      router.refresh();
    });
  return (
    <Button
      size="small"
      variant="danger"
      disabled={isPending}
      aria-busy={isPending}
      aria-label={t("endOf", { name })}
      onClick={end}
    >
      {t("end")}
    </Button>
  );
}

/** Sets the figure of an ended override once more, where none stands. */
export function BringBackButton({
  override,
  name,
}: {
  override: { readonly id: string; readonly level: ExposureLevel; readonly presentId: string };
  name: string;
}) {
  const t = useTranslations("exposure.list");
  const tell = useChangeToast();
  const [isPending, startTransition] = useTransition();
  const { id: restore, level, presentId: elementId } = override;
  const bringBack = () =>
    startTransition(async () => {
      const result = await restoreOverrideAction({ level, elementId, seen: null, restore });
      if (result.ok) tell("set", result.data);
      else toast.error(result.message);
    });
  return (
    <Button
      size="small"
      disabled={isPending}
      aria-busy={isPending}
      aria-label={t("bringBackOf", { name })}
      onClick={bringBack}
    >
      {t("bringBack")}
    </Button>
  );
}
