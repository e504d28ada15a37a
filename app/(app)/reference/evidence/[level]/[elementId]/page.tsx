import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Score } from "@/components/analysis/score";
import { OverrideText } from "@/components/exposure/override-text";
import { PageHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { Tile } from "@/components/ui/tile";
import { exposureLevels } from "@/db/enums";
import { may } from "@/lib/auth/context";
import type { OverrideNote } from "@/lib/exposure/schema";
import { type LinkParams, readQuery } from "@/lib/http/link-query";
import { openPage, orNotFound } from "@/lib/http/page";
import { evidenceHref, hrefOf, occupationHref } from "@/lib/reference/links";
import { getEvidence } from "@/lib/reference/queries/evidence";
import { type EvidencePage, EvidenceQuery } from "@/lib/reference/schema";
import { NoReferenceData } from "../../../area-frame";
import { Attribution } from "../../../basis";
import { ExposureOrigin } from "../../../exposure-value";
import { orNoData } from "../../../or-no-data";
import { PageLinks } from "../../../page-links";
import { TaskTable } from "../../../task-table";
import { SourceCard } from "./source-card";
import { OtherScores, SourceScores } from "./source-scores";

export async function generateMetadata() {
  return { title: (await getTranslations("reference.evidence"))("title") };
}

// Read before anything is sent, so that an element that is not there answers 404.
export default async function EvidenceScreen({
  params,
  searchParams,
}: {
  params: Promise<{ level: string; elementId: string }>;
  searchParams: Promise<LinkParams>;
}) {
  const { ctx } = await openPage("/reference/evidence/[level]/[elementId]");
  const t = await getTranslations("reference");
  const { level: text, elementId } = await params;
  const { query, isDamaged } = readQuery(EvidenceQuery, await searchParams);
  const level = exposureLevels.find((each) => each === text);
  if (level === undefined || !/^[\w.]{1,60}$/.test(elementId)) notFound();
  const page = await orNoData(orNotFound(getEvidence(ctx, { level, id: elementId, ...query })));
  if (page === null) return <NoReferenceData />;
  const { element, beneath, release } = page;
  const name = element.name ?? t("evidence.taskName", { id: element.id });
  return (
    <>
      <PageHeader title={name} description={t("evidence.title")} />
      {isDamaged ? (
        <div className="mb-4">
          <Notice tone="warn">{t("damagedLink")}</Notice>
        </div>
      ) : null}
      <Place page={page} />
      <Value page={page} />
      <OwnFigures page={page} mayOpen={may(ctx, "reference:choose")} />
      <SourceScores page={page} />
      <SourceCard page={page} />
      <OtherScores page={page} />
      {beneath === null ? null : (
        <section className="mt-8">
          <h2 className="font-semibold text-lg">{t("evidence.beneath")}</h2>
          <p className="mb-2 max-w-prose text-ink-soft text-sm">
            {t("evidence.beneathBody", {
              scored: beneath.scoredCount,
              total: beneath.taskCount,
              occupations: beneath.occupationCount,
            })}
          </p>
          <TaskTable label={t("evidence.beneath")} tasks={beneath.tasks.rows} source={query.source} />
          <PageLinks
            list={beneath.tasks}
            hrefOf={(number) => hrefOf(evidenceHref({ level, id: elementId }), query, { page: number })}
          />
        </section>
      )}
      <Attribution release={release} />
    </>
  );
}

const linkClasses = "inline-flex min-h-6 items-center text-accent underline underline-offset-2";

/** Whose task it is, and the activities it stands under. */
async function Place({ page: { element, occupation, above } }: { page: EvidencePage }) {
  const t = await getTranslations("reference.evidence");
  return (
    <dl className="mb-4 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[8rem_minmax(0,1fr)]">
      <dt className="text-ink-soft">{t(`levels.${element.level}`)}</dt>
      <dd>{element.id}</dd>
      {occupation === null ? null : (
        <>
          <dt className="text-ink-soft">{t("of")}</dt>
          <dd>
            <Link className={linkClasses} href={occupationHref(occupation.code)} prefetch={false}>
              {occupation.title}
            </Link>
          </dd>
        </>
      )}
      {above.length === 0 ? null : (
        <>
          <dt className="text-ink-soft">{element.level === "task" ? t("leadsTo") : t("within")}</dt>
          <dd>
            <ul className="flex flex-col gap-0.5">
              {above.map(({ id, level, name }) => (
                <li key={id}>
                  <Link
                    className={linkClasses}
                    href={hrefOf("/reference/activities", { open: id })}
                    prefetch={false}
                  >
                    {name}
                  </Link>{" "}
                  <span className="text-ink-soft text-xs">{t(`levels.${level}`)}</span>
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
    </dl>
  );
}

/** Who set what stands in the place of the source's figure, and why. */
async function OwnFigures({ page, mayOpen }: { page: EvidencePage; mayOpen: boolean }) {
  const t = await getTranslations("reference.evidence");
  const { element, above, overrides } = page;
  const nameOf = ({ elementId }: OverrideNote) =>
    above.find(({ id }) => id === elementId)?.name ?? element.name ?? t("taskName", { id: elementId });
  return overrides.map((note) => (
    <div key={note.id} className="mb-4 max-w-prose">
      <Notice>
        <OverrideText note={note} element={nameOf(note)} mayOpen={mayOpen} />
      </Notice>
    </div>
  ));
}

/** What it comes to, and from which level. */
async function Value({ page: { element, exposure } }: { page: EvidencePage }) {
  const t = await getTranslations("reference.evidence");
  const exposureText = await getTranslations("reference.exposure");
  return (
    <dl className="mb-6 grid max-w-md">
      <Tile
        label={t("value")}
        value={exposure === null ? exposureText("unknown") : <Score value={exposure.value} />}
      >
        <ExposureOrigin exposure={exposure} level={element.level} />
      </Tile>
    </dl>
  );
}
