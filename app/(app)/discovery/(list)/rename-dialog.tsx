"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useTranslations } from "next-intl";
import { useActionState, useEffect } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { SessionSummary } from "@/lib/sessions/schema";
import { renameSessionAction } from "./actions";

export function RenameDialog({
  session,
  isOpen,
  onClose,
}: {
  session: SessionSummary;
  isOpen: boolean;
  onClose: () => void;
}) {
  const t = useTranslations("sessions.rename");
  const [result, submit] = useActionState(renameSessionAction, null);
  useEffect(() => {
    if (result?.ok) onClose();
  }, [result, onClose]);
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 bg-black/40" />
        <Dialog.Popup className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 w-[min(28rem,calc(100vw-2rem))] rounded-xl border border-line bg-surface p-6 shadow-xl">
          <Dialog.Title className="mb-4 font-semibold text-lg">{t("title")}</Dialog.Title>
          <form action={submit} className="flex flex-col gap-4">
            <input type="hidden" name="sessionId" value={session.id} />
            <TextField
              label={t("name")}
              name="name"
              defaultValue={session.name}
              required
              maxLength={120}
              autoComplete="off"
              error={result && !result.ok ? result.message : undefined}
            />
            <div className="flex justify-end gap-2">
              <Button onClick={onClose}>{t("cancel")}</Button>
              <SubmitButton>{t("submit")}</SubmitButton>
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
