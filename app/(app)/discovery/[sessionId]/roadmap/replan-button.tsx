"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { planCandidatesAction } from "./actions";

/** Plans with the latest run and the number that stands. */
export function ReplanButton({
  sessionId,
  limit,
  label,
}: {
  sessionId: string;
  limit: number;
  label: string;
}) {
  const [isPending, startTransition] = useTransition();
  const replan = () =>
    startTransition(async () => {
      const result = await planCandidatesAction({ sessionId, limit });
      if (!result.ok) toast.error(result.message);
    });
  return (
    <Button variant="primary" size="small" disabled={isPending} onClick={replan}>
      {label}
    </Button>
  );
}
