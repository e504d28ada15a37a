"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { useAnswered } from "@/components/forms/use-answered";
import type { ErrorCode } from "@/lib/errors";
import type { ActionResult } from "@/lib/http/outcome";
import type { ShapedRoles } from "@/lib/roles/shape-schema";
import { undoShapeAction } from "./shape-actions";

/** Carries out splits and merges; each ends with a toast that takes it back. */
export function useShapes(sessionId: string) {
  const t = useTranslations("role-shapes.toast");
  const router = useRouter();
  const answered = useAnswered();
  const [isPending, startTransition] = useTransition();

  const refused = ({ message, code }: { message: string; code: ErrorCode }) => {
    toast.error(message);
    // What the person saw is no longer so.
    if (code !== "unavailable") router.refresh();
  };

  const undo = (batchId: string) =>
    startTransition(async () => {
      const result = await answered(undoShapeAction({ sessionId, batchId }));
      if (!result.ok) {
        refused(result);
        return;
      }
      const { undoneCount, skippedCount, skipped } = result.data;
      const titles = skipped.map(({ title }) => title).join(", ");
      const description =
        skippedCount > 0
          ? t("skipped", { count: skippedCount, titles, more: skippedCount - skipped.length })
          : undefined;
      toast.success(t("undone", { count: undoneCount }), { description });
    });

  /** @param ask called instead of telling a refusal, where a person must choose first */
  const shape = (
    work: () => Promise<ActionResult<ShapedRoles>>,
    done: string,
    { ask, after }: { ask?: () => void; after?: () => void } = {},
  ) =>
    startTransition(async () => {
      const result = await answered(work());
      if (result.ok) {
        toast.success(done, { action: { label: t("undo"), onClick: () => undo(result.data.batchId) } });
        after?.();
      } else if (ask && result.reason === "CONFIRMATION_NEEDED") ask();
      else refused(result);
    });

  return { shape, undo, isPending };
}
