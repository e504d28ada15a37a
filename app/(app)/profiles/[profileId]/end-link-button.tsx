"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { endLinkAction } from "./actions";

export function EndLinkButton({ linkId, name }: { linkId: string; name: string }) {
  const t = useTranslations("profiles.person");
  const [message, setMessage] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const end = () =>
    startTransition(async () => {
      const result = await endLinkAction({ linkId });
      setMessage(result.ok ? null : result.message);
    });
  return (
    <span className="flex items-center gap-2">
      {message === null ? null : (
        <span role="alert" className="text-bad">
          {message}
        </span>
      )}
      <Button
        size="small"
        onClick={end}
        disabled={isPending}
        aria-busy={isPending}
        aria-label={t("endLinkOf", { name })}
      >
        {t("endLink")}
      </Button>
    </span>
  );
}
