import { sql } from "drizzle-orm";
import type { OrgId, Tx } from "@/db/client";
import { makeRoleDecision, makeSession, makeUpload } from "@/db/testing/factories";
import type { Ctx } from "@/lib/auth/context";
import { makeRoster, memberCtx } from "@/lib/roles/testing/role-fixtures";
import { computeRun } from "../computed-run";
import { changeAnalysisSettings } from "../mutations/change-settings";
import { requestAnalysis } from "../mutations/request-analysis";
import { storeRun } from "../mutations/store-run";
import { loadRun } from "../queries/run-input";
import { getSettingsDraft } from "../queries/settings";
import { defaultAnalysisSettings } from "../schema";
import { type MappedTitle, twelveTitles } from "./mapped-titles";

/** A session whose roles are mapped by decisions; its owner is an analyst. */
export async function makeMappedSession(tx: Tx, orgId: OrgId, titles: readonly MappedTitle[] = twelveTitles) {
  const roster = await makeRoster(tx, orgId, titles);
  for (const [index, { code }] of titles.entries()) {
    await makeRoleDecision(tx, { orgId, roleId: roster.roleIds[index], onetCode: code });
  }
  return roster;
}

/** Sets the session to the exposure source whose numbers docs/worked-example.md works out by hand. */
export async function takeExampleSource(ctx: Ctx, sessionId: string): Promise<void> {
  const { sources } = await getSettingsDraft(ctx, sessionId);
  const source = sources.find((one) => one.source === "eloundou-gpt4-beta");
  if (!source) throw new Error("The worked example's source is not loaded.");
  const settings = defaultAnalysisSettings({
    id: source.source,
    version: source.version,
    floor: source.floor,
  });
  await changeAnalysisSettings(ctx, { sessionId, settings });
}

/** Asks for a run and carries it out as the job does, but without a thread of its own, which is slow to start. */
export async function finishRun(ctx: Ctx, sessionId: string): Promise<string> {
  const { runId } = await requestAnalysis(ctx, { sessionId });
  const loaded = await loadRun(ctx, runId);
  if (!loaded.isFinished) await storeRun(ctx, runId, computeRun(loaded.input), loaded.labels);
  return runId;
}

/** A mapped session with its first finished run. */
export async function makeFinishedRun(tx: Tx, orgId: OrgId, titles?: readonly MappedTitle[]) {
  const roster = await makeMappedSession(tx, orgId, titles);
  return { ...roster, runId: await finishRun(roster.ctx, roster.sessionId) };
}

/** A session of many roles with their segments, mapped over all occupations of the release. */
export async function makeLargeSession(
  tx: Tx,
  orgId: OrgId,
  userId: string,
  size: { readonly roles: number; readonly segments: number },
) {
  const { id: sessionId } = await makeSession(tx, { orgId, ownerId: userId });
  const upload = await makeUpload(tx, { orgId, sessionId, uploadedBy: userId, importedAt: new Date() });
  await tx.execute(sql`
    insert into roles (org_id, session_id, title, title_key)
    select ${orgId}, ${sessionId}, 'Role ' || n, 'role ' || n from generate_series(1, ${size.roles}) n`);
  await tx.execute(sql`
    with numbered as (select id, title_key, row_number() over (order by title) - 1 as n from roles
                       where org_id = ${orgId} and session_id = ${sessionId})
    insert into workforce_segments
      (org_id, session_id, upload_id, role_id, title_key, department, line_of_business, location, headcount)
    select ${orgId}, ${sessionId}, ${upload.id}, r.id, r.title_key, 'Department ' || s % 40, 'Line ' || s % 6,
           'Place ' || s / 7 % 300, 1 + s % 3
      from generate_series(0, ${size.segments} - 1) s join numbered r on r.n = s % ${size.roles}`);
  await tx.execute(sql`
    with numbered as (select id, row_number() over (order by title) - 1 as n from roles
                       where org_id = ${orgId} and session_id = ${sessionId}),
         coded as (select code, row_number() over (order by code) - 1 as n, count(*) over () as total
                     from onet_occupations where release = '30.1')
    insert into role_decisions (org_id, role_id, onet_code, release, origin, decided_by)
    select ${orgId}, r.id, c.code, '30.1', 'user', ${userId}
      from numbered r join coded c on c.n = r.n % c.total`);
  return { sessionId, ctx: memberCtx(orgId, userId) };
}
