"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

/** What each key does, in the order of use. */
const keys = [
  { name: "move", keys: ["j", "k"], isEdit: false },
  { name: "accept", keys: ["a"], isEdit: true },
  { name: "take", keys: ["1", "5"], isEdit: true },
  { name: "none", keys: ["n"], isEdit: true },
  { name: "choose", keys: ["c"], isEdit: true },
  { name: "select", keys: ["x"], isEdit: true },
  { name: "undo", keys: ["u"], isEdit: true },
  { name: "search", keys: ["/"], isEdit: false },
  { name: "sheet", keys: ["?"], isEdit: false },
] as const;

/** The sheet of shortcuts, with the switch that turns them off. */
export function KeysDialog({
  isOpen,
  onOpenChange,
  areOn,
  mayEdit,
  onSwitch,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  areOn: boolean;
  /** Whoever may only read has no keys that decide. */
  mayEdit: boolean;
  onSwitch: (areOn: boolean) => void;
}) {
  const t = useTranslations("roles.keys");
  const shown = keys.filter(({ isEdit }) => mayEdit || !isEdit);
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Trigger render={<Button size="small" variant="quiet" />}>{t("open")}</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 bg-black/40" />
        <Dialog.Popup className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] w-[min(30rem,calc(100vw-2rem))] overflow-y-auto rounded-xl border border-line bg-surface p-6 shadow-xl">
          <Dialog.Title className="mb-1 font-semibold text-lg">{t("title")}</Dialog.Title>
          <Dialog.Description className="mb-4 text-ink-soft text-sm">{t("description")}</Dialog.Description>
          <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2 text-sm">
            {shown.map(({ name, keys: pair }) => (
              <div key={name} className="col-span-2 grid grid-cols-subgrid items-center">
                <dt className="flex gap-1">
                  {pair.map((key) => (
                    <kbd
                      key={key}
                      className="min-w-7 rounded-md border border-line-strong bg-sunken px-1.5 py-0.5 text-center font-mono text-xs"
                    >
                      {key}
                    </kbd>
                  ))}
                </dt>
                <dd>{t(`does.${name}`)}</dd>
              </div>
            ))}
          </dl>
          <label className="mt-5 flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="size-5 accent-(--accent)"
              checked={areOn}
              onChange={(event) => onSwitch(event.currentTarget.checked)}
            />
            {t("switch")}
          </label>
          <div className="mt-5 flex justify-end">
            <Dialog.Close render={<Button />}>{t("close")}</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
