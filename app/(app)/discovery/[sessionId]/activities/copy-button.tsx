"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { copyActivitiesAction } from "./actions";
import { useActToast } from "./use-act";

/** Does what the preview beside it shows. */
export function CopyButton({
  asked,
  closeHref,
}: {
  asked: {
    readonly sessionId: string;
    readonly code: string;
    readonly roleId: string | null;
    readonly from: { readonly code: string; readonly roleId: string | null };
    readonly doesOverwrite: boolean;
    readonly stamp: string;
  };
  closeHref: string;
}) {
  const t = useTranslations("activities.copy");
  const router = useRouter();
  const actToast = useActToast(asked.sessionId);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const copy = () =>
    startTransition(async () => {
      const result = await copyActivitiesAction(asked);
      if (!result.ok) {
        setRefusal(result.message);
        // The preview is made anew.
        router.refresh();
        return;
      }
      actToast(t("done", { count: result.data.changedCount }), result.data);
      router.push(closeHref, { scroll: false });
    });
  return (
    <>
      {refusal === null ? null : <Notice tone="bad">{refusal}</Notice>}
      <Button variant="primary" className="mt-2" disabled={isPending} aria-busy={isPending} onClick={copy}>
        {t("apply")}
      </Button>
    </>
  );
}
