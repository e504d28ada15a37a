"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";

export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations("shell.error");
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <EmptyState
        title={t("title")}
        action={
          <Button variant="primary" onClick={reset}>
            {t("retry")}
          </Button>
        }
      >
        {t("body", { reference: error.digest ?? "–" })}
      </EmptyState>
    </main>
  );
}
