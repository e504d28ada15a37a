import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/card";
import { type Ctx, may } from "@/lib/auth/context";
import { openPage, orNotFound } from "@/lib/http/page";
import type { Profile } from "@/lib/profiles/profile-views";
import { getProfile, listProfileVersions } from "@/lib/profiles/queries/get-profile";
import { listLinksOf, listLinkTargets } from "@/lib/profiles/queries/profile-links";
import { listScoresOf } from "@/lib/profiles/queries/score-history";
import { EraseButton } from "./erase-button";
import { FactsCard } from "./facts-card";
import { LinkSection } from "./link-section";
import { ModelText } from "./model-text";
import { RetentionForm } from "./retention-form";
import { ScoreHistory } from "./score-history";
import { VersionList } from "./version-list";

interface Props {
  readonly params: Promise<{ profileId: string }>;
}

export async function generateMetadata() {
  // The person's name stands on the page alone, and in no list of visited pages.
  return { title: (await getTranslations("profiles"))("title") };
}

export default async function PersonPage({ params }: Props) {
  const { ctx } = await openPage("/profiles/[profileId]");
  const { profileId } = await params;
  const profile = await orNotFound(getProfile(ctx, profileId));
  const t = await getTranslations("profiles.person");
  return (
    <>
      <PageHeader
        title={profile.content.name}
        description={profile.content.headline}
        actions={
          <>
            <ButtonLink href="/profiles">{t("back")}</ButtonLink>
            {may(ctx, "scoring:request") ? (
              <ButtonLink variant="primary" href={`/scoring/new?profile=${profile.id}`} prefetch={false}>
                {t("score")}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <ModelText content={profile.content} />
        <FactsCard profile={profile} />
      </div>
      <Suspense fallback={<PageSkeleton />}>
        <Rest ctx={ctx} profile={profile} />
      </Suspense>
    </>
  );
}

async function Rest({ ctx, profile }: { ctx: Ctx; profile: Profile }) {
  const t = await getTranslations("profiles.person");
  const mayManage = may(ctx, "profile:manage");
  const [scores, versions, links, targets] = await Promise.all([
    may(ctx, "scoring:read") ? listScoresOf(ctx, profile.id) : [],
    listProfileVersions(ctx, profile.id),
    listLinksOf(ctx, profile.id),
    mayManage ? listLinkTargets(ctx) : null,
  ]);
  return (
    <div className="mt-8 grid grid-cols-1 gap-8">
      <ScoreHistory scores={scores} />
      <LinkSection profileId={profile.id} links={links} targets={targets} />
      <VersionList versions={versions} />
      {mayManage ? (
        <section className="flex flex-wrap items-end justify-between gap-4 border-line border-t pt-6">
          <RetentionForm profileId={profile.id} retainUntil={profile.retainUntil} />
          <div className="flex flex-wrap gap-2">
            <a
              className="inline-flex min-h-10 items-center rounded-lg border border-line-strong bg-surface px-4 font-medium hover:bg-sunken"
              href={`/api/profiles/${profile.id}/export`}
              download
            >
              {t("export")}
            </a>
            {may(ctx, "profile:erase") ? (
              <EraseButton profileId={profile.id} name={profile.content.name} />
            ) : null}
          </div>
        </section>
      ) : null}
    </div>
  );
}
