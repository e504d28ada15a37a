"use client";

import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { buttonClasses } from "./button";

/** A panel with an address of its own: open as long as the address names it. */
export function SideDialog({
  title,
  closeLabel,
  closeHref,
  children,
}: {
  title: string;
  closeLabel: string;
  closeHref: string;
  children: ReactNode;
}) {
  const router = useRouter();
  return (
    <Dialog.Root
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) router.push(closeHref, { scroll: false });
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 bg-black/40" />
        <Dialog.Popup className="fixed inset-y-0 right-0 w-[min(60rem,100vw)] overflow-y-auto border-line border-l bg-surface p-6 shadow-xl">
          <div className="mb-4 flex items-center justify-between gap-4">
            <Dialog.Title className="text-ink-soft text-sm">{title}</Dialog.Title>
            <Dialog.Close className={buttonClasses("quiet", "small")} aria-label={closeLabel}>
              <X aria-hidden="true" className="size-5" />
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
