"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ApiKey } from "@/lib/api-keys/schema";
import { revokeApiKeyAction } from "./actions";

/** Ends a key, after saying what stops with it. */
export function RevokeButton({ apiKey }: { apiKey: Pick<ApiKey, "id" | "name"> }) {
  const t = useTranslations("api-keys.revoke");
  const [isPending, startTransition] = useTransition();
  const revoke = () =>
    startTransition(async () => {
      const result = await revokeApiKeyAction({ apiKeyId: apiKey.id });
      if (result.ok) toast.success(t("done", { name: apiKey.name }));
      else toast.error(result.message);
    });
  return (
    <ConfirmDialog
      trigger={
        <Button
          size="small"
          variant="danger"
          disabled={isPending}
          aria-busy={isPending}
          aria-label={t("oneOf", { name: apiKey.name })}
        >
          {t("one")}
        </Button>
      }
      title={t("title", { name: apiKey.name })}
      description={t("body")}
      confirmLabel={t("confirm")}
      cancelLabel={t("keep")}
      onConfirm={revoke}
    />
  );
}
