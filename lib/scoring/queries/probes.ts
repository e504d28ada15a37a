import "server-only";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import { profiles, scoringTemplates } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { type ProbeKind, ProbeReport } from "@/lib/scoring/probe-schema";
import type { ProbeList, ProbeRow, ProbeTemplate } from "@/lib/scoring/probe-views";
import type { ScoringCounts } from "@/lib/scoring/scoring-views";

const probesPerPage = 5;

/** As the driver gives it: moments of a raw statement come as text. */
interface ListedProbe extends Record<string, unknown> {
  readonly id: string;
  readonly kind: ProbeKind;
  readonly templateVersion: number;
  readonly requesterName: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
  readonly isOpen: boolean;
  readonly itemCount: number;
  readonly estimateHighNanos: number;
  readonly counts: Partial<ScoringCounts> | null;
  readonly report: unknown;
}

/** @throws AppError `not_found`, also for an id that is none */
export async function getProbeTemplate(ctx: Ctx, templateId: string): Promise<ProbeTemplate> {
  authorize(ctx, "scoring:read");
  if (!z.uuid().safeParse(templateId).success) throw notFound("template");
  const [template] = await inOrg(ctx, (tx) =>
    tx
      .select({
        id: scoringTemplates.id,
        name: scoringTemplates.name,
        publishedVersion: scoringTemplates.publishedVersion,
        profileCount: sql<number>`(select count(*)::int from profiles p where p.org_id = ${ctx.orgId})`,
      })
      .from(scoringTemplates)
      .where(and(eq(scoringTemplates.orgId, ctx.orgId), eq(scoringTemplates.id, templateId))),
  );
  if (!template) throw notFound("template");
  return template;
}

async function readProbes(tx: Tx, ctx: Ctx, condition: SQL, limit: number): Promise<ProbeRow[]> {
  const rows = await tx.execute<ListedProbe>(sql`
    with b as (select * from scoring_batches b
                where b.org_id = ${ctx.orgId} and b.kind in ('repeatability', 'fairness') and ${condition}
                order by b.created_at desc, b.id desc limit ${limit})
    select b.id, b.kind, b.template_version as "templateVersion", u.name as "requesterName",
           b.created_at as "createdAt", b.ended_at as "endedAt", b.item_count as "itemCount", b.report,
           b.estimate_high_nanos::float8 as "estimateHighNanos",
           exists (select from jobs j where j.org_id = b.org_id and j.kind = 'profiles.score'
                     and j.subject_id = b.id and j.finished_at is null and j.failed_at is null
                     and j.cancelled_at is null) as "isOpen",
           (select json_object_agg(status, count)
              from (select s.status, count(*) from scoring_jobs s
                     where s.org_id = b.org_id and s.batch_id = b.id group by s.status) each) as counts
      from b left join users u on u.id = b.requested_by
     order by b.created_at desc, b.id desc`);
  return rows.map(({ createdAt, endedAt, counts, report, ...row }) => ({
    ...row,
    createdAt: new Date(createdAt),
    endedAt: endedAt ? new Date(endedAt) : null,
    counts: { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0, ...counts },
    report: report === null ? null : ProbeReport.parse(report),
  }));
}

async function namesOf(tx: Tx, ctx: Ctx, probes: readonly ProbeRow[]): Promise<Record<string, string>> {
  const ids = probes.flatMap(({ report }) =>
    report?.kind === "repeatability" ? report.profiles.map(({ profileId }) => profileId) : [],
  );
  if (ids.length === 0) return {};
  const rows = await tx
    .select({ id: profiles.id, name: profiles.name })
    .from(profiles)
    .where(and(eq(profiles.orgId, ctx.orgId), inArray(profiles.id, [...new Set(ids)])));
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

/** The probes of a template, the newest first; `nextCursor` is the id of the last one shown. */
export async function listProbes(
  ctx: Ctx,
  { templateId, after }: { readonly templateId: string; readonly after?: string | null },
): Promise<ProbeList> {
  authorize(ctx, "scoring:read");
  const cursor = z.uuid().safeParse(after).data;
  const beyond = cursor
    ? sql`(b.created_at, b.id) < (select l.created_at, l.id from scoring_batches l
                                   where l.org_id = ${ctx.orgId} and l.id = ${cursor}::uuid)`
    : sql`true`;
  return inOrg(ctx, async (tx) => {
    const condition = sql`b.template_id = ${templateId}::uuid and ${beyond}`;
    const rows = await readProbes(tx, ctx, condition, probesPerPage + 1);
    const items = rows.slice(0, probesPerPage);
    const names = await namesOf(tx, ctx, items);
    return { items, names, nextCursor: rows.length > probesPerPage ? (items.at(-1)?.id ?? null) : null };
  });
}

/**
 * One probe with its report.
 * @throws AppError `not_found`, also for an id that is none and for a probe that has not ended
 */
export async function getProbeReport(
  ctx: Ctx,
  batchId: string,
): Promise<{
  readonly probe: ProbeRow;
  readonly report: ProbeReport;
  readonly names: Record<string, string>;
}> {
  authorize(ctx, "scoring:read");
  if (!z.uuid().safeParse(batchId).success) throw notFound("probe");
  return inOrg(ctx, async (tx) => {
    const [probe] = await readProbes(tx, ctx, sql`b.id = ${batchId}::uuid`, 1);
    if (!probe?.report) throw notFound("probe");
    return { probe, report: probe.report, names: await namesOf(tx, ctx, [probe]) };
  });
}
