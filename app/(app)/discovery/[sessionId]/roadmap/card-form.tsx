"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { toast } from "sonner";
import { useActionForm } from "@/components/forms/use-action-form";
import { Field, inputClasses, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { type CandidateCard, descriptionMaxLength, nameMaxLength } from "@/lib/candidates/schema";
import { editCandidateAction } from "./actions";

/** Name and description; what somebody else wrote meanwhile is told, not overwritten. */
export function CardForm({
  sessionId,
  card,
  onSaved,
}: {
  sessionId: string;
  card: CandidateCard;
  onSaved: () => void;
}) {
  const t = useTranslations("roadmap");
  const { form, data, message, error, typed } = useActionForm(editCandidateAction, ["name", "description"]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per answer, whatever the functions are by then
  useEffect(() => {
    if (!data) return;
    toast.success(t("toast.saved"));
    onSaved();
  }, [data]);
  return (
    <form {...form} className="flex flex-col gap-4">
      <input type="hidden" name="sessionId" value={sessionId} />
      <input type="hidden" name="id" value={card.id} />
      <input type="hidden" name="version" value={card.version} />
      {message ? <Notice tone="bad">{message}</Notice> : null}
      <TextField
        label={t("dialog.name")}
        name="name"
        required
        maxLength={nameMaxLength}
        defaultValue={typed("name") ?? card.name}
        error={error("name")}
        autoComplete="off"
      />
      <Field label={t("dialog.description")} error={error("description")}>
        {(parts) => (
          <textarea
            className={`${inputClasses} py-2`}
            name="description"
            rows={4}
            maxLength={descriptionMaxLength}
            defaultValue={typed("description") ?? card.description}
            {...parts}
          />
        )}
      </Field>
      <div className="flex justify-end">
        <SubmitButton>{t("dialog.save")}</SubmitButton>
      </div>
    </form>
  );
}
