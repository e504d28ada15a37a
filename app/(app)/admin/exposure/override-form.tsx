"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, inputClasses, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { FieldErrors } from "@/lib/errors";
import type { ExposureElement } from "@/lib/exposure/exposure-resolution";
import { maxReasonLength, type OverrideNote } from "@/lib/exposure/schema";
import { setOverrideAction } from "./actions";
import { useChangeToast } from "./use-undo";

interface Refusal {
  readonly message: string;
  readonly fields: FieldErrors;
}

/** The figure and the reason; what stands on the element goes along, so that nobody overwrites what they did not see. */
export function OverrideForm({
  element,
  override,
  closeHref,
}: {
  element: ExposureElement;
  override: OverrideNote | null;
  closeHref: string;
}) {
  const t = useTranslations("exposure.dialog");
  const router = useRouter();
  const tell = useChangeToast();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, startTransition] = useTransition();
  const save = (form: FormData) =>
    startTransition(async () => {
      const result = await setOverrideAction({
        ...element,
        // An empty field says nothing; as a number it would say "not at all".
        value: form.get("value") === "" ? null : Number(form.get("value")),
        reason: form.get("reason"),
        seen: override?.id ?? null,
      });
      if (!result.ok) {
        setRefusal({ message: result.message, fields: result.fields ?? {} });
        // What stands there now is shown, and goes along with the next try.
        router.refresh();
        return;
      }
      tell("set", result.data);
      router.push(closeHref, { scroll: false });
    });
  const { value: valueError, reason: reasonError } = refusal?.fields ?? {};
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save(new FormData(event.currentTarget));
      }}
      className="flex flex-col gap-4"
    >
      {refusal && !valueError && !reasonError ? <Notice tone="bad">{refusal.message}</Notice> : null}
      <TextField
        label={t("figure")}
        hint={t("figureHint")}
        name="value"
        type="number"
        min={0}
        max={1}
        step="any"
        required
        defaultValue={override?.value ?? ""}
        error={valueError}
        className="max-w-60"
      />
      <Field label={t("reason")} hint={t("reasonHint")} error={reasonError}>
        {(parts) => (
          <textarea
            name="reason"
            rows={3}
            required
            maxLength={maxReasonLength}
            defaultValue={override?.reason ?? ""}
            className={`${inputClasses} py-2`}
            {...parts}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <ButtonLink href={closeHref} scroll={false}>
          {t("cancel")}
        </ButtonLink>
        <Button type="submit" variant="primary" disabled={isPending} aria-busy={isPending}>
          {t(override === null ? "save" : "saveChange")}
        </Button>
      </div>
    </form>
  );
}
