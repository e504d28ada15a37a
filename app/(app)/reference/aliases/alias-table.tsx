import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { LongTable } from "@/components/ui/long-table";
import { Td, Th } from "@/components/ui/table";
import type { TitleAlias } from "@/lib/memory/schema";
import { AliasActions } from "./alias-actions";

async function Source({ alias }: { alias: TitleAlias }) {
  const t = await getTranslations("aliases");
  const { source, title } = alias;
  if (!source) return <span>{t("byHand")}</span>;
  const { sessionId, sessionName: session, roleId } = source;
  return (
    <Link
      href={`/discovery/${sessionId}/map-roles?${new URLSearchParams({ state: "all", role: roleId })}`}
      prefetch={false}
      aria-label={t("fromRole", { title, session })}
      className="text-accent underline underline-offset-2"
    >
      {t("from", { session })}
    </Link>
  );
}

async function AliasRow({
  alias,
  release,
  mayManage,
}: {
  alias: TitleAlias;
  release: string;
  mayManage: boolean;
}) {
  const t = await getTranslations("aliases");
  const format = await getFormatter();
  const dateOf = (date: Date) => format.dateTime(date, { dateStyle: "medium" });
  const { title, department, occupation, isMissing, insteadOf, note } = alias;
  return (
    <tr>
      <th
        scope="row"
        className="min-w-40 border-line border-b px-3 py-2 text-left align-middle font-medium wrap-anywhere"
      >
        {title}
        {department === null ? null : (
          <span className="block font-normal text-ink-soft text-xs">{t("inDepartment", { department })}</span>
        )}
      </th>
      <Td className="min-w-56 wrap-anywhere">
        <span className="font-medium">{occupation?.title ?? t("noOccupation")}</span>{" "}
        <span className="text-ink-soft text-xs">{occupation?.code}</span>
        {isMissing ? (
          <span className="block">
            <Badge tone="warn">{t("missing", { release })}</Badge>
          </span>
        ) : null}
        {insteadOf ? (
          <span className="block text-ink-soft text-xs">{t("insteadOf", { title: insteadOf.title })}</span>
        ) : null}
        {note ? <span className="block text-xs">{t("note", { note })}</span> : null}
      </Td>
      <Td className="min-w-40 text-sm wrap-anywhere">
        {t("by", { name: alias.learntFromName, date: dateOf(alias.createdAt) })} <Source alias={alias} />
        {alias.endedAt ? (
          <span className="block text-ink-soft text-xs">
            {t("ended", { name: alias.endedByName ?? "", date: dateOf(alias.endedAt) })}
          </span>
        ) : null}
      </Td>
      {mayManage ? (
        <Td className="text-right">
          <AliasActions alias={alias} />
        </Td>
      ) : null}
    </tr>
  );
}

/** The organization's aliases, with where each was learnt. */
export async function AliasTable({
  aliases,
  release,
  mayManage,
}: {
  aliases: readonly TitleAlias[];
  release: string;
  mayManage: boolean;
}) {
  const t = await getTranslations("aliases");
  return (
    <LongTable label={t("list")}>
      <thead>
        <tr>
          <Th className="sticky top-0 z-10">{t("title")}</Th>
          <Th className="sticky top-0 z-10">{t("occupation")}</Th>
          <Th className="sticky top-0 z-10">{t("learnt")}</Th>
          {mayManage ? (
            <Th className="sticky top-0 z-10">
              <span className="sr-only">{t("actions")}</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {aliases.map((alias) => (
          <AliasRow key={alias.id} alias={alias} release={release} mayManage={mayManage} />
        ))}
      </tbody>
    </LongTable>
  );
}
