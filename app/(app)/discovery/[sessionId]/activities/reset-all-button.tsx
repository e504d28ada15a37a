"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { resetActivitiesAction } from "./actions";
import { useUndoToast } from "./use-undo";

/** Removes every choice of the session, with the way back in the toast. Own activities stay. */
export function ResetAllButton({ sessionId }: { sessionId: string }) {
  const t = useTranslations("activities");
  const undoToast = useUndoToast(sessionId);
  const [isPending, startTransition] = useTransition();
  const reset = () =>
    startTransition(async () => {
      const result = await resetActivitiesAction({ sessionId, scope: "all" });
      if (result.ok) undoToast(t("toast.reset", { count: result.data.removedCount }), result.data.undo);
      else toast.error(result.message);
    });
  return (
    <Button variant="quiet" size="small" className="mt-3" disabled={isPending} onClick={reset}>
      {t("list.resetAll")}
    </Button>
  );
}
