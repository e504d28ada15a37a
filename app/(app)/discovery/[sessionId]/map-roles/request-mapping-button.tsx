"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { useAnswered } from "@/components/forms/use-answered";
import { Button, type ButtonVariant } from "@/components/ui/button";
import { requestMappingAction } from "./actions";

/** Asks for suggestions; the page then shows how far they are. */
export function RequestMappingButton({
  sessionId,
  label,
  variant,
}: {
  sessionId: string;
  label: string;
  variant: ButtonVariant;
}) {
  const answered = useAnswered();
  const [isPending, startTransition] = useTransition();
  return (
    <Button
      variant={variant}
      disabled={isPending}
      aria-busy={isPending}
      onClick={() =>
        startTransition(async () => {
          const result = await answered(requestMappingAction({ sessionId }));
          if (!result.ok) toast.error(result.message);
        })
      }
    >
      {label}
    </Button>
  );
}
