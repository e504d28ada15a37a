import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { SortedTh } from "@/components/analysis/sorted-th";
import { toneOfOutcome } from "@/components/profiles/outcome-tone";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th } from "@/components/ui/table";
import type { ProfilePage, ProfileRow } from "@/lib/profiles/profile-views";
import type { ProfilesQuery, profileSorts } from "@/lib/profiles/schema";
import { hrefOf } from "@/lib/reference/links";

type Sort = (typeof profileSorts)[number];

/** A date without a time: in UTC, as it was set. */
const dayFormat = { dateStyle: "medium", timeZone: "UTC" } as const;

function Position({ row }: { row: ProfileRow }) {
  const t = useTranslations("profiles.table");
  const { currentTitle: title, currentCompany: company, headline } = row;
  if (title && company) return t("at", { title, company });
  return title ?? headline ?? company;
}

function LatestScore({ row }: { row: ProfileRow }) {
  const t = useTranslations("profiles.table");
  const outcomeText = useTranslations("profiles.outcome");
  const score = row.latestScore;
  if (score === null) return <span className="text-ink-soft">{t("noScore")}</span>;
  const { overall, scaleMax, outcome, templateName, jobId } = score;
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Link
        className="inline-flex min-h-6 items-center text-accent tabular-nums underline-offset-2 hover:underline"
        href={`/scoring/jobs/${jobId}`}
        prefetch={false}
        title={templateName}
      >
        {overall === null ? t("noTotal") : t("scoreOf", { overall, max: scaleMax })}
      </Link>
      {outcome === null ? null : <Badge tone={toneOfOutcome[outcome]}>{outcomeText(outcome)}</Badge>}
    </span>
  );
}

function Row({ row }: { row: ProfileRow }) {
  const format = useFormatter();
  return (
    <tr>
      <Td className="font-medium">
        <Link
          className="inline-flex min-h-6 items-center text-accent underline-offset-2 hover:underline"
          href={`/profiles/${row.id}`}
          prefetch={false}
        >
          {row.name}
        </Link>
        <span className="block font-normal text-ink-soft text-xs">{row.externalId}</span>
      </Td>
      <Td>
        <Position row={row} />
      </Td>
      <Td>
        <LatestScore row={row} />
      </Td>
      <Td className="whitespace-nowrap">{format.dateTime(row.updatedAt, { dateStyle: "medium" })}</Td>
      <Td className="whitespace-nowrap">{format.dateTime(new Date(row.retainUntil), dayFormat)}</Td>
    </tr>
  );
}

/** One page of the people that search and filter leave. */
export function ProfileTable({ query, found }: { query: ProfilesQuery; found: ProfilePage }) {
  const t = useTranslations("profiles.table");
  const p = useTranslations("profiles.pages");
  const { rows, page, pageCount } = found;
  const usual = { sort: "name" };
  const sortedBy = (sort: Sort) => {
    const first = sort === "updated" ? "desc" : "asc";
    const direction = query.sort === sort ? (query.dir ?? first) : undefined;
    const dir = direction === undefined ? undefined : direction === "asc" ? "desc" : "asc";
    return { href: hrefOf("/profiles", query, { sort, dir: dir ?? null }, usual), direction };
  };
  return (
    <>
      <Table label={t("label")}>
        <thead>
          <tr>
            <SortedTh label={t("name")} {...sortedBy("name")} />
            <Th>{t("position")}</Th>
            <Th>{t("score")}</Th>
            <SortedTh label={t("updated")} {...sortedBy("updated")} />
            <SortedTh label={t("retention")} {...sortedBy("retention")} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </Table>
      {pageCount === 1 ? null : (
        <nav aria-label={p("label")} className="mt-4 flex items-center justify-center gap-3">
          {page > 1 ? (
            <ButtonLink href={hrefOf("/profiles", query, { page: page - 1 }, usual)}>
              {p("previous")}
            </ButtonLink>
          ) : null}
          <span className="text-sm">{p("page", { page, pages: pageCount })}</span>
          {page < pageCount ? (
            <ButtonLink href={hrefOf("/profiles", query, { page: page + 1 }, usual)}>{p("next")}</ButtonLink>
          ) : null}
        </nav>
      )}
    </>
  );
}
