"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useReview } from "./use-review";

/** Speaks for every occupation that nobody has spoken for, as one act that can be taken back. */
export function AcceptRestButton({ sessionId, count }: { sessionId: string; count: number }) {
  const t = useTranslations("activities.standing");
  const { isPending, review } = useReview(sessionId);
  return (
    <Button
      size="small"
      className="mt-3 w-full"
      disabled={isPending}
      onClick={() => review(null, (accepted) => t("acceptedRest", { count: accepted }))}
    >
      {t("acceptRest", { count })}
    </Button>
  );
}
