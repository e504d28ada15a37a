import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { inOrg, type Tx } from "@/db/client";
import { type ProfileSource, profileSources } from "@/db/enums";
import { actingUserId, authorize, type Ctx } from "@/lib/auth/context";
import { invalid } from "@/lib/errors";
import { recordChanges } from "@/lib/history/record-change";
import { contentHash } from "../content-hash";
import { type ImportCounts, type ImportedProfiles, maxProfilesPerImport, NewProfile } from "../schema";

/** Profiles written in one transaction. */
const chunkSize = 500;

const Input = z.array(NewProfile).min(1).max(maxProfilesPerImport);

/**
 * Takes profiles in by their external ids: a known person's row changes and keeps its id, so that scores, links and
 * earlier versions stay with it. Content that is the same adds no version; purpose and retention are those of the
 * latest import.
 * @throws AppError `forbidden`, `invalid` (nothing was imported, the same external id twice)
 */
export async function importProfiles(
  ctx: Ctx,
  input: unknown,
  source: ProfileSource,
): Promise<ImportedProfiles> {
  authorize(ctx, "profile:manage");
  const profiles = Input.parse(input);
  z.enum(profileSources).parse(source);
  const ids = profiles.map(({ externalId }) => externalId);
  if (new Set(ids).size < ids.length) {
    throw invalid("The same external id is given twice. Nothing was imported; give each person once.");
  }
  const total = { created: 0, changed: 0, unchanged: 0 };
  const profileIds: string[] = [];
  for (let start = 0; start < profiles.length; start += chunkSize) {
    const chunk = profiles.slice(start, start + chunkSize);
    const done = await inOrg(ctx, (tx) => writeChunk(tx, ctx, chunk, source));
    total.created += done.created;
    total.changed += done.changed;
    total.unchanged += done.unchanged;
    profileIds.push(...done.profileIds);
  }
  return { ...total, profileIds };
}

interface Written {
  readonly id: string;
  readonly externalId: string;
}

interface NewVersion {
  readonly profileId: string;
  readonly version: number;
}

async function writeChunk(
  tx: Tx,
  ctx: Ctx,
  chunk: readonly NewProfile[],
  source: ProfileSource,
): Promise<ImportedProfiles> {
  const written = await upsert(tx, ctx, chunk, source);
  const versions = await addVersions(
    tx,
    ctx,
    written.map(({ id }) => id),
    source,
  );
  await recordChanges(
    tx,
    ctx,
    versions.map(({ profileId, version }) => ({
      name: "profile.imported",
      subjectKind: "profile",
      subjectId: profileId,
      data: { version, source },
    })),
  );
  const created = versions.filter(({ version }) => version === 1).length;
  const idOf = new Map(written.map(({ id, externalId }) => [externalId, id]));
  return {
    created,
    changed: versions.length - created,
    unchanged: chunk.length - versions.length,
    profileIds: chunk.flatMap(({ externalId }) => idOf.get(externalId) ?? []),
  };
}

/** In the order of external ids, so that two imports at once wait for each other and never in a circle. */
async function upsert(
  tx: Tx,
  ctx: Ctx,
  chunk: readonly NewProfile[],
  source: ProfileSource,
): Promise<readonly Written[]> {
  const rows = chunk.map(({ externalId, content, purpose, retainUntil }) => ({
    externalId,
    name: content.name,
    headline: content.headline,
    currentTitle: content.currentTitle,
    currentCompany: content.currentCompany,
    content,
    contentHash: contentHash(content),
    purpose,
    retainUntil,
  }));
  return tx.execute<{ id: string; externalId: string }>(sql`
    insert into profiles (org_id, external_id, name, headline, current_title, current_company, content, content_hash,
                          source, purpose, retain_until)
    select ${ctx.orgId}::uuid, given."externalId", given.name, given.headline, given."currentTitle",
           given."currentCompany", given.content, given."contentHash", ${source}, given.purpose, given."retainUntil"
      from json_to_recordset(${JSON.stringify(rows)}::json) as given
           ("externalId" text, name text, headline text, "currentTitle" text, "currentCompany" text, content jsonb,
            "contentHash" text, purpose text, "retainUntil" date)
     order by given."externalId"
    on conflict (org_id, external_id) do update set
      name = excluded.name, headline = excluded.headline, current_title = excluded.current_title,
      current_company = excluded.current_company, content = excluded.content, content_hash = excluded.content_hash,
      source = case when profiles.content_hash = excluded.content_hash then profiles.source else excluded.source end,
      version = profiles.version + (profiles.content_hash <> excluded.content_hash)::int,
      updated_at = case when profiles.content_hash = excluded.content_hash then profiles.updated_at else now() end,
      purpose = excluded.purpose, retain_until = excluded.retain_until
    returning id, external_id as "externalId"`);
}

/** The present version of each profile, where it is not kept yet. */
async function addVersions(
  tx: Tx,
  ctx: Ctx,
  ids: readonly string[],
  source: ProfileSource,
): Promise<readonly NewVersion[]> {
  return tx.execute<{ profileId: string; version: number }>(sql`
    insert into profile_versions (org_id, profile_id, version, content, content_hash, source, created_by)
    select org_id, id, version, content, content_hash, ${source}, ${actingUserId(ctx)}::uuid
      from profiles
     where org_id = ${ctx.orgId} and id in (select value::uuid from json_array_elements_text(${JSON.stringify(ids)}::json))
    on conflict do nothing
    returning profile_id as "profileId", version`);
}

/** What an import of these would do, without doing it. */
export async function previewImport(ctx: Ctx, profiles: readonly NewProfile[]): Promise<ImportCounts> {
  authorize(ctx, "profile:manage");
  const given = profiles.map(({ externalId, content }) => ({
    externalId,
    contentHash: contentHash(content),
  }));
  const [row] = await inOrg(ctx, (tx) =>
    tx.execute<{ known: number; same: number }>(sql`
      select count(*)::int as known, count(*) filter (where p.content_hash = given."contentHash")::int as same
        from json_to_recordset(${JSON.stringify(given)}::json) as given ("externalId" text, "contentHash" text)
        join profiles p on p.org_id = ${ctx.orgId} and p.external_id = given."externalId"`),
  );
  const known = row?.known ?? 0;
  const same = row?.same ?? 0;
  return { created: profiles.length - known, changed: known - same, unchanged: same };
}
