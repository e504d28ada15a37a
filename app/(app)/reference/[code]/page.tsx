import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { PageHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { TabLink } from "@/components/ui/tab-link";
import type { Ctx } from "@/lib/auth/context";
import { type LinkParams, readQuery } from "@/lib/http/link-query";
import { openPage, orNotFound } from "@/lib/http/page";
import { parseOnetCode } from "@/lib/onet/codes";
import { hrefOf, occupationHref } from "@/lib/reference/links";
import { getOccupationPage } from "@/lib/reference/queries/occupation-page";
import { OccupationPageQuery, type OccupationTab, occupationTabs } from "@/lib/reference/schema";
import { NoReferenceData } from "../area-frame";
import { Attribution, BasisLine } from "../basis";
import { orNoData } from "../or-no-data";
import { FactTiles } from "./fact-tiles";
import { OccupationPart } from "./occupation-part";

interface OccupationProps {
  params: Promise<{ code: string }>;
  searchParams: Promise<LinkParams>;
}

/** The title and the page share one read. */
const readPage = cache((ctx: Ctx, code: string, query: string) =>
  getOccupationPage(ctx, { code, ...JSON.parse(query) }),
);

async function read({ params, searchParams }: OccupationProps) {
  const { ctx } = await openPage("/reference/[code]");
  const { code: text } = await params;
  const { query, isDamaged } = readQuery(OccupationPageQuery, await searchParams);
  const code = parseOnetCode(decodeURIComponent(text));
  if (code === null) notFound();
  if (code !== text) redirect(hrefOf(`/reference/${code}`, query, { page: query.page }, { tab: "tasks" }));
  const found = await orNoData(orNotFound(readPage(ctx, code, JSON.stringify(query))));
  return { found, query, isDamaged };
}

export async function generateMetadata(props: OccupationProps) {
  const { found } = await read(props);
  return { title: found?.facts.title ?? (await getTranslations("reference"))("title") };
}

function Tabs({
  code,
  lens,
  current,
  label,
  nameOf,
}: {
  code: string;
  lens: string | undefined;
  current: OccupationTab;
  label: string;
  nameOf: (tab: OccupationTab) => string;
}) {
  return (
    <nav aria-label={label} className="mt-6 mb-3 flex flex-wrap gap-1">
      {occupationTabs.map((tab) => (
        <TabLink
          key={tab}
          href={occupationHref(code, { tab, source: lens })}
          scroll={false}
          isCurrent={tab === current}
        >
          {nameOf(tab)}
        </TabLink>
      ))}
    </nav>
  );
}

// Read before anything is sent, so that a code that is not there answers 404.
export default async function OccupationPage(props: OccupationProps) {
  const { found, query, isDamaged } = await read(props);
  const t = await getTranslations("reference");
  if (found === null) return <NoReferenceData />;
  const { facts, description, release, source, lens } = found;
  return (
    <>
      <p className="mb-2 text-sm">
        <Link className="text-accent underline underline-offset-2" href="/reference">
          {t("occupation.back")}
        </Link>
      </p>
      <PageHeader
        title={
          <>
            {facts.title} <span className="whitespace-nowrap font-normal text-ink-soft">{facts.code}</span>
          </>
        }
        description={description ?? undefined}
      />
      {isDamaged ? (
        <div className="mb-4">
          <Notice tone="warn">{t("damagedLink")}</Notice>
        </div>
      ) : null}
      {description === null ? (
        <div className="mb-4 max-w-prose">
          <Notice>{t("occupation.noDescription")}</Notice>
        </div>
      ) : null}
      {lens === undefined ? null : (
        <div className="mb-4 max-w-prose">
          <Notice>
            {t("occupation.lens", { source: source.name, version: source.version })}{" "}
            <Link
              className="text-accent underline underline-offset-2"
              href={occupationHref(facts.code, { tab: query.tab })}
            >
              {t("occupation.noLens")}
            </Link>
          </Notice>
        </div>
      )}
      <FactTiles page={found} />
      <Tabs
        code={facts.code}
        lens={lens}
        current={query.tab}
        label={t("occupation.tabs.label")}
        nameOf={(tab) => t(`occupation.tabs.${tab}`)}
      />
      <OccupationPart page={found} />
      <div className="mt-6">
        <BasisLine release={release} source={source} isOwn={lens === undefined} />
      </div>
      <Attribution release={release} wageYear={facts.wage?.year} />
    </>
  );
}
