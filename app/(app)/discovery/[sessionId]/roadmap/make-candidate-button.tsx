"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import type { RemainingRole } from "@/lib/candidates/schema";
import { makeCandidateAction } from "./actions";

export function MakeCandidateButton({ sessionId, role }: { sessionId: string; role: RemainingRole }) {
  const t = useTranslations("roadmap");
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const { roleId, title, isDismissed } = role;
  const make = () =>
    startTransition(async () => {
      const result = await makeCandidateAction({ sessionId, roleId });
      if (result.ok) {
        toast.success(t("toast.made", { title }));
        return;
      }
      toast.error(result.message);
      router.refresh();
    });
  return (
    <Button
      size="small"
      disabled={isPending}
      onClick={make}
      aria-label={isDismissed ? t("rest.bringBackOf", { title }) : t("rest.makeOf", { title })}
    >
      {isDismissed ? t("rest.bringBack") : t("rest.make")}
    </Button>
  );
}
