import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type Ctx, may } from "@/lib/auth/context";
import type { RunScope } from "../run-filters";
import { isMainRun } from "./run-conditions";
import { type RunSight, sightOf } from "./run-sight";

/** A name to choose in the filter, with the id that the link holds. */
export interface Choice {
  readonly id: string;
  readonly name: string;
}

export interface RunChoices {
  /** Whose work one may ask for; empty for somebody who sees their own only. */
  readonly requesters: readonly Choice[];
  /** In the scope of the installation. */
  readonly organizations: readonly Choice[];
  /** Under which names errors were stored of late. */
  readonly errorNames: readonly string[];
}

const mostChoices = 1000;
/** Enough to know what goes wrong at present; keeps the look at all errors ever from every page. */
const errorsLookedAt = 2000;

async function readErrorNames(tx: Tx, sight: RunSight): Promise<string[]> {
  const rows = await tx.execute<{ name: string }>(sql`
    select distinct name from (
      select r.error ->> 'name' as name from function_runs r
       where ${sight.runs} and ${isMainRun} and r.error is not null
       order by r.created_at desc limit ${errorsLookedAt}) newest
     where name is not null order by name`);
  return rows.map(({ name }) => name);
}

function readRequesters(tx: Tx, ctx: Ctx): Promise<readonly Choice[]> {
  return tx.execute<{ id: string; name: string }>(sql`
    select u.id, u.name from memberships m join users u on u.id = m.user_id
     where m.org_id = ${ctx.orgId} order by u.name collate "en-x-icu", u.id limit ${mostChoices}`);
}

function readOrganizations(tx: Tx): Promise<readonly Choice[]> {
  return tx.execute<{ id: string; name: string }>(sql`
    select o.id, o.name from organizations o order by o.name collate "en-x-icu", o.id limit ${mostChoices}`);
}

/** What the fields of the filter offer. */
export async function listRunChoices(ctx: Ctx, scope: RunScope): Promise<RunChoices> {
  const sight = sightOf(ctx, scope);
  const isInstallation = scope === "installation";
  return sight.read(async (tx) => ({
    requesters: !isInstallation && may(ctx, "job:read-any") ? await readRequesters(tx, ctx) : [],
    organizations: isInstallation ? await readOrganizations(tx) : [],
    errorNames: await readErrorNames(tx, sight),
  }));
}
