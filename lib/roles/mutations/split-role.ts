import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { conflict, invalid, notFound } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { errorSummary } from "@/lib/http/error-summary";
import { log } from "@/lib/log";
import { mapRolesBatch } from "@/lib/roles/map-roles";
import { type ShapedRoles, SplitRoleInput } from "@/lib/roles/shape-schema";
import { type PartToMake, type PeopleOfRole, planSplit } from "@/lib/roles/split-plan";
import { openForEdit } from "@/lib/sessions/mutations";
import { enqueueMapping } from "./request-mapping";
import { departmentKeyOf, routeSegments } from "./route-segments";
import {
  finishBatch,
  giveDecisions,
  openBatch,
  type RoleToShape,
  readRolesToShape,
  redirectRoles,
} from "./shape-batch";

async function findRoleToSplit(tx: Tx, ctx: Ctx, sessionId: string, roleId: string): Promise<RoleToShape> {
  const [role] = await readRolesToShape(tx, ctx, sessionId, sql`r.id = ${roleId}`);
  if (!role) throw notFound("role");
  if (role.mergedIntoId !== null)
    throw conflict("Somebody merged this title into another one meanwhile. Nothing was changed.");
  if (role.departmentKey !== null) throw invalid("This role is that of one department already.");
  return role;
}

/** People of the role in these departments, by the title and department of their roster. */
async function listPeople(
  tx: Tx,
  ctx: Ctx,
  roleId: string,
  departments: readonly (string | null)[],
): Promise<PeopleOfRole[]> {
  const key = departmentKeyOf(sql`s.department`);
  const rows = await tx.execute<PeopleOfRole & Record<string, unknown>>(sql`
    select s.title_key as "titleKey", ${key} as "departmentKey", min(s.department) as department
      from workforce_segments s
     where s.org_id = ${ctx.orgId} and s.role_id = ${roleId}
       and ${key} in (select ${departmentKeyOf(sql`asked.name`)}
                        from unnest(${sql.param([...departments])}::text[]) as asked (name))
     group by 1, 2
     order by 2, 1`);
  return [...rows];
}

/** Parts as keys of `roles`: those that stand already, and the condition that finds them. */
function sameParts(parts: readonly PartToMake[]): SQL {
  return sql`(r.title_key, r.department_key) in (
    select * from unnest(${sql.param(parts.map((part) => part.titleKey))}::text[],
                         ${sql.param(parts.map((part) => part.departmentKey))}::text[]))`;
}

async function makeParts(
  tx: Tx,
  ctx: Ctx,
  sessionId: string,
  parts: readonly PartToMake[],
): Promise<{ readonly id: string; readonly titleKey: string; readonly departmentKey: string }[]> {
  await tx.execute(sql`
    insert into roles (org_id, session_id, title, title_key, department, department_key, shaped_by, shaped_at)
    select ${ctx.orgId}::uuid, ${sessionId}::uuid, g.title, g."titleKey", g.department, g."departmentKey",
           ${actingUserId(ctx)}::uuid, now()
      from json_to_recordset(${JSON.stringify(parts)}::json) as g
           (title text, "titleKey" text, department text, "departmentKey" text)
        on conflict do nothing`);
  const rows = await readRolesToShape(tx, ctx, sessionId, sameParts(parts));
  return rows.map(({ id, titleKey, departmentKey }) => ({
    id,
    titleKey,
    departmentKey: departmentKey ?? "",
  }));
}

/** A department whose part went into another title would take that title's people away again. */
function refuseMerged(present: readonly RoleToShape[], roleId: string): void {
  const elsewhere = present.find(({ mergedIntoId }) => mergedIntoId !== null && mergedIntoId !== roleId);
  if (elsewhere) {
    throw conflict(
      `“${elsewhere.title}” was split off before and merged into another title. Nothing was changed; take it out there first.`,
    );
  }
}

/** The split itself; `splitRole` adds the suggestions. */
export async function splitOff(
  ctx: Ctx,
  input: unknown,
): Promise<ShapedRoles & { readonly sessionId: string }> {
  const { sessionId, roleId, departments, start } = SplitRoleInput.parse(input);
  return inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: true });
    const role = await findRoleToSplit(tx, ctx, sessionId, roleId);
    const people = await listPeople(tx, ctx, roleId, departments);
    const found = new Set(people.map(({ departmentKey }) => departmentKey));
    if (found.size === 0) {
      throw conflict(
        "Nobody of this role is in these departments any more: somebody split it meanwhile. Nothing was changed.",
      );
    }
    const spelt = await readRolesToShape(
      tx,
      ctx,
      sessionId,
      sql`r.merged_into_id = ${roleId} and r.department_key is null`,
    );
    const parts = planSplit(role, people, new Map(spelt.map(({ titleKey, title }) => [titleKey, title])));
    const present = await readRolesToShape(tx, ctx, sessionId, sameParts(parts));
    refuseMerged(present, roleId);
    const batchId = await openBatch(tx, ctx, sessionId, { by: "split", roleId });
    const made = await makeParts(tx, ctx, sessionId, parts);
    const isMain = (part: { readonly titleKey: string }) => part.titleKey === role.titleKey;
    const mainOf = new Map(made.filter(isMain).map(({ departmentKey, id }) => [departmentKey, id]));
    await redirectRoles(
      tx,
      ctx,
      new Map(made.map((part) => [part.id, isMain(part) ? null : (mainOf.get(part.departmentKey) ?? null)])),
    );
    const stood = new Map(present.map((each) => [each.id, each]));
    const given = [...mainOf.values()]
      .map((id) => ({ roleId: id, decision: start === "copy" ? role.decision : null }))
      .filter(({ roleId: id, decision }) => decision !== null || stood.get(id)?.decision);
    await giveDecisions(tx, ctx, given, batchId);
    await finishBatch(tx, ctx, batchId, {
      by: "split",
      roleId,
      roles: made.map(({ id }) => {
        const was = stood.get(id);
        return {
          id,
          before: was
            ? { mergedIntoId: was.mergedIntoId, shapedBy: was.shapedBy, shapedAt: was.shapedAt }
            : null,
        };
      }),
      decisions: given.map((each) => ({
        roleId: each.roleId,
        before: stood.get(each.roleId)?.decision ?? null,
      })),
    });
    const titleKeys = [...new Set(made.map(({ titleKey }) => titleKey))];
    const movedCount = await routeSegments(tx, ctx, { sessionId, titleKeys });
    await recordChange(tx, ctx, {
      name: "role.split",
      subjectKind: "role",
      subjectId: roleId,
      data: { batchId, count: mainOf.size, start },
    });
    return { sessionId, batchId, roleIds: [...mainOf.values()], movedCount };
  });
}

/**
 * Makes departments of a role roles of their own: their people move, and those of later rosters go the same way. One
 * batch, which `undoShape` takes back. Suggestions for the new roles are made at once, with the department as context;
 * should that fail, the split stands and a job makes them.
 * @throws AppError `not_found`, `forbidden`, `invalid`, `conflict` (split or merged meanwhile)
 */
export async function splitRole(ctx: Ctx, input: unknown): Promise<ShapedRoles> {
  const { sessionId, ...shaped } = await splitOff(ctx, input);
  try {
    await mapRolesBatch(ctx, { sessionId, roleIds: shaped.roleIds });
  } catch (error) {
    log.warn({ requestId: ctx.requestId, ...errorSummary(error) }, "no suggestions for split roles at once");
    await inOrg(ctx, (tx) => enqueueMapping(tx, ctx, sessionId));
  }
  return shaped;
}
