"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useAnswered } from "@/components/forms/use-answered";
import { Button } from "@/components/ui/button";
import type { OpenAudit } from "@/lib/roles/audit";
import { drawAuditAction } from "./actions";
import { AuditPass } from "./audit-pass";

/** Draws a sample of what the threshold takes, or goes on with the one at work, and leads through it. */
export function AuditDialog({
  sessionId,
  audit,
  asked,
  hasRoles,
  areKeysOn,
  viewerName,
  onChanged,
}: {
  sessionId: string;
  audit: OpenAudit | undefined;
  /** Session, filter, confidence and margin of the slider. */
  asked: object;
  hasRoles: boolean;
  areKeysOn: boolean;
  viewerName: string;
  onChanged: () => void;
}) {
  const t = useTranslations("roles.audit");
  const router = useRouter();
  const answered = useAnswered();
  const [isOpen, setIsOpen] = useState(false);
  // Through with the last verdict the sample is at work no more; it stays on the screen until it is closed.
  const [shown, setShown] = useState<OpenAudit | undefined>(undefined);
  if (audit && isOpen && audit !== shown) setShown(audit);
  const [isPending, startTransition] = useTransition();
  const checkedCount = audit?.items.filter(({ verdict }) => verdict !== null).length ?? 0;

  const draw = () =>
    startTransition(async () => {
      const result = await answered(drawAuditAction(asked));
      if (result.ok) setIsOpen(true);
      else toast.error(result.message);
    });
  const close = () => {
    setIsOpen(false);
    setShown(undefined);
    onChanged();
    router.refresh();
  };
  return (
    <>
      {audit && checkedCount < audit.items.length ? (
        <Button onClick={() => setIsOpen(true)}>
          {t("goOn", { checked: checkedCount, count: audit.items.length })}
        </Button>
      ) : null}
      <Button disabled={!hasRoles || isPending} aria-busy={isPending} onClick={draw}>
        {t("draw")}
      </Button>
      <Dialog.Root open={isOpen && shown !== undefined} onOpenChange={(open) => (open ? undefined : close())}>
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 bg-black/40" />
          <Dialog.Popup className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] w-[min(40rem,calc(100vw-2rem))] overflow-y-auto rounded-xl border border-line bg-surface p-6 shadow-xl">
            <Dialog.Title className="mb-1 font-semibold text-lg">{t("title")}</Dialog.Title>
            <Dialog.Description className="mb-4 text-ink-soft text-sm">{t("description")}</Dialog.Description>
            {shown ? (
              <AuditPass
                key={shown.id}
                sessionId={sessionId}
                audit={shown}
                areKeysOn={areKeysOn}
                viewerName={viewerName}
                onDone={close}
              />
            ) : null}
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </>
  );
}
