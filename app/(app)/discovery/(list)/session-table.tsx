"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Table, Td, Th } from "@/components/ui/table";
import { wizardProgress } from "@/lib/sessions/progress";
import { type SessionSummary, type SessionView, wizardSteps } from "@/lib/sessions/schema";
import { SessionMenu } from "./session-menu";

export function SessionTable({
  sessions,
  view,
  viewerId,
  mayEditAny,
}: {
  sessions: readonly SessionSummary[];
  view: SessionView;
  viewerId: string;
  mayEditAny: boolean;
}) {
  const t = useTranslations("sessions");
  const format = useFormatter();
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Th>{t("columns.name")}</Th>
          <Th>{t("columns.owner")}</Th>
          <Th>{t("columns.progress")}</Th>
          <Th className="text-right">{t("columns.people")}</Th>
          <Th>{t("columns.updated")}</Th>
          <Th>
            <span className="sr-only">{t("columns.actions")}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => {
          const progress = wizardProgress(session.facts);
          return (
            <tr key={session.id}>
              <Td className="font-medium">
                {view === "deleted" ? (
                  session.name
                ) : (
                  <Link
                    className="text-accent underline-offset-2 hover:underline"
                    href={`/discovery/${session.id}/${progress.resumeAt}`}
                  >
                    {session.name}
                  </Link>
                )}{" "}
                {session.facts.isPublished ? <Badge tone="good">{t("published")}</Badge> : null}
              </Td>
              <Td>{session.ownerName}</Td>
              <Td>
                {t("progress", { done: progress.doneCount, total: wizardSteps.length })}{" "}
                <span className="text-ink-soft">{t("next", { step: t(`steps.${progress.resumeAt}`) })}</span>
              </Td>
              <Td className="text-right">{format.number(session.headcount)}</Td>
              <Td>{format.dateTime(session.updatedAt, { dateStyle: "medium", timeStyle: "short" })}</Td>
              <Td className="text-right">
                {mayEditAny || session.ownerId === viewerId ? (
                  <SessionMenu session={session} view={view} />
                ) : null}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
