import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { SearchForm } from "@/components/forms/search-form";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";
import { SelectField } from "@/components/ui/field";
import { socMajorGroups } from "@/lib/analysis/soc-major-groups";
import type { Ctx } from "@/lib/auth/context";
import { type LinkParams, readQuery } from "@/lib/http/link-query";
import { openPage } from "@/lib/http/page";
import { listOccupations } from "@/lib/reference/queries/list-occupations";
import { OccupationsQuery } from "@/lib/reference/schema";
import { AreaFrame, NoReferenceData } from "./area-frame";
import { Attribution, BasisLine } from "./basis";
import { OccupationTable } from "./occupation-table";
import { orNoData } from "./or-no-data";

export async function generateMetadata() {
  return { title: (await getTranslations("reference"))("title") };
}

// The rows wait under Suspense and not behind a loading.tsx, which would answer 200 before the door is checked.
export default async function ReferencePage({ searchParams }: { searchParams: Promise<LinkParams> }) {
  const { ctx } = await openPage("/reference");
  const t = await getTranslations("reference.occupations");
  const { query, isDamaged } = readQuery(OccupationsQuery, await searchParams);
  return (
    <AreaFrame area="occupations" description={t("description")} isDamaged={isDamaged}>
      <Filter query={query} />
      <Suspense fallback={<PageSkeleton />}>
        <Occupations ctx={ctx} query={query} />
      </Suspense>
    </AreaFrame>
  );
}

function isNarrowed({ q, zone, group }: OccupationsQuery): boolean {
  return q.trim() !== "" || zone !== undefined || group !== undefined;
}

async function Filter({ query }: { query: OccupationsQuery }) {
  const t = await getTranslations("reference.occupations");
  const groupText = await getTranslations("reference.majorGroup");
  const { q, zone, group, sort, dir } = query;
  return (
    <SearchForm
      action="/reference"
      label={t("filter")}
      search={{ label: t("search"), hint: t("searchHint") }}
      q={q}
      className="mb-4 flex flex-wrap items-start gap-3"
    >
      {sort ? <input type="hidden" name="sort" value={sort} /> : null}
      {dir ? <input type="hidden" name="dir" value={dir} /> : null}
      <SelectField
        key={`zone ${zone}`}
        label={t("zone")}
        name="zone"
        defaultValue={zone ?? ""}
        className="w-36"
      >
        <option value="">{t("anyZone")}</option>
        {[1, 2, 3, 4, 5].map((each) => (
          <option key={each} value={each}>
            {t("zoneOption", { zone: each })}
          </option>
        ))}
      </SelectField>
      <SelectField
        key={`group ${group}`}
        label={groupText("label")}
        name="group"
        defaultValue={group ?? ""}
        className="w-72 max-w-full"
      >
        <option value="">{groupText("any")}</option>
        {Object.entries(socMajorGroups).map(([code, name]) => (
          <option key={code} value={code}>
            {groupText("option", { code, name })}
          </option>
        ))}
      </SelectField>
      <Button type="submit" className="mt-6">
        {t("apply")}
      </Button>
      {isNarrowed(query) ? (
        <Link className="mt-8 text-accent text-sm underline underline-offset-2" href="/reference">
          {t("clear")}
        </Link>
      ) : null}
    </SearchForm>
  );
}

async function Occupations({ ctx, query }: { ctx: Ctx; query: OccupationsQuery }) {
  const t = await getTranslations("reference.occupations");
  const found = await orNoData(listOccupations(ctx, query));
  if (found === null) return <NoReferenceData />;
  const { list, occupationCount, release, source } = found;
  return (
    <>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p role="status" className="font-medium text-sm">
          {t("found", {
            total: list.total,
            narrowed: isNarrowed(query) ? "yes" : "no",
            all: occupationCount,
          })}
        </p>
        <BasisLine release={release} source={source} />
      </div>
      {list.total === 0 ? (
        <EmptyState
          title={t("nothing")}
          action={<ButtonLink href="/reference">{t("clearFilter")}</ButtonLink>}
        >
          {query.q.trim() === "" ? t("nothingFiltered") : t("nothingBody", { q: query.q })}
        </EmptyState>
      ) : (
        <OccupationTable query={query} found={found} />
      )}
      <Attribution release={release} wageYear={list.rows.find(({ wage }) => wage !== null)?.wage?.year} />
    </>
  );
}
