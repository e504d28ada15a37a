"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { ProbeInput } from "@/lib/scoring/probe-schema";
import { startProbeAction } from "./actions";
import { probesHref } from "./search-params";

/** Starts what was shown, once, however often it is clicked: the key goes along. */
export function StartForm({
  probe,
  confirmedUsd,
  needsConfirmation,
  isUnblinded,
  idempotencyKey,
}: {
  probe: Omit<ProbeInput, "unblindReason">;
  confirmedUsd: number;
  needsConfirmation: boolean;
  isUnblinded: boolean;
  idempotencyKey: string;
}) {
  const t = useTranslations("probes.preview");
  const router = useRouter();
  const [message, setMessage] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  // A look at the page meanwhile makes another key; what was clicked keeps the first.
  const [key] = useState(idempotencyKey);
  const start = (form: FormData) =>
    startTransition(async () => {
      const result = await startProbeAction({
        ...probe,
        ...(isUnblinded ? { unblindReason: form.get("reason") } : {}),
        confirmedUsd,
        idempotencyKey: key,
      });
      if (result.ok) router.push(probesHref(probe.templateId), { scroll: false });
      else setMessage(result.message);
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        start(new FormData(event.currentTarget));
      }}
      className="flex flex-col gap-3"
    >
      {needsConfirmation ? <Notice tone="warn">{t("confirm")}</Notice> : null}
      {isUnblinded ? (
        <TextField
          label={t("reason")}
          hint={t("reasonHint")}
          name="reason"
          required
          maxLength={500}
          autoComplete="off"
          className="max-w-xl"
        />
      ) : null}
      {message ? <Notice tone="bad">{message}</Notice> : null}
      <div>
        <Button type="submit" variant="primary" disabled={isPending} aria-busy={isPending}>
          {t("start")}
        </Button>
      </div>
    </form>
  );
}
