import type { Tx } from "@/db/client";
import { makeTemplate } from "@/db/testing/scoring-factories";
import { houseTemplates } from "../house-templates";

/** The templates of the house, as an organization has them from its creation; for journeys, which reach no mutation. */
export async function makeHouseTemplates(tx: Tx, orgId: string): Promise<void> {
  const defaultSinceAt = new Date();
  for (const { body, ...template } of houseTemplates)
    await makeTemplate(tx, { orgId, ...template, defaultSinceAt }, body);
}
