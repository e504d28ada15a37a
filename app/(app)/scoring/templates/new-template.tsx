"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SideDialog } from "@/components/ui/side-dialog";
import { type TemplateRole, templateRoles } from "@/db/enums";
import type { FieldErrors } from "@/lib/errors";
import { templateHref } from "@/lib/scoring/template-links";
import { createTemplateAction } from "./actions";

interface Known {
  readonly id: string;
  readonly name: string;
  readonly role: TemplateRole;
}

/** Begins a template, as one of its own or as a copy, and leads to its editor. */
export function NewTemplate({
  closeHref,
  templates,
  copyOf,
}: {
  closeHref: string;
  templates: readonly Known[];
  copyOf: string | null;
}) {
  const t = useTranslations("templates.new");
  const tRole = useTranslations("templates.roles");
  const router = useRouter();
  const [refusal, setRefusal] = useState<{ message: string; fields: FieldErrors } | null>(null);
  const [isPending, startTransition] = useTransition();
  const original = templates.find(({ id }) => id === copyOf);
  const create = (form: FormData) =>
    startTransition(async () => {
      const result = await createTemplateAction({
        name: form.get("name"),
        role: form.get("role"),
        ...(form.get("copyOf") ? { copyOf: form.get("copyOf") } : {}),
      });
      if (result.ok) router.push(templateHref(result.data.id));
      else setRefusal({ message: result.message, fields: result.fields ?? {} });
    });
  return (
    <SideDialog title={t("title")} closeLabel={t("close")} closeHref={closeHref}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create(new FormData(event.currentTarget));
        }}
        className="flex max-w-xl flex-col gap-4"
      >
        {refusal && !refusal.fields.name ? <Notice tone="bad">{refusal.message}</Notice> : null}
        <TextField
          label={t("name")}
          name="name"
          required
          maxLength={200}
          defaultValue={original ? t("copyName", { name: original.name }).slice(0, 200) : ""}
          error={refusal?.fields.name}
        />
        <SelectField
          label={t("role")}
          hint={t("roleHint")}
          name="role"
          defaultValue={original?.role ?? "general"}
        >
          {templateRoles.map((role) => (
            <option key={role} value={role}>
              {tRole(role)}
            </option>
          ))}
        </SelectField>
        <SelectField label={t("copyOf")} name="copyOf" defaultValue={original?.id ?? ""}>
          <option value="">{t("house")}</option>
          {templates.map(({ id, name, role }) => (
            <option key={id} value={id}>
              {t("copyOption", { name, role: tRole(role) })}
            </option>
          ))}
        </SelectField>
        <div className="flex justify-end gap-2">
          <ButtonLink href={closeHref} scroll={false}>
            {t("cancel")}
          </ButtonLink>
          <Button type="submit" variant="primary" disabled={isPending} aria-busy={isPending}>
            {t("create")}
          </Button>
        </div>
      </form>
    </SideDialog>
  );
}
