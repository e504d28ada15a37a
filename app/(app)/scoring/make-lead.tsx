"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { makeLeadAction } from "./actions";

/** Makes a person accountable for the agent, with the scoring that was looked at. */
export function MakeLead({
  profileId,
  candidateId,
  scoringJobId,
  name,
}: {
  profileId: string;
  candidateId: string;
  scoringJobId: string;
  name: string;
}) {
  const t = useTranslations("scoring.lead");
  const [isPending, startTransition] = useTransition();
  const make = () =>
    startTransition(async () => {
      const result = await makeLeadAction({ kind: "lead", profileId, candidateId, scoringJobId });
      if (result.ok) toast.success(t("done", { name }));
      else toast.error(result.message);
    });
  return (
    <Button
      size="small"
      disabled={isPending}
      aria-busy={isPending}
      aria-label={t("makeOf", { name })}
      onClick={make}
    >
      {t("make")}
    </Button>
  );
}
