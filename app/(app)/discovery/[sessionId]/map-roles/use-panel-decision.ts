"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { useAnswered } from "@/components/forms/use-answered";
import type { ActionResult } from "@/lib/http/outcome";
import type { OccupationName, RoleRow } from "@/lib/roles/schema";
import { decideRoleAction, reopenRoleAction } from "./actions";

/** Decisions from the panel of one role; the page is rendered anew with each answer. */
export function usePanelDecision(sessionId: string, role: RoleRow) {
  const t = useTranslations("role-shapes.decision");
  const router = useRouter();
  const answered = useAnswered();
  const [isPending, startTransition] = useTransition();
  const { id: roleId, title, decision } = role;
  const seen = decision && { version: decision.version, onetCode: decision.occupation?.code ?? null };

  const tell = (result: ActionResult<unknown>, done: string) => {
    if (result.ok) {
      toast.success(done);
      return;
    }
    toast.error(result.message);
    if (result.code !== "unavailable") router.refresh();
  };

  return {
    isPending,
    take: (occupation: OccupationName | null) =>
      startTransition(async () => {
        const onetCode = occupation?.code ?? null;
        const result = await answered(decideRoleAction({ sessionId, roleId, onetCode, seen }));
        tell(result, t("done", { title, occupation: occupation?.title ?? t("none") }));
      }),
    reopen: () =>
      startTransition(async () => {
        if (!seen) return;
        tell(await answered(reopenRoleAction({ sessionId, roleId, seen })), t("reopened", { title }));
      }),
  };
}
