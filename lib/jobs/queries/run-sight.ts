import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { asSystem, inOrg, type Tx } from "@/db/client";
import { actingUserId, authorize, type Ctx, may } from "@/lib/auth/context";
import { appErrorPrefix, internalError, workerCrashed } from "../error-class";
import { noOrgId } from "../local-runner/run-queue";
import type { RunScope } from "../run-filters";

/** Which runs a person sees, and of which the messages too. Conditions are over `function_runs r`. */
export interface RunSight {
  readonly scope: RunScope;
  readonly runs: SQL;
  readonly messages: SQL;
  /** One transaction in which these runs can be read. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** Messages that were not written for people are for those who look after the organization. */
const isWrittenForPeople = sql`(r.error ->> 'name' = ${workerCrashed}
  or (r.error ->> 'name' like ${`${appErrorPrefix}%`} and r.error ->> 'name' <> ${internalError}))`;

/** The organizations of the installation, and the none of what a clock starts. */
export const everyOrg = sql`(select o.id from organizations o union all select ${noOrgId}::uuid)`;

function ofOrganization(ctx: Ctx): RunSight {
  const seesAll = may(ctx, "job:read-any");
  return {
    scope: "organization",
    runs: seesAll
      ? sql`r.org_id = ${ctx.orgId}`
      : sql`r.org_id = ${ctx.orgId} and r.requested_by = ${actingUserId(ctx)}`,
    messages: seesAll ? sql`true` : isWrittenForPeople,
    read: (work) => inOrg(ctx, work),
  };
}

/** Operators see every run, but what errors said only of their own organization's and of those a clock started. */
function ofInstallation(ctx: Ctx): RunSight {
  authorize(ctx, "installation:manage");
  const own = may(ctx, "job:read-any") ? sql`r.org_id = ${ctx.orgId}` : sql`false`;
  return {
    scope: "installation",
    runs: sql`r.org_id in ${everyOrg}`,
    messages: sql`(r.org_id = ${noOrgId} or ${own})`,
    read: (work) => asSystem("runs of the installation", work),
  };
}

/** @throws AppError `forbidden` */
export function sightOf(ctx: Ctx, scope: RunScope): RunSight {
  authorize(ctx, "job:read");
  return scope === "installation" ? ofInstallation(ctx) : ofOrganization(ctx);
}
