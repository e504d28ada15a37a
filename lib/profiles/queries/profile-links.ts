import "server-only";
import { sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import type { ProfileLinkKind } from "@/db/enums";
import { authorize, type Ctx } from "@/lib/auth/context";
import type { Lead, LinkTarget, ProfileLink } from "../profile-views";

interface LinkRow extends Record<string, unknown> {
  id: string;
  kind: ProfileLinkKind;
  targetName: string;
  candidateId: string | null;
  roleId: string | null;
  sessionId: string;
  sessionName: string;
  scoringJobId: string | null;
  createdAt: string;
  endedAt: string | null;
}

/** A person's links, those that hold first. */
export async function listLinksOf(ctx: Ctx, profileId: string): Promise<ProfileLink[]> {
  authorize(ctx, "profile:read");
  const rows = await inOrg(ctx, (tx) =>
    tx.execute<LinkRow>(sql`
      select l.id, l.kind, coalesce(c.name, r.title) as "targetName", l.candidate_id as "candidateId",
             l.role_id as "roleId", s.id as "sessionId", s.name as "sessionName",
             l.scoring_job_id as "scoringJobId", l.created_at as "createdAt", l.ended_at as "endedAt"
        from profile_links l
        left join candidates c on c.org_id = l.org_id and c.id = l.candidate_id
        left join roles r on r.org_id = l.org_id and r.id = l.role_id
        join discovery_sessions s on s.org_id = l.org_id and s.id = coalesce(c.session_id, r.session_id)
       where l.org_id = ${ctx.orgId} and l.profile_id = ${profileId}::uuid and s.deleted_at is null
       order by l.ended_at is not null, l.created_at desc, l.id desc
       limit 200`),
  );
  return rows.map(({ createdAt, endedAt, ...row }) => ({
    ...row,
    createdAt: new Date(createdAt),
    endedAt: endedAt === null ? null : new Date(endedAt),
  }));
}

const mostTargets = 200;

/** Candidate agents and roles that a person can be tied to, the newest sessions first. */
export async function listLinkTargets(
  ctx: Ctx,
): Promise<{ candidates: readonly LinkTarget[]; roles: readonly LinkTarget[] }> {
  authorize(ctx, "profile:manage");
  return inOrg(ctx, async (tx) => {
    const candidates = await tx.execute<{ id: string; name: string; sessionName: string }>(sql`
      select c.id, c.name, s.name as "sessionName" from candidates c
        join discovery_sessions s on s.org_id = c.org_id and s.id = c.session_id
       where c.org_id = ${ctx.orgId} and c.dismissed_at is null and s.deleted_at is null and s.archived_at is null
       order by s.updated_at desc, s.id, c.tier, c.position limit ${mostTargets}`);
    const roles = await tx.execute<{ id: string; name: string; sessionName: string }>(sql`
      select r.id, r.title as name, s.name as "sessionName" from roles r
        join discovery_sessions s on s.org_id = r.org_id and s.id = r.session_id
       where r.org_id = ${ctx.orgId} and s.deleted_at is null and s.archived_at is null
         and exists (select 1 from workforce_segments p where p.org_id = r.org_id and p.role_id = r.id)
       order by s.updated_at desc, s.id, r.title limit ${mostTargets}`);
    return { candidates: [...candidates], roles: [...roles] };
  });
}

/** Who answers for the candidate agents of a session; empty for who may not read profiles. */
export async function listLeadsOf(ctx: Ctx, sessionId: string): Promise<Lead[]> {
  if (!ctx.rights.has("profile:read")) return [];
  return inOrg(ctx, async (tx) => [
    ...(await tx.execute<{ candidateId: string; profileId: string; name: string }>(sql`
      select l.candidate_id as "candidateId", p.id as "profileId", p.name
        from profile_links l
        join candidates c on c.org_id = l.org_id and c.id = l.candidate_id
        join profiles p on p.org_id = l.org_id and p.id = l.profile_id
       where l.org_id = ${ctx.orgId} and l.kind = 'lead' and l.ended_at is null
         and c.session_id = ${sessionId}::uuid`)),
  ]);
}
