import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { SearchForm } from "@/components/forms/search-form";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState, PageHeader } from "@/components/ui/card";
import { SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { type Ctx, may } from "@/lib/auth/context";
import { type LinkParams, readQuery } from "@/lib/http/link-query";
import { openPage } from "@/lib/http/page";
import { listProfiles } from "@/lib/profiles/queries/list-profiles";
import { ProfilesQuery } from "@/lib/profiles/schema";
import { ProfileTable } from "./profile-table";

export async function generateMetadata() {
  return { title: (await getTranslations("profiles"))("title") };
}

// The rows wait under Suspense and not behind a loading.tsx, which would answer 200 before the door is checked.
export default async function ProfilesPage({ searchParams }: { searchParams: Promise<LinkParams> }) {
  const { ctx } = await openPage("/profiles");
  const t = await getTranslations("profiles");
  const { erased, ...params } = await searchParams;
  const { query, isDamaged } = readQuery(ProfilesQuery, params);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          may(ctx, "profile:manage") ? (
            <ButtonLink variant="primary" href="/profiles/import">
              {t("import")}
            </ButtonLink>
          ) : null
        }
      />
      {isDamaged || erased ? (
        <div className="mb-4">
          <Notice tone={erased ? "good" : "warn"}>{t(erased ? "erased" : "damagedLink")}</Notice>
        </div>
      ) : null}
      <Filter query={query} />
      <Suspense fallback={<PageSkeleton />}>
        <People ctx={ctx} query={query} />
      </Suspense>
    </>
  );
}

const isNarrowed = ({ q, scored }: ProfilesQuery) => q.trim() !== "" || scored !== undefined;

async function Filter({ query }: { query: ProfilesQuery }) {
  const t = await getTranslations("profiles");
  const { q, scored, sort, dir } = query;
  return (
    <SearchForm
      action="/profiles"
      label={t("filter")}
      search={{ label: t("search"), hint: t("searchHint") }}
      q={q}
      className="mb-4 flex flex-wrap items-start gap-3"
    >
      {sort === "name" ? null : <input type="hidden" name="sort" value={sort} />}
      {dir ? <input type="hidden" name="dir" value={dir} /> : null}
      <SelectField
        key={`scored ${scored}`}
        label={t("scoredLabel")}
        name="scored"
        defaultValue={scored ?? ""}
        className="w-44"
      >
        <option value="">{t("anyScored")}</option>
        <option value="unscored">{t("unscored")}</option>
        <option value="scored">{t("scored")}</option>
      </SelectField>
      <Button type="submit" className="mt-6">
        {t("apply")}
      </Button>
      {isNarrowed(query) ? (
        <Link className="mt-8 text-accent text-sm underline underline-offset-2" href="/profiles">
          {t("clear")}
        </Link>
      ) : null}
    </SearchForm>
  );
}

async function People({ ctx, query }: { ctx: Ctx; query: ProfilesQuery }) {
  const t = await getTranslations("profiles");
  const found = await listProfiles(ctx, query);
  const { all, unscored } = found.counts;
  if (all === 0) {
    const action = may(ctx, "profile:manage") ? (
      <ButtonLink href="/profiles/import">{t("import")}</ButtonLink>
    ) : null;
    return (
      <EmptyState title={t("nobody")} action={action}>
        {t("nobodyBody")}
      </EmptyState>
    );
  }
  return (
    <>
      <p role="status" className="mb-3 font-medium text-sm">
        {t("found", { total: found.total, narrowed: isNarrowed(query) ? "yes" : "no", all, unscored })}
      </p>
      {found.total === 0 ? (
        <EmptyState title={t("nothing")} action={<ButtonLink href="/profiles">{t("clear")}</ButtonLink>}>
          {t("nothingBody")}
        </EmptyState>
      ) : (
        <ProfileTable query={query} found={found} />
      )}
    </>
  );
}
