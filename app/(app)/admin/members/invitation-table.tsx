"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useActionForm } from "@/components/forms/use-action-form";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import { Table, Td, Th } from "@/components/ui/table";
import type { OpenInvitation } from "@/lib/orgs/schema";
import { revokeInvitationAction } from "./actions";

export function InvitationTable({ invitations }: { invitations: readonly OpenInvitation[] }) {
  const t = useTranslations("members");
  const format = useFormatter();
  if (invitations.length === 0) {
    return <EmptyState title={t("invitations.empty.title")}>{t("invitations.empty.body")}</EmptyState>;
  }
  return (
    <Table label={t("invitations.title")}>
      <thead>
        <tr>
          <Th>{t("columns.email")}</Th>
          <Th>{t("columns.role")}</Th>
          <Th>{t("columns.expires")}</Th>
          <Th>
            <span className="sr-only">{t("columns.actions")}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {invitations.map((invitation) => (
          <tr key={invitation.id}>
            <Td className="font-medium">{invitation.email}</Td>
            <Td>{t(`roles.${invitation.role}`)}</Td>
            <Td>
              {invitation.isExpired ? (
                <Badge tone="warn">{t("invitations.expired")}</Badge>
              ) : (
                format.dateTime(invitation.expiresAt, { dateStyle: "medium" })
              )}
            </Td>
            <Td className="text-right">
              <RevokeForm invitation={invitation} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function RevokeForm({ invitation }: { invitation: OpenInvitation }) {
  const t = useTranslations("members.invitations");
  const { form, message } = useActionForm(revokeInvitationAction);
  return (
    <form {...form} className="flex flex-wrap items-center justify-end gap-3">
      <input type="hidden" name="invitationId" value={invitation.id} />
      {message ? (
        <span role="alert" className="text-bad">
          {message}
        </span>
      ) : null}
      <SubmitButton variant="secondary" size="small" aria-label={t("revokeOf", { email: invitation.email })}>
        {t("revoke")}
      </SubmitButton>
    </form>
  );
}
