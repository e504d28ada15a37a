import "server-only";
import { and, asc, count, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  onetEmergingTasks,
  onetGwaRatings,
  onetGwas,
  onetSkillRatings,
  onetSkills,
  onetTasks,
  onetTechnologies,
  onetTitles,
} from "@/db/schema";
import { resolveElementExposure } from "@/lib/exposure/exposure-resolution";
import { getRelatedOccupations } from "@/lib/onet/queries/occupation-details";
import type {
  OccupationActivityRow,
  OccupationContent,
  OccupationPageQuery,
  OccupationTab,
  Paged,
} from "../schema";
import { type OpenReference, occupationExposures } from "./open-reference";
import { readTaskRows } from "./task-rows";

const rowsPerPage = 100;

/** What a part of an occupation's page is read from. */
interface Place {
  readonly tx: Tx;
  readonly open: OpenReference;
  readonly code: string;
  readonly query: OccupationPageQuery;
}

const readers: Readonly<Record<OccupationTab, (place: Place) => Promise<OccupationContent>>> = {
  tasks: readTasks,
  activities: readActivities,
  skills: readSkills,
  technologies: readTechnologies,
  related: readRelated,
  titles: readTitles,
};

export function readOccupationContent(place: Place): Promise<OccupationContent> {
  return readers[place.query.tab](place);
}

async function readTasks({ tx, open, code }: Place): Promise<OccupationContent> {
  const { release, source, reference } = open;
  const ids = await tx
    .select({ taskId: onetTasks.taskId })
    .from(onetTasks)
    .where(and(eq(onetTasks.release, release), eq(onetTasks.code, code)))
    .orderBy(sql`${onetTasks.importance} desc nulls last`, asc(onetTasks.taskId));
  const tasks = await readTaskRows(
    tx,
    reference,
    source,
    ids.map(({ taskId }) => taskId),
  );
  const emerging = await tx
    .select({
      position: onetEmergingTasks.position,
      statement: onetEmergingTasks.statement,
      category: onetEmergingTasks.category,
      originalTaskId: onetEmergingTasks.originalTaskId,
    })
    .from(onetEmergingTasks)
    .where(and(eq(onetEmergingTasks.release, release), eq(onetEmergingTasks.code, code)))
    .orderBy(asc(onetEmergingTasks.position));
  return { tab: "tasks", tasks, emerging };
}

async function readActivities({ tx, open, code, query }: Place): Promise<OccupationContent> {
  const { release, source, facts, reference } = open;
  const { activities, lookup, activityNames } = reference;
  const { activities: weighed, siblings } = activities.activitiesOf(code);
  const total = weighed.reduce((sum, { level, weight }) => sum + (level === "dwa" ? weight : 0), 0);
  const rows = weighed.map(({ id, level, weight, exposure, exposureLevel }): OccupationActivityRow => {
    const isKnown = exposure !== null && exposureLevel !== null;
    return {
      id,
      level,
      name: activityNames.get(id) ?? id,
      share: total > 0 ? weight / total : 0,
      exposure: isKnown ? { value: exposure, level: exposureLevel } : null,
    };
  });
  const ratings = await tx
    .select({
      id: onetGwas.id,
      name: onetGwas.name,
      importance: onetGwaRatings.importance,
      level: onetGwaRatings.level,
      suppress: onetGwaRatings.suppress,
      notRelevant: onetGwaRatings.notRelevant,
    })
    .from(onetGwaRatings)
    .innerJoin(
      onetGwas,
      and(eq(onetGwas.release, onetGwaRatings.release), eq(onetGwas.id, onetGwaRatings.gwaId)),
    )
    .where(and(eq(onetGwaRatings.release, release), eq(onetGwaRatings.code, code)))
    .orderBy(sql`${onetGwaRatings.importance} desc nulls last`, asc(onetGwas.id));
  const behind = (activities.profileOf(code)?.tasks ?? []).filter(
    ({ dwaIds }) => query.open !== undefined && dwaIds.includes(query.open),
  );
  const tasks = await readTaskRows(
    tx,
    reference,
    source,
    behind.map(({ taskId }) => Number(taskId)),
  );
  return {
    tab: "activities",
    activities: rows,
    ratings: ratings.map((rating) => ({ ...rating, exposure: resolveElementExposure(lookup, rating.id) })),
    siblings: (siblings?.codes ?? []).map((sibling) => ({
      code: sibling,
      title: facts.get(sibling)?.title ?? sibling,
    })),
    open: query.open !== undefined && tasks.length > 0 ? { id: query.open, tasks } : null,
  };
}

async function readSkills({ tx, open, code }: Place): Promise<OccupationContent> {
  const skills = await tx
    .select({
      id: onetSkills.id,
      name: onetSkills.name,
      importance: onetSkillRatings.importance,
      level: onetSkillRatings.level,
      suppress: onetSkillRatings.suppress,
      notRelevant: onetSkillRatings.notRelevant,
    })
    .from(onetSkillRatings)
    .innerJoin(
      onetSkills,
      and(eq(onetSkills.release, onetSkillRatings.release), eq(onetSkills.id, onetSkillRatings.skillId)),
    )
    .where(and(eq(onetSkillRatings.release, open.release), eq(onetSkillRatings.code, code)))
    .orderBy(sql`${onetSkillRatings.importance} desc nulls last`, asc(onetSkills.name));
  return { tab: "skills", skills };
}

/** Of a page that a link asks for, the one there is, and where it begins. */
function pageWithin(total: number, wanted: number): Omit<Paged<never>, "rows"> & { readonly offset: number } {
  const pageCount = Math.max(1, Math.ceil(total / rowsPerPage));
  const page = Math.min(wanted, pageCount);
  return { total, page, pageCount, offset: (page - 1) * rowsPerPage };
}

async function readTechnologies({ tx, open, code, query }: Place): Promise<OccupationContent> {
  const here = and(eq(onetTechnologies.release, open.release), eq(onetTechnologies.code, code));
  const [counted] = await tx.select({ total: count() }).from(onetTechnologies).where(here);
  const { offset, ...paging } = pageWithin(counted?.total ?? 0, query.page);
  const rows = await tx
    .select({
      name: onetTechnologies.name,
      hot: onetTechnologies.hot,
      inDemand: onetTechnologies.inDemand,
    })
    .from(onetTechnologies)
    .where(here)
    .orderBy(desc(onetTechnologies.inDemand), desc(onetTechnologies.hot), asc(onetTechnologies.name))
    .limit(rowsPerPage)
    .offset(offset);
  return { tab: "technologies", list: { rows, ...paging } };
}

async function readTitles({ tx, open, code, query }: Place): Promise<OccupationContent> {
  const here = and(eq(onetTitles.release, open.release), eq(onetTitles.code, code));
  const [counted] = await tx.select({ total: count() }).from(onetTitles).where(here);
  const { offset, ...paging } = pageWithin(counted?.total ?? 0, query.page);
  const rows = await tx
    .select({ title: onetTitles.title, kind: onetTitles.kind })
    .from(onetTitles)
    .where(here)
    .orderBy(asc(onetTitles.title), asc(onetTitles.kind))
    .limit(rowsPerPage)
    .offset(offset);
  return { tab: "titles", list: { rows, ...paging } };
}

async function readRelated({ tx, open, code }: Place): Promise<OccupationContent> {
  const { release, facts, reference } = open;
  const related = (await getRelatedOccupations(tx, release, [code])).get(code) ?? [];
  const exposures = occupationExposures(reference, facts.keys());
  return {
    tab: "related",
    related: related.map((row) => ({ ...row, exposure: exposures.get(row.code) ?? null })),
  };
}
