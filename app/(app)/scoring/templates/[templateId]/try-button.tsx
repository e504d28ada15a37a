"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { templateHref } from "@/lib/scoring/template-links";
import { tryTemplateAction } from "../actions";

export function TryButton({
  templateId,
  profileId,
  name,
}: {
  templateId: string;
  profileId: string;
  name: string;
}) {
  const t = useTranslations("templates.tryOut");
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  // A double click, or a second try after a lost answer, is the same request.
  const key = useRef<string>(undefined);
  const score = () =>
    startTransition(async () => {
      key.current ??= crypto.randomUUID();
      const result = await tryTemplateAction({
        profileId,
        draftOf: templateId,
        idempotencyKey: key.current,
      });
      if (!result.ok) {
        toast.error(result.message);
        return;
      }
      key.current = undefined;
      router.push(templateHref(templateId, { view: "try", job: result.data.jobId }));
    });
  return (
    <Button size="small" disabled={isPending} aria-busy={isPending} onClick={score}>
      {t("choose", { name })}
    </Button>
  );
}
