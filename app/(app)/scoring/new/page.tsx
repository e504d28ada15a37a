import { randomUUID } from "node:crypto";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { z } from "zod";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState, PageHeader } from "@/components/ui/card";
import { may } from "@/lib/auth/context";
import { openPage, orNotFound } from "@/lib/http/page";
import { findProvider } from "@/lib/llm/provider";
import { getNewScoring } from "@/lib/scoring/queries/new-scoring";
import { listTemplateChoices } from "@/lib/scoring/queries/template-choices";
import { AreaNav } from "../area-nav";
import { ProviderNotice } from "../provider-notice";
import { NewScoringForm } from "./new-scoring-form";

export async function generateMetadata() {
  return { title: (await getTranslations("scoring"))("new.title") };
}

const isId = (text: string) => z.uuid().safeParse(text).success;

/** `?profile=` may repeat, and may hold several ids with commas between them. */
function idsOf(value: string | string[] | undefined): string[] {
  const texts = Array.isArray(value) ? value : [value ?? ""];
  return [...new Set(texts.flatMap((text) => text.split(",")))].filter(isId);
}

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? "";

export default async function NewScoringPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx } = await openPage("/scoring/new");
  const t = await getTranslations("scoring.new");
  const params = await searchParams;
  const candidateId = first(params.candidate);
  const [choices, templates] = await Promise.all([
    orNotFound(
      getNewScoring(ctx, {
        profileIds: idsOf(params.profile),
        ...(isId(candidateId) ? { candidateId } : {}),
      }),
    ),
    listTemplateChoices(ctx),
  ]);
  const isConfigured = findProvider() !== undefined;
  const { candidate, profileCount } = choices;
  return (
    <>
      <PageHeader
        title={candidate === null ? t("title") : t("leadTitle", { name: candidate.name })}
        description={t(candidate === null ? "description" : "leadDescription")}
      />
      <AreaNav current="scorings" />
      {isConfigured ? null : <ProviderNotice mayConfigure={may(ctx, "model:settings")} />}
      {profileCount === 0 ? (
        <EmptyState
          title={t("noProfilesTitle")}
          action={
            <ButtonLink variant="primary" href="/profiles">
              {t("noProfilesAction")}
            </ButtonLink>
          }
        >
          {t("noProfilesBody")}
        </EmptyState>
      ) : (
        <NewScoringForm
          choices={choices}
          templates={templates}
          search={{ query: first(params.q), isUnscored: first(params.unscored) === "yes" }}
          formKey={randomUUID()}
          isConfigured={isConfigured}
        />
      )}
    </>
  );
}
