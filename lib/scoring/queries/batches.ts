import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import type { BatchKind, ScoringSource } from "@/db/enums";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import type { BatchRow, ScoringCounts } from "../scoring-views";

/** As the driver gives it: moments of a raw statement come as text. */
interface ListedBatch extends Record<string, unknown> {
  readonly id: string;
  readonly kind: BatchKind;
  readonly source: ScoringSource;
  readonly templateName: string | null;
  readonly templateVersion: number | null;
  readonly candidateId: string | null;
  readonly candidateName: string | null;
  readonly itemCount: number;
  readonly counts: Partial<ScoringCounts> | null;
  readonly estimateLowNanos: number;
  readonly estimateHighNanos: number;
  readonly budgetNanos: number;
  readonly spentNanos: number;
  readonly requesterName: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
  readonly openJobId: string | null;
}

async function readBatches(tx: Tx, ctx: Ctx, condition: SQL, limit: number): Promise<BatchRow[]> {
  const listed = await tx.execute<ListedBatch>(sql`
    with b as (select * from scoring_batches b
                where b.org_id = ${ctx.orgId} and ${condition}
                order by b.created_at desc, b.id desc limit ${limit})
    select b.id, b.kind, b.source, t.name as "templateName", b.template_version as "templateVersion",
           b.candidate_id as "candidateId", c.name as "candidateName", b.item_count as "itemCount",
           b.estimate_low_nanos::float8 as "estimateLowNanos", b.estimate_high_nanos::float8 as "estimateHighNanos",
           b.budget_nanos::float8 as "budgetNanos", b.created_at as "createdAt", b.ended_at as "endedAt",
           u.name as "requesterName", j.id as "openJobId",
           (select json_object_agg(status, count)
              from (select s.status, count(*) from scoring_jobs s
                     where s.org_id = b.org_id and s.batch_id = b.id group by s.status) each) as counts,
           (select coalesce(sum(m.cost_nanos), 0)::float8 from model_calls m
             where m.org_id = b.org_id and m.batch_id = b.id) as "spentNanos"
      from b
      left join scoring_templates t on t.org_id = b.org_id and t.id = b.template_id
      left join candidates c on c.org_id = b.org_id and c.id = b.candidate_id
      left join users u on u.id = b.requested_by
      left join jobs j on j.org_id = b.org_id and j.kind = 'profiles.score' and j.subject_id = b.id
                      and j.finished_at is null and j.failed_at is null and j.cancelled_at is null
     order by b.created_at desc, b.id desc`);
  return listed.map((row) => ({
    id: row.id,
    kind: row.kind,
    source: row.source,
    templateName: row.templateName,
    templateVersion: row.templateVersion,
    candidateId: row.candidateId,
    candidateName: row.candidateName,
    itemCount: row.itemCount,
    counts: { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0, ...row.counts },
    estimateLowNanos: row.estimateLowNanos,
    estimateHighNanos: row.estimateHighNanos,
    budgetNanos: row.budgetNanos,
    spentNanos: row.spentNanos,
    requesterName: row.requesterName,
    createdAt: new Date(row.createdAt),
    endedAt: row.endedAt ? new Date(row.endedAt) : null,
    openJobId: row.openJobId,
  }));
}

const BatchPage = z.strictObject({ limit: z.int().min(1).max(100).default(50), after: z.uuid().optional() });

/** The organization's batches, the newest first; `nextCursor` is the id of the last one shown. */
export async function listBatches(
  ctx: Ctx,
  page: unknown = {},
): Promise<{ readonly items: readonly BatchRow[]; readonly nextCursor: string | null }> {
  authorize(ctx, "scoring:read");
  const { limit, after } = BatchPage.parse(page);
  const beyond = after
    ? sql`(b.created_at, b.id) < (select l.created_at, l.id from scoring_batches l
                                   where l.org_id = ${ctx.orgId} and l.id = ${after}::uuid)`
    : sql`true`;
  const rows = await inOrg(ctx, (tx) => readBatches(tx, ctx, beyond, limit + 1));
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/**
 * One batch with how far it is, counted from its scoring jobs.
 * @throws AppError `forbidden`, `not_found` (also for an id that is none)
 */
export async function getBatch(ctx: Ctx, id: string): Promise<BatchRow> {
  authorize(ctx, "scoring:read");
  if (!z.uuid().safeParse(id).success) throw notFound("batch", "BATCH_NOT_FOUND");
  const [batch] = await inOrg(ctx, (tx) => readBatches(tx, ctx, sql`b.id = ${id}::uuid`, 1));
  if (!batch) throw notFound("batch", "BATCH_NOT_FOUND");
  return batch;
}
