"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { replayEventsAction } from "./actions";

/** Sends one event again that was given up, or all of them. */
export function ReplayButton({
  eventId,
  label,
  fullLabel,
}: {
  eventId?: string;
  label: string;
  fullLabel?: string;
}) {
  const t = useTranslations("admin-jobs.letters");
  const [isPending, startTransition] = useTransition();
  const replay = () =>
    startTransition(async () => {
      const result = await replayEventsAction(eventId ? { eventId } : {});
      if (result.ok) toast.success(t("sent", { ...result.data }));
      else toast.error(result.message);
    });
  return (
    <Button size="small" disabled={isPending} aria-busy={isPending} aria-label={fullLabel} onClick={replay}>
      {label}
    </Button>
  );
}
