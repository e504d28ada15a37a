import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import { occupationHref } from "@/lib/reference/links";
import type { OccupationContent, OccupationPage, SkillRow } from "@/lib/reference/schema";
import { ExposureLink, ShortCoverage } from "../exposure-value";
import { PageLinks } from "../page-links";
import { TaskTable } from "../task-table";
import { ActivitiesPart } from "./activities-part";
import { RatingMarks } from "./rating-marks";

type Part<T extends OccupationContent["tab"]> = Extract<OccupationContent, { readonly tab: T }>;

function TasksPart({ page, content }: { page: OccupationPage; content: Part<"tasks"> }) {
  const t = useTranslations("reference.occupation.tasks");
  const { tasks, emerging } = content;
  const lacksRatings = tasks.every(({ relevance, frequency }) => relevance === null && frequency === null);
  return (
    <>
      {tasks.length === 0 ? (
        <EmptyState title={page.exposure.siblings === null ? t("none") : t("noneSiblings")} />
      ) : (
        <TaskTable label={t("label")} tasks={tasks} source={page.lens} />
      )}
      {tasks.length > 0 && lacksRatings ? (
        <p className="mt-2 text-ink-soft text-sm">{t("noRelevance")}</p>
      ) : null}
      {emerging.length > 0 ? (
        <section className="mt-6">
          <h2 className="font-semibold text-lg">{t("emerging")}</h2>
          <p className="mb-2 text-ink-soft text-sm">{t("emergingBody")}</p>
          <ul className="flex list-disc flex-col gap-1 pl-5 text-sm">
            {emerging.map(({ position, statement, category, originalTaskId }) => (
              <li key={position}>
                {category === "revision" && originalTaskId !== null
                  ? t("revision", { id: String(originalTaskId), statement })
                  : t("newTask", { statement })}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function SkillsPart({ skills }: { skills: readonly SkillRow[] }) {
  const t = useTranslations("reference.occupation");
  if (skills.length === 0) return <EmptyState title={t("skills.none")} />;
  const rating = (value: number | null) => (value === null ? t("notRated") : t("rating", { value }));
  return (
    <Table label={t("skills.label")}>
      <thead>
        <tr>
          <Th>{t("skills.skill")}</Th>
          <Th className="text-right">{t("skills.importance")}</Th>
          <Th className="text-right">{t("skills.level")}</Th>
          <Th>{t("skills.marks")}</Th>
        </tr>
      </thead>
      <tbody>
        {skills.map((skill) => (
          <tr key={skill.id}>
            <Td className="font-medium">{skill.name}</Td>
            <Td className="text-right">{rating(skill.importance)}</Td>
            <Td className="text-right">{rating(skill.level)}</Td>
            <Td>
              <RatingMarks {...skill} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function TechnologiesPart({
  page: { facts, lens },
  content: { list },
}: {
  page: OccupationPage;
  content: Part<"technologies">;
}) {
  const t = useTranslations("reference.occupation.technologies");
  if (list.total === 0) return <EmptyState title={t("none")} />;
  return (
    <>
      <p className="mb-2 text-ink-soft text-sm">{t("count", { count: list.total })}</p>
      <Table label={t("label")}>
        <thead>
          <tr>
            <Th>{t("name")}</Th>
            <Th>{t("marks")}</Th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map(({ name, hot, inDemand }) => (
            <tr key={name}>
              <Td className="font-medium">{name}</Td>
              <Td>
                <span className="flex flex-wrap gap-1">
                  {inDemand ? (
                    <Badge tone="good" title={t("inDemandTitle")}>
                      {t("inDemand")}
                    </Badge>
                  ) : null}
                  {hot ? (
                    <Badge tone="accent" title={t("hotTitle")}>
                      {t("hot")}
                    </Badge>
                  ) : null}
                </span>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <PageLinks
        list={list}
        hrefOf={(page) => occupationHref(facts.code, { tab: "technologies", page, source: lens })}
      />
    </>
  );
}

function RelatedPart({ lens, content: { related } }: { lens: string | undefined; content: Part<"related"> }) {
  const t = useTranslations("reference.occupation.related");
  if (related.length === 0) return <EmptyState title={t("none")} />;
  return (
    <Table label={t("label")}>
      <thead>
        <tr>
          <Th>{t("occupation")}</Th>
          <Th>{t("code")}</Th>
          <Th>{t("tier")}</Th>
          <Th className="text-right">{t("exposure")}</Th>
          <Th>{t("coverage")}</Th>
        </tr>
      </thead>
      <tbody>
        {related.map(({ code, title, tier, position, exposure }) => (
          <tr key={position}>
            <Td className="font-medium">
              <Link
                className="inline-flex min-h-6 items-center text-accent underline-offset-2 hover:underline"
                prefetch={false}
                href={occupationHref(code)}
              >
                {title}
              </Link>
            </Td>
            <Td>{code}</Td>
            <Td>{t(`tiers.${tier}`)}</Td>
            <Td className="text-right">
              <ExposureLink
                value={exposure?.value ?? null}
                name={title}
                href={occupationHref(code, { tab: "activities", source: lens })}
              />
            </Td>
            <Td>{exposure === null ? null : <ShortCoverage exposure={exposure} />}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function TitlesPart({
  page: { facts, lens },
  content: { list },
}: {
  page: OccupationPage;
  content: Part<"titles">;
}) {
  const t = useTranslations("reference.occupation.titles");
  if (list.total === 0) return <EmptyState title={t("none")} />;
  return (
    <>
      <p className="mb-2 text-ink-soft text-sm">{t("count", { count: list.total })}</p>
      <Table label={t("label")}>
        <thead>
          <tr>
            <Th>{t("title")}</Th>
            <Th>{t("kind")}</Th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map(({ title, kind }) => (
            <tr key={`${kind} ${title}`}>
              <Td>{title}</Td>
              <Td>{t(`kinds.${kind}`)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <PageLinks
        list={list}
        hrefOf={(page) => occupationHref(facts.code, { tab: "titles", page, source: lens })}
      />
    </>
  );
}

/** The part of the occupation that its address asks for. */
export function OccupationPart({ page }: { page: OccupationPage }) {
  const { content } = page;
  switch (content.tab) {
    case "tasks":
      return <TasksPart page={page} content={content} />;
    case "activities":
      return <ActivitiesPart page={page} content={content} />;
    case "skills":
      return <SkillsPart skills={content.skills} />;
    case "technologies":
      return <TechnologiesPart page={page} content={content} />;
    case "related":
      return <RelatedPart lens={page.lens} content={content} />;
    case "titles":
      return <TitlesPart page={page} content={content} />;
    default:
      return content satisfies never;
  }
}
