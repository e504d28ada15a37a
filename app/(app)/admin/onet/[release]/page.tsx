import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { PageHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { type Ctx, may } from "@/lib/auth/context";
import { openPage, orNotFound } from "@/lib/http/page";
import { previewCarryOver } from "@/lib/onet/queries/carry-over";
import { findReleaseInUse, getRelease } from "@/lib/onet/queries/list-releases";
import { getReleaseReport } from "@/lib/onet/queries/release-report";
import type { MovesQuery } from "@/lib/onet/release-moves";
import { ReleaseAge } from "../release-in-use";
import { CarryOverCard } from "./carry-over-card";
import { ChangesCard } from "./changes-card";
import { Moves } from "./moves";
import { loadMovesQuery } from "./search-params";
import { TakeReleaseButton } from "./take-release-button";

type Params = Promise<{ release: string }>;

export async function generateMetadata({ params }: { params: Params }) {
  const release = decodeURIComponent((await params).release);
  return { title: (await getTranslations("onet.release"))("title", { release }) };
}

export default async function ReleasePage({
  params,
  searchParams,
}: {
  params: Params;
  searchParams: Promise<SearchParams>;
}) {
  const { ctx } = await openPage("/admin/onet/[release]");
  const t = await getTranslations("onet");
  const release = await orNotFound(getRelease(ctx, decodeURIComponent((await params).release)));
  const query = await loadMovesQuery(searchParams);
  const inUse = await findReleaseInUse(ctx);
  return (
    <>
      <p className="mb-2 text-sm">
        <Link className="text-accent underline underline-offset-2" href="/admin/onet">
          {t("release.back")}
        </Link>
      </p>
      <PageHeader
        title={t("release.title", { release: release.release })}
        description={<ReleaseAge release={release} now={new Date()} />}
      />
      {release.isInUse ? (
        <Notice tone="good">{t("release.isInUse")}</Notice>
      ) : (
        <Suspense fallback={<PageSkeleton />}>
          <Instead ctx={ctx} from={inUse} to={release.release} query={query} />
        </Suspense>
      )}
      <p className="mt-8 max-w-prose text-ink-soft text-sm">
        {t("attribution", { release: release.release })}
      </p>
    </>
  );
}

/** What taking the release into use means: for decisions, in O*NET, and for the figures. */
async function Instead({ ctx, from, to, query }: { ctx: Ctx; from: string; to: string; query: MovesQuery }) {
  const t = await getTranslations("onet.release");
  const preview = await previewCarryOver(ctx, to);
  return (
    <div className="grid gap-8">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <p className="max-w-prose">{t("instead", { inUse: from })}</p>
        {may(ctx, "reference:choose") ? (
          <TakeReleaseButton release={to} inUse={from} preview={preview} />
        ) : (
          <p className="text-ink-soft text-sm">{t("onlyAdmins")}</p>
        )}
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <CarryOverCard preview={preview} release={to} />
        <Suspense fallback={<PageSkeleton />}>
          <Changes ctx={ctx} from={from} to={to} />
        </Suspense>
      </div>
      <Suspense key={JSON.stringify(query)} fallback={<PageSkeleton />}>
        <Moves ctx={ctx} release={to} query={query} />
      </Suspense>
    </div>
  );
}

async function Changes({ ctx, from, to }: { ctx: Ctx; from: string; to: string }) {
  return <ChangesCard report={await getReleaseReport(ctx, { from, to })} />;
}
