"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Button, ButtonLink } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { TemplateRole } from "@/db/enums";
import type { ActionResult } from "@/lib/http/outcome";
import { TemplateQuery, templatesHref } from "@/lib/scoring/template-links";
import {
  archiveTemplateAction,
  makeDefaultTemplateAction,
  renameTemplateAction,
  unarchiveTemplateAction,
} from "../actions";

interface Named {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** What can be done with a template besides writing it. */
export function TemplateActions({
  template,
  isDefault,
  isArchived,
  isPublished,
  role,
}: {
  template: Named;
  isDefault: boolean;
  isArchived: boolean;
  isPublished: boolean;
  role: TemplateRole;
}) {
  const t = useTranslations("templates.detail");
  const tRole = useTranslations("templates.roles");
  const [isPending, startTransition] = useTransition();
  const [isRenaming, setIsRenaming] = useState(false);
  const templateId = template.id;
  const tell = (result: ActionResult<unknown>, done: string, undo?: () => void) => {
    if (!result.ok) toast.error(result.message);
    else toast.success(done, { action: undo && { label: t("undo"), onClick: undo } });
  };
  const unarchive = () =>
    startTransition(async () => tell(await unarchiveTemplateAction({ templateId }), t("unarchived")));
  const archive = () =>
    startTransition(async () => tell(await archiveTemplateAction({ templateId }), t("archived"), unarchive));
  const makeDefault = () =>
    startTransition(async () => tell(await makeDefaultTemplateAction({ templateId }), t("madeDefault")));
  if (isArchived)
    return (
      <Button variant="primary" disabled={isPending} onClick={unarchive}>
        {t("unarchive")}
      </Button>
    );
  if (isRenaming) return <RenameForm template={template} onDone={() => setIsRenaming(false)} />;
  return (
    <>
      <Button onClick={() => setIsRenaming(true)}>{t("rename")}</Button>
      <ButtonLink href={templatesHref(TemplateQuery.parse({}), { open: "new", copyOf: templateId })}>
        {t("copy")}
      </ButtonLink>
      {isDefault ? null : (
        <Button disabled={isPending} onClick={archive}>
          {t("archive")}
        </Button>
      )}
      {isPublished && !isDefault ? (
        <ConfirmDialog
          trigger={<Button disabled={isPending}>{t("makeDefault")}</Button>}
          title={t("makeDefaultTitle", { role: tRole(role) })}
          description={t("makeDefaultBody")}
          confirmLabel={t("makeDefault")}
          confirmVariant="primary"
          cancelLabel={t("cancel")}
          onConfirm={makeDefault}
        />
      ) : null}
    </>
  );
}

function RenameForm({ template, onDone }: { template: Named; onDone: () => void }) {
  const t = useTranslations("templates.detail");
  const [message, setMessage] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const save = (form: FormData) =>
    startTransition(async () => {
      const result = await renameTemplateAction({
        templateId: template.id,
        name: form.get("name"),
        description: form.get("description"),
      });
      if (result.ok) onDone();
      else setMessage(result.message);
    });
  return (
    <form
      aria-label={t("renameTitle")}
      onSubmit={(event) => {
        event.preventDefault();
        save(new FormData(event.currentTarget));
      }}
      className="flex flex-wrap items-end gap-2"
    >
      {message ? <Notice tone="bad">{message}</Notice> : null}
      <TextField label={t("name")} name="name" required maxLength={200} defaultValue={template.name} />
      <TextField
        label={t("descriptionLabel")}
        name="description"
        maxLength={1_000}
        defaultValue={template.description}
      />
      <Button type="submit" variant="primary" disabled={isPending} aria-busy={isPending}>
        {t("save")}
      </Button>
      <Button onClick={onDone}>{t("cancel")}</Button>
    </form>
  );
}
