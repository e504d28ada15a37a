"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { type ReactElement, type ReactNode, useRef } from "react";
import { Button, type ButtonVariant, buttonClasses } from "./button";

/** Asks before something that cannot be taken back, or that others will see at once. A double click confirms once. */
export function ConfirmDialog({
  trigger,
  title,
  description,
  confirmLabel,
  confirmVariant = "danger",
  cancelLabel,
  onConfirm,
}: {
  trigger: ReactElement<Record<string, unknown>>;
  title: ReactNode;
  description: ReactNode;
  confirmLabel: ReactNode;
  confirmVariant?: ButtonVariant;
  cancelLabel: ReactNode;
  onConfirm: () => void;
}) {
  const isConfirmed = useRef(false);
  const confirm = () => {
    if (isConfirmed.current) return;
    isConfirmed.current = true;
    onConfirm();
  };
  const open = () => {
    isConfirmed.current = false;
  };
  return (
    <AlertDialog.Root onOpenChange={(isOpen) => isOpen && open()}>
      <AlertDialog.Trigger render={trigger} />
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 bg-black/40" />
        <AlertDialog.Popup className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 w-[min(30rem,calc(100vw-2rem))] rounded-xl border border-line bg-surface p-6 shadow-xl">
          <AlertDialog.Title className="font-semibold text-lg">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-ink-soft">{description}</AlertDialog.Description>
          <div className="mt-6 flex justify-end gap-2">
            <AlertDialog.Close className={buttonClasses("secondary", "medium")}>
              {cancelLabel}
            </AlertDialog.Close>
            <AlertDialog.Close render={<Button variant={confirmVariant} onClick={confirm} />}>
              {confirmLabel}
            </AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
