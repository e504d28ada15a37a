"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { OccupationSearch } from "@/components/discovery/occupation-search";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { TitleAlias } from "@/lib/memory/schema";
import type { OccupationName } from "@/lib/roles/schema";

type Save = (occupation: OccupationName | null, note: string) => void;

function AliasForm({ alias, onSave, onClose }: { alias: TitleAlias; onSave: Save; onClose: () => void }) {
  const t = useTranslations("aliases.dialog");
  const [occupation, setOccupation] = useState(alias.isMissing ? null : alias.occupation);
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const note = new FormData(event.currentTarget).get("note");
        onSave(occupation, typeof note === "string" ? note : "");
        onClose();
      }}
    >
      <p className="flex flex-wrap items-center justify-between gap-2 rounded-lg border border-accent bg-accent-soft px-3 py-2 font-medium">
        <span role="status">{occupation ? t("chosen", { ...occupation }) : t("none")}</span>
        {occupation ? (
          <Button size="small" onClick={() => setOccupation(null)}>
            {t("none")}
          </Button>
        ) : null}
      </p>
      <div className="flex flex-col gap-1">
        <OccupationSearch onPick={({ code, title }) => setOccupation({ code, title })} />
      </div>
      <TextField
        label={t("note")}
        name="note"
        maxLength={500}
        defaultValue={alias.note ?? ""}
        autoComplete="off"
      />
      <div className="flex justify-end gap-2">
        <Dialog.Close render={<Button />}>{t("cancel")}</Dialog.Close>
        <Button type="submit" variant="primary">
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

/** Gives a title another occupation, or none. */
export function AliasDialog({
  alias,
  isOpen,
  onSave,
  onClose,
}: {
  alias: TitleAlias;
  isOpen: boolean;
  onSave: Save;
  onClose: () => void;
}) {
  const t = useTranslations("aliases.dialog");
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 bg-black/40" />
        <Dialog.Popup className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] w-[min(36rem,calc(100vw-2rem))] overflow-y-auto rounded-xl border border-line bg-surface p-6 text-left shadow-xl">
          <Dialog.Title className="mb-1 font-semibold text-lg">
            {t("title", { title: alias.title })}
          </Dialog.Title>
          <Dialog.Description className="mb-4 text-ink-soft text-sm">{t("body")}</Dialog.Description>
          <AliasForm alias={alias} onSave={onSave} onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
