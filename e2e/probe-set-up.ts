import { sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { makeProfile, makeTemplate } from "@/db/testing/scoring-factories";

const people = ["Anna Berg", "Bo Lind", "Carla Rossi", "Dana Novak"];

/** A published template of the organization, and people to probe it with. */
export async function arrangeProbe(organization: string): Promise<string> {
  return asSystem("e2e: arrange", async (tx) => {
    const [org] = await tx.execute<{ id: string }>(
      sql`select id from organizations where name = ${organization}`,
    );
    if (!org) throw new Error("There is no such organization.");
    for (const name of people) {
      await makeProfile(tx, {
        orgId: org.id,
        name,
        content: {
          about: "Built and ran the platform of a bank with forty engineers.",
          education: [{ school: "University of Bergen", degree: "MSc" }],
        },
      });
    }
    return (await makeTemplate(tx, { orgId: org.id, name: "Platform lead" })).id;
  });
}
