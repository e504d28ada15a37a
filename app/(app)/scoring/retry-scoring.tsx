"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button, type ButtonSize } from "@/components/ui/button";
import { retryScoringAction } from "./actions";

/** Starts a failed scoring again, saying how often that is still possible. */
export function RetryScoring({
  jobId,
  left,
  name,
  size = "medium",
}: {
  jobId: string;
  left: number;
  /** In a list: whose scoring it is. */
  name?: string;
  size?: ButtonSize;
}) {
  const t = useTranslations("scoring.retry");
  const [isPending, startTransition] = useTransition();
  const retry = () =>
    startTransition(async () => {
      const result = await retryScoringAction({ jobId });
      if (result.ok) toast.success(t("done"));
      else toast.error(result.message);
    });
  return (
    <Button
      className="whitespace-nowrap"
      size={size}
      variant={size === "medium" ? "primary" : "secondary"}
      disabled={isPending}
      aria-busy={isPending}
      aria-label={name === undefined ? undefined : t("oneOf", { name, left })}
      onClick={retry}
    >
      {t("one", { left })}
    </Button>
  );
}
