import Link from "next/link";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";
import { TabLink } from "@/components/ui/tab-link";
import { Table, Td, Th } from "@/components/ui/table";
import { templateRoles } from "@/db/enums";
import type { TemplateList as List, TemplateRow } from "@/lib/scoring/queries/list-templates";
import { type TemplateQuery, templateHref, templatesHref } from "@/lib/scoring/template-links";
import { TemplateMarks } from "./template-marks";

function Filters({ query, counts }: { query: TemplateQuery; counts: List["counts"] }) {
  const t = useTranslations("templates");
  return (
    <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
      <nav aria-label={t("list.roles")} className="flex flex-wrap gap-1">
        <TabLink
          scroll={false}
          href={templatesHref(query, { role: null })}
          isCurrent={query.role === undefined}
        >
          {t("list.everyRole")}
        </TabLink>
        {templateRoles.map((role) => (
          <TabLink
            scroll={false}
            key={role}
            href={templatesHref(query, { role })}
            isCurrent={query.role === role}
          >
            {t(`roles.${role}`)}
          </TabLink>
        ))}
      </nav>
      <nav aria-label={t("list.states")} className="flex gap-1">
        {(["active", "archived"] as const).map((state) => (
          <TabLink
            scroll={false}
            key={state}
            href={templatesHref(query, { state, role: null })}
            isCurrent={query.state === state}
          >
            {t(`list.${state}`, { count: counts[state] })}
          </TabLink>
        ))}
      </nav>
    </div>
  );
}

function Row({ row }: { row: TemplateRow }) {
  const t = useTranslations("templates");
  return (
    <tr>
      <Td className="min-w-64">
        <Link
          href={templateHref(row.id)}
          prefetch={false}
          className="wrap-anywhere font-medium text-accent underline underline-offset-2"
        >
          {row.name}
        </Link>{" "}
        <TemplateMarks template={row} />
        <span className="wrap-anywhere block text-ink-soft text-xs">{row.description}</span>
      </Td>
      <Td className="whitespace-nowrap">{t(`roles.${row.role}`)}</Td>
      <Td className="whitespace-nowrap">
        {row.version === null ? (
          <span className="text-ink-soft">{t("marks.unpublished")}</span>
        ) : (
          <>
            {t("list.versionText", { version: row.version })}
            {row.publishedAt ? (
              <span className="block text-ink-soft text-xs">
                {t("list.published", { when: row.publishedAt })}
              </span>
            ) : null}
          </>
        )}
      </Td>
      <Td className="text-right tabular-nums">{t("list.versionText", { version: row.usedCount })}</Td>
    </tr>
  );
}

function Nothing({ query }: { query: TemplateQuery }) {
  const t = useTranslations("templates.list");
  const kind = query.state === "archived" ? "emptyArchived" : "empty";
  return (
    <EmptyState
      title={t(`${kind}.title`)}
      action={
        <ButtonLink href={templatesHref(query, { role: null, state: null })}>{t("showAll")}</ButtonLink>
      }
    >
      {t(`${kind}.body`)}
    </EmptyState>
  );
}

/** The organization's templates by role, with what each is used for. */
export function TemplateList({ query, list }: { query: TemplateQuery; list: List }) {
  const t = useTranslations("templates.list");
  return (
    <section>
      <Filters query={query} counts={list.counts} />
      {list.items.length === 0 ? (
        <Nothing query={query} />
      ) : (
        <Table label={t("states")}>
          <thead>
            <tr>
              <Th>{t("template")}</Th>
              <Th>{t("role")}</Th>
              <Th>{t("version")}</Th>
              <Th className="text-right">{t("used")}</Th>
            </tr>
          </thead>
          <tbody>
            {list.items.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}
