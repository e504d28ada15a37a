import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { listUndescribed } from "@/lib/activities/queries/described-siblings";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { findAliasOfTitle } from "@/lib/memory/queries/alias-of-title";
import { getReleaseInUse } from "@/lib/onet/queries/release-in-use";
import {
  type DepartmentOfRole,
  type RelatedRole,
  RolePanelInput,
  type RolePanelView,
} from "@/lib/roles/panel-schema";
import { bareTitle } from "@/lib/roles/part-titles";
import type { RoleRow } from "@/lib/roles/schema";
import { listDecisionsElsewhere } from "./decisions-elsewhere";
import { withDetails } from "./list-roles";
import { listComments } from "./role-comments";

type Shaped = RelatedRole & {
  titleKey: string;
  department: string | null;
  departmentKey: string | null;
  mergedIntoId: string | null;
};

async function readRoles(tx: Tx, ctx: Ctx, sessionId: string, condition: SQL): Promise<Shaped[]> {
  const rows = await tx.execute<Shaped & Record<string, unknown>>(sql`
    select r.id, r.title, r.title_key as "titleKey", r.department, r.department_key as "departmentKey",
           r.merged_into_id as "mergedIntoId",
           (select coalesce(sum(w.headcount), 0)::float8 from workforce_segments w
             where w.org_id = r.org_id and w.session_id = r.session_id
               and case when r.merged_into_id is null then w.role_id = r.id
                        else w.role_id = r.merged_into_id and w.title_key = r.title_key end) as headcount
      from roles r
     where r.org_id = ${ctx.orgId} and r.session_id = ${sessionId} and ${condition}
     order by r.title, r.id`);
  return [...rows];
}

async function listAllDepartments(tx: Tx, ctx: Ctx, roleId: string): Promise<DepartmentOfRole[]> {
  const rows = await tx.execute<DepartmentOfRole & Record<string, unknown>>(sql`
    select department as name, sum(headcount)::float8 as headcount from workforce_segments
     where org_id = ${ctx.orgId} and role_id = ${roleId}
     group by department order by 2 desc, 1`);
  return [...rows];
}

const toRelated = ({ id, title, headcount }: Shaped): RelatedRole => ({ id, title, headcount });

function occupationsOf({ suggestion, decision }: RoleRow): string[] {
  const decided = decision?.occupation && decision.missingIn === null ? [decision.occupation.code] : [];
  return [...decided, ...(suggestion?.candidates ?? []).map(({ code }) => code)];
}

/**
 * All that is known of one role: people, suggestion, decision, shape, comments, what was decided elsewhere.
 * @throws AppError `not_found`
 */
export async function getRolePanel(ctx: Ctx, input: unknown): Promise<RolePanelView> {
  authorize(ctx, "session:read");
  const { sessionId, roleId } = RolePanelInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const [shaped] = await readRoles(tx, ctx, sessionId, sql`r.id = ${roleId}`);
    if (!shaped) throw notFound("role");
    const { titleKey, departmentKey, mergedIntoId } = shaped;
    const release = await getReleaseInUse(tx, ctx);
    const [role] = await withDetails(tx, ctx, [toRelated(shaped)], { sessionId, release });
    if (!role) throw notFound("role");
    const kin = await readRoles(
      tx,
      ctx,
      sessionId,
      sql`r.id <> ${roleId} and (r.title_key = ${titleKey} or r.merged_into_id = ${roleId}
          or r.id is not distinct from ${mergedIntoId}::uuid)`,
    );
    const whole = kin.find((each) => each.titleKey === titleKey && each.departmentKey === null);
    const isPart = departmentKey !== null;
    const title = bareTitle(shaped);
    const candidateCodes = (role.suggestion?.candidates ?? []).map(({ code }) => code);
    const mergedInto = kin.find(({ id }) => id === mergedIntoId);
    const parts = kin.filter(
      (each) => each.titleKey === titleKey && each.departmentKey !== null && each.mergedIntoId === null,
    );
    return {
      role,
      bareTitle: title,
      departments: await listAllDepartments(tx, ctx, roleId),
      isPart,
      mergedInto: mergedInto ? toRelated(mergedInto) : null,
      whole: isPart && whole ? toRelated(whole) : null,
      parts: isPart ? [] : parts.map(toRelated),
      // What came back into the role it was split off from, and nobody's spelling, goes without saying.
      spellings: kin
        .filter((each) => each.mergedIntoId === roleId && each.headcount > 0 && each.titleKey !== titleKey)
        .map(toRelated),
      comments: await listComments(tx, ctx, roleId),
      elsewhere: await listDecisionsElsewhere(tx, ctx, { sessionId, titleKey, release }),
      undescribed: await listUndescribed(tx, occupationsOf(role), { release, title, candidateCodes }),
      alias: await findAliasOfTitle(tx, ctx, { titleKey, departmentKey, release }),
      release,
    };
  });
}
