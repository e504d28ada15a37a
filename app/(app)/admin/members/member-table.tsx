"use client";

import { useTranslations } from "next-intl";
import { Table, Th } from "@/components/ui/table";
import type { Member } from "@/lib/orgs/schema";
import { MemberRow } from "./member-row";

export function MemberTable({ members, viewerId }: { members: readonly Member[]; viewerId: string }) {
  const t = useTranslations("members");
  return (
    <Table label={t("table.label")}>
      <thead>
        <tr>
          <Th>{t("columns.name")}</Th>
          <Th>{t("columns.email")}</Th>
          <Th>{t("columns.role")}</Th>
          <Th>{t("columns.joined")}</Th>
          <Th>
            <span className="sr-only">{t("columns.actions")}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <MemberRow key={member.userId} member={member} isViewer={member.userId === viewerId} />
        ))}
      </tbody>
    </Table>
  );
}
