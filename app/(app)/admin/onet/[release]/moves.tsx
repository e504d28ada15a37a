import Form from "next/form";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";
import { classes } from "@/components/ui/classes";
import { SelectField, TextField } from "@/components/ui/field";
import type { Ctx } from "@/lib/auth/context";
import { getReleaseDiff } from "@/lib/onet/queries/release-diff";
import {
  type MovesPage,
  type MovesQuery,
  moveScopes,
  moveViews,
  pageOfCandidates,
  pageOfOccupations,
  type ReleaseDiff,
} from "@/lib/onet/release-moves";
import { releaseHref } from "../release-table";
import { CandidateMoves, OccupationMoves } from "./moves-table";
import { movesHref } from "./search-params";

/** Which exposures would change, by how much and why; computed once and kept until something changes. */
export async function Moves({ ctx, release, query }: { ctx: Ctx; release: string; query: MovesQuery }) {
  const t = await getTranslations("onet.moves");
  const diff = await getReleaseDiff(ctx, release);
  return (
    <section aria-labelledby="moves">
      <h2 id="moves" className="font-semibold text-lg">
        {t("title")}
      </h2>
      <p className="mb-4 text-ink-soft text-sm">
        {t("source", { source: diff.source.name, version: diff.source.version })}
      </p>
      <ViewLinks release={release} query={query} />
      <MovesFilter release={release} query={query} />
      <View diff={diff} query={query} />
    </section>
  );
}

async function ViewLinks({ release, query }: { release: string; query: MovesQuery }) {
  const t = await getTranslations("onet.moves.views");
  return (
    <nav aria-label={t("label")} className="mb-4 flex flex-wrap gap-1 border-line border-b">
      {moveViews.map((view) => (
        <Link
          key={view}
          href={movesHref(release, query, { view })}
          scroll={false}
          prefetch={false}
          aria-current={query.view === view ? "true" : undefined}
          className={classes(
            "-mb-px border-b-2 px-3 py-2 text-sm",
            query.view === view
              ? "border-accent font-medium text-accent"
              : "border-transparent hover:bg-sunken",
          )}
        >
          {t(view)}
        </Link>
      ))}
    </nav>
  );
}

/** A form that only reads: its fields become the address, with or without JavaScript. */
async function MovesFilter({ release, query }: { release: string; query: MovesQuery }) {
  const t = await getTranslations("onet.moves.filter");
  const { view, sort, dir, by, scope } = query;
  return (
    <Form
      key={JSON.stringify(query)}
      action={releaseHref(release)}
      scroll={false}
      role="search"
      aria-label={t("label")}
      className="mb-4 flex flex-wrap items-end gap-3"
    >
      <input type="hidden" name="view" value={view} />
      <input type="hidden" name="sort" value={sort} />
      <input type="hidden" name="dir" value={dir} />
      <TextField
        label={t("by")}
        name="by"
        type="number"
        min={0}
        max={1}
        step={0.001}
        defaultValue={by}
        className="w-40"
      />
      {view === "occupations" ? (
        <SelectField label={t("scope")} name="scope" defaultValue={scope} className="w-64">
          {moveScopes.map((each) => (
            <option key={each} value={each}>
              {t(each)}
            </option>
          ))}
        </SelectField>
      ) : null}
      <Button type="submit">{t("apply")}</Button>
    </Form>
  );
}

async function View({ diff, query }: { diff: ReleaseDiff; query: MovesQuery }) {
  const t = await getTranslations("onet.moves.noCandidates");
  if (query.view === "occupations") {
    const page = pageOfOccupations(diff, query);
    return (
      <Found release={diff.to} query={query} page={page}>
        <OccupationMoves diff={diff} rows={page.items} query={query} />
      </Found>
    );
  }
  if (diff.candidates.length === 0) return <EmptyState title={t("title")}>{t("body")}</EmptyState>;
  const page = pageOfCandidates(diff, query);
  return (
    <Found release={diff.to} query={query} page={page}>
      <CandidateMoves diff={diff} rows={page.items} query={query} />
    </Found>
  );
}

async function Found({
  release,
  query,
  page,
  children,
}: {
  release: string;
  query: MovesQuery;
  page: Omit<MovesPage<unknown>, "items">;
  children: ReactNode;
}) {
  const t = await getTranslations("onet.moves");
  return (
    <>
      <p className="mb-2 text-ink-soft text-sm">
        {t(`total.${query.view}`, { count: page.total, by: query.by })}
      </p>
      {page.total === 0 ? <EmptyState title={t("nothing.title")}>{t("nothing.body")}</EmptyState> : children}
      <PageLinks release={release} query={query} page={page} />
    </>
  );
}

async function PageLinks({
  release,
  query,
  page,
}: {
  release: string;
  query: MovesQuery;
  page: Pick<MovesPage<unknown>, "page" | "pageCount">;
}) {
  const t = await getTranslations("onet.moves");
  if (page.pageCount <= 1) return null;
  return (
    <nav aria-label={t("pages")} className="mt-4 flex items-center justify-center gap-3">
      {page.page > 1 ? (
        <ButtonLink href={movesHref(release, query, { page: page.page - 1 })} scroll={false}>
          {t("previous")}
        </ButtonLink>
      ) : null}
      <span className="text-sm tabular-nums">{t("page", { page: page.page, count: page.pageCount })}</span>
      {page.page < page.pageCount ? (
        <ButtonLink href={movesHref(release, query, { page: page.page + 1 })} scroll={false}>
          {t("next")}
        </ButtonLink>
      ) : null}
    </nav>
  );
}
