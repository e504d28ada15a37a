"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";

/**
 * What stands in a page's place when it could not be shown; the reference finds the line in the log. An error without
 * one never reached the server.
 */
export function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("shell.error");
  return (
    <EmptyState
      title={t("title")}
      action={
        <Button variant="primary" onClick={reset}>
          {t("retry")}
        </Button>
      }
    >
      {error.digest ? t("body", { reference: error.digest }) : t("bodyOffline")}
    </EmptyState>
  );
}
