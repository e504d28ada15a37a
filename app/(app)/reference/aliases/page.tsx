import { getTranslations } from "next-intl/server";
import { SearchForm } from "@/components/forms/search-form";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";
import { TabLink } from "@/components/ui/tab-link";
import { may } from "@/lib/auth/context";
import { type LinkParams, readQuery } from "@/lib/http/link-query";
import { openPage } from "@/lib/http/page";
import { listAliases } from "@/lib/memory/queries/list-aliases";
import { AliasQuery, aliasStates } from "@/lib/memory/schema";
import { AreaFrame, NoReferenceData } from "../area-frame";
import { orNoData } from "../or-no-data";
import { AliasTable } from "./alias-table";

export async function generateMetadata() {
  return { title: (await getTranslations("reference.areas"))("aliases") };
}

function hrefOf(query: Partial<AliasQuery>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "" && !(name === "state" && value === "live"))
      params.set(name, value);
  }
  return params.size > 0 ? `/reference/aliases?${params}` : "/reference/aliases";
}

export default async function AliasesPage({ searchParams }: { searchParams: Promise<LinkParams> }) {
  const { ctx } = await openPage("/reference/aliases");
  const t = await getTranslations("aliases");
  const { query, isDamaged } = readQuery(AliasQuery, await searchParams);
  const page = await orNoData(listAliases(ctx, query));
  const { q, state } = query;
  return (
    <AreaFrame area="aliases" description={t("description")} isDamaged={isDamaged}>
      <nav aria-label={t("stateLabel")} className="mb-3 flex flex-wrap gap-1">
        {aliasStates.map((each) => (
          <TabLink key={each} href={hrefOf({ q, state: each })} isCurrent={each === state}>
            {t(`state.${each}`)}
          </TabLink>
        ))}
      </nav>
      <SearchForm
        action="/reference/aliases"
        label={t("searchLabel")}
        search={{ label: t("search"), hint: t("searchHint") }}
        q={q ?? ""}
        className="mb-4"
      >
        {state === "live" ? null : <input type="hidden" name="state" value={state} />}
      </SearchForm>
      {page === null ? <NoReferenceData /> : null}
      {page?.items.length === 0 ? (
        <EmptyState title={t(`empty.${state}.title`)}>{t(`empty.${state}.body`)}</EmptyState>
      ) : null}
      {page && page.items.length > 0 ? (
        <AliasTable aliases={page.items} release={page.release} mayManage={may(ctx, "alias:manage")} />
      ) : null}
      {page?.nextCursor ? (
        <nav aria-label={t("pages")} className="mt-4 flex justify-center">
          <ButtonLink href={hrefOf({ q, state, after: page.nextCursor })}>{t("nextPage")}</ButtonLink>
        </nav>
      ) : null}
    </AreaFrame>
  );
}
