import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { scoringTemplates, scoringTemplateVersions } from "@/db/schema";
import { bodyHash } from "../body-hash";
import { houseTemplates } from "../house-templates";

/**
 * Gives an organization the templates of the house that it never had, published, each the default of its role unless
 * the organization has one. What it did with them since stays as it is: a template is known by its key, whatever it is
 * called and whether it is archived. Harmless to repeat. No line of history: it is nobody's decision.
 * @returns how many were added
 */
export async function installHouseTemplates(tx: Tx, orgId: string): Promise<number> {
  const added = await tx
    .insert(scoringTemplates)
    .values(
      houseTemplates.map(({ houseKey, name, description, role }) => ({
        ...{ orgId, houseKey, name, description, role, publishedVersion: 1 },
        defaultSinceAt: sql`case when exists (
            select 1 from scoring_templates
             where org_id = ${orgId} and role = ${role} and default_since_at is not null)
          then null else now() end`,
      })),
    )
    .onConflictDoNothing({ target: [scoringTemplates.orgId, scoringTemplates.houseKey] })
    .returning({ id: scoringTemplates.id, houseKey: scoringTemplates.houseKey });
  const versions = added.flatMap(({ id, houseKey }) => {
    const house = houseTemplates.find((template) => template.houseKey === houseKey);
    return house
      ? [{ orgId, templateId: id, version: 1, body: house.body, bodyHash: bodyHash(house.body) }]
      : [];
  });
  if (versions.length > 0) await tx.insert(scoringTemplateVersions).values(versions);
  return added.length;
}
