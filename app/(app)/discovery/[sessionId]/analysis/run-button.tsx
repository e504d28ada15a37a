"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { Button, type ButtonVariant } from "@/components/ui/button";
import { requestAnalysisAction } from "./actions";

/** Asks for a run; the page then shows how far it is. */
export function RunButton({
  sessionId,
  label,
  variant,
  isRunning,
}: {
  sessionId: string;
  label: string;
  variant: ButtonVariant;
  isRunning: boolean;
}) {
  const [isPending, startTransition] = useTransition();
  return (
    <Button
      variant={variant}
      disabled={isPending || isRunning}
      aria-busy={isPending || isRunning}
      onClick={() =>
        startTransition(async () => {
          const result = await requestAnalysisAction({ sessionId });
          if (!result.ok) toast.error(result.message);
        })
      }
    >
      {label}
    </Button>
  );
}
