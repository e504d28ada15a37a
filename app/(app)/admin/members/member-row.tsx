"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { useActionForm } from "@/components/forms/use-action-form";
import { Badge } from "@/components/ui/badge";
import type { ButtonVariant } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { Td } from "@/components/ui/table";
import type { Member, OneTimeLink } from "@/lib/orgs/schema";
import {
  changeMemberRoleAction,
  disableMemberAction,
  enableMemberAction,
  requestPasswordResetAction,
} from "./actions";
import { OneTimeLinkNotice } from "./one-time-link-notice";
import { RoleOptions } from "./role-options";

type FormProps = Pick<ComponentProps<"form">, "action" | "ref">;

/** A member with what an admin may do; what came of it stands in a row of its own below. */
export function MemberRow({ member, isViewer }: { member: Member; isViewer: boolean }) {
  const t = useTranslations("members.row");
  const format = useFormatter();
  const role = useActionForm(changeMemberRoleAction);
  const reset = useActionForm(requestPasswordResetAction);
  // One form for both ways, so that what came of the last click is what shows.
  const isDisabled = member.disabledAt !== null;
  const access = useActionForm(isDisabled ? enableMemberAction : disableMemberAction);
  const { name, userId } = member;
  // Old news once something else was done to the member.
  const isRoleNews = role.data?.role === member.role && !(access.data || reset.data);
  return (
    <>
      <tr className={isDisabled ? "text-ink-soft" : undefined}>
        <Td className="font-medium">
          <MemberName member={member} isViewer={isViewer} />
        </Td>
        <Td>{member.email}</Td>
        <Td>
          <RoleForm member={member} form={role.form} />
        </Td>
        <Td className="whitespace-nowrap">{format.dateTime(member.joinedAt, { dateStyle: "medium" })}</Td>
        <Td>
          <div className="flex flex-wrap justify-end gap-2">
            {isDisabled || isViewer ? null : (
              <MemberButton
                form={reset.form}
                userId={userId}
                variant="quiet"
                label={t("resetLink")}
                fullLabel={t("resetLinkFor", { name })}
              />
            )}
            {isViewer ? null : (
              <MemberButton
                form={access.form}
                userId={userId}
                variant={isDisabled ? "secondary" : "danger"}
                label={t(isDisabled ? "enable" : "disable")}
                fullLabel={t(isDisabled ? "enableName" : "disableName", { name })}
              />
            )}
          </div>
        </Td>
      </tr>
      <Outcome
        fault={role.message ?? access.message ?? reset.message}
        done={isRoleNews ? t("roleChanged", { name }) : undefined}
        link={reset.data}
      />
    </>
  );
}

function MemberName({ member, isViewer }: { member: Member; isViewer: boolean }) {
  const t = useTranslations("members.row");
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {member.name}
      {isViewer ? <Badge>{t("you")}</Badge> : null}
      {member.isOperator ? <Badge tone="accent">{t("operator")}</Badge> : null}
      {member.disabledAt ? <Badge tone="warn">{t("disabled")}</Badge> : null}
    </span>
  );
}

function RoleForm({ member, form }: { member: Member; form: FormProps }) {
  const t = useTranslations("members");
  const { name, role, userId } = member;
  if (member.disabledAt) return t(`roles.${role}`);
  return (
    <form {...form} className="flex items-center gap-2">
      <input type="hidden" name="userId" value={userId} />
      <input type="hidden" name="from" value={role} />
      <select
        key={role}
        name="role"
        defaultValue={role}
        aria-label={t("row.roleOf", { name })}
        className="min-h-8 rounded-md border border-line-strong bg-surface px-2"
      >
        <RoleOptions />
      </select>
      <SubmitButton variant="secondary" size="small" aria-label={t("row.changeRoleOf", { name })}>
        {t("row.changeRole")}
      </SubmitButton>
    </form>
  );
}

function MemberButton({
  form,
  userId,
  variant,
  label,
  fullLabel,
}: {
  form: FormProps;
  userId: string;
  variant: ButtonVariant;
  label: string;
  fullLabel: string;
}) {
  return (
    <form {...form}>
      <input type="hidden" name="userId" value={userId} />
      <SubmitButton variant={variant} size="small" aria-label={fullLabel}>
        {label}
      </SubmitButton>
    </form>
  );
}

function Outcome({ fault, done, link }: { fault?: string; done?: string; link: OneTimeLink | null }) {
  if (!(fault || done || link)) return null;
  return (
    <tr>
      <Td colSpan={5}>
        <div className="flex flex-col gap-2">
          {fault ? <Notice tone="bad">{fault}</Notice> : null}
          {done && !fault ? <Notice tone="good">{done}</Notice> : null}
          {link ? <OneTimeLinkNotice key={link.url} link={link} days={1} /> : null}
        </div>
      </Td>
    </tr>
  );
}
