"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import {
  maxOwnActivityName,
  type OccupationActivitiesView,
  type OwnActivityView,
} from "@/lib/activities/schema";
import type { FieldErrors } from "@/lib/errors";
import { addOwnActivityAction } from "./actions";
import { ExposureChoice, typed, unknown } from "./exposure-choice";

interface Refusal {
  readonly message: string;
  readonly fields: FieldErrors;
}

const tellingFields = ["name", "share", "exposure"] as const;

/** The form's fields as the mutation takes them. */
function readForm(form: FormData) {
  const basis = form.get("basis");
  const isNearest = typeof basis === "string" && basis !== typed && basis !== unknown;
  return {
    name: form.get("name"),
    share: Number(form.get("share")) / 100,
    exposure: basis === typed ? Number(form.get("exposure")) : null,
    nearestDwaId: isNearest ? basis : null,
  };
}

function OwnActivityForm({
  sessionId,
  view,
  own,
  onClose,
}: {
  sessionId: string;
  view: OccupationActivitiesView;
  own: OwnActivityView | null;
  onClose: () => void;
}) {
  const t = useTranslations("activities");
  const [name, setName] = useState(own?.name ?? "");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, startTransition] = useTransition();
  const save = (form: FormData) =>
    startTransition(async () => {
      const result = await addOwnActivityAction({
        sessionId,
        code: view.code,
        roleId: view.role?.id ?? null,
        replacesId: own?.id,
        ...readForm(form),
      });
      if (result.ok) {
        toast.success(t(own ? "toast.edited" : "toast.added", { name: name.trim() }));
        onClose();
      } else {
        setRefusal({ message: result.message, fields: result.fields ?? {} });
      }
    });
  const fields = refusal?.fields ?? {};
  const isToldByField = tellingFields.some((field) => fields[field]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save(new FormData(event.currentTarget));
      }}
      className="flex flex-col gap-4"
    >
      {refusal && !isToldByField ? <Notice tone="bad">{refusal.message}</Notice> : null}
      <TextField
        label={t("dialog.name")}
        name="name"
        value={name}
        required
        maxLength={maxOwnActivityName}
        placeholder={t("dialog.namePlaceholder")}
        autoComplete="off"
        error={fields.name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextField
        label={t("dialog.share")}
        hint={t("dialog.shareHint")}
        name="share"
        type="number"
        min={0.1}
        max={100}
        step="any"
        required
        defaultValue={own ? Number((own.typedShare * 100).toFixed(2)) : ""}
        error={fields.share}
        className="max-w-60"
      />
      <ExposureChoice sessionId={sessionId} name={name} own={own} error={fields.exposure} />
      <div className="flex justify-end gap-2">
        <Dialog.Close render={<Button />}>{t("dialog.cancel")}</Dialog.Close>
        <Button type="submit" variant="primary" disabled={isPending} aria-busy={isPending}>
          {t("dialog.save")}
        </Button>
      </div>
    </form>
  );
}

/** Adds an own activity to what is looked at, or edits one of it. */
export function OwnActivityDialog({
  sessionId,
  view,
  own,
  isOpen,
  onClose,
}: {
  sessionId: string;
  view: OccupationActivitiesView;
  own: OwnActivityView | null;
  isOpen: boolean;
  onClose: () => void;
}) {
  const t = useTranslations("activities.dialog");
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 bg-black/40" />
        <Dialog.Popup className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] w-[min(38rem,calc(100vw-2rem))] overflow-y-auto rounded-xl border border-line bg-surface p-6 shadow-xl">
          <Dialog.Title className="mb-1 font-semibold text-lg">
            {own ? t("editTitle") : t("addTitle")}
          </Dialog.Title>
          <Dialog.Description className="mb-4 text-ink-soft text-sm">
            {view.role ? t("forRole", { title: view.role.title }) : t("forOccupation", { title: view.title })}
          </Dialog.Description>
          <OwnActivityForm
            key={own?.id ?? ""}
            sessionId={sessionId}
            view={view}
            own={own}
            onClose={onClose}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
