import { eq } from "drizzle-orm";
import postgres from "postgres";
import { asSystem } from "@/db/client";
import { organizations, referenceChoices } from "@/db/schema";

/** Reference data is written by the owner alone. */
async function asOwner(work: (owner: postgres.Sql) => Promise<unknown>): Promise<void> {
  const owner = postgres(process.env.DATABASE_OWNER_URL ?? "", { max: 1, onnotice: () => undefined });
  try {
    await work(owner);
  } finally {
    await owner.end();
  }
}

/** An organization whose release in use holds nothing, as if none were loaded. @returns what takes it away again */
export async function chooseEmptyRelease(organization: string): Promise<() => Promise<void>> {
  const release = `0.0 of ${organization}`;
  await asOwner(
    (owner) =>
      owner`insert into onet_releases (release, pack_hash, origin) values (${release}, 'none', 'folder')`,
  );
  await asSystem("e2e: arrange", async (tx) => {
    const [org] = await tx.select().from(organizations).where(eq(organizations.name, organization));
    if (!org) throw new Error("There is no such organization.");
    await tx.insert(referenceChoices).values({ orgId: org.id, release });
  });
  return async () => {
    await asSystem("e2e: arrange", (tx) =>
      tx.delete(referenceChoices).where(eq(referenceChoices.release, release)),
    );
    await asOwner((owner) => owner`delete from onet_releases where release = ${release}`);
  };
}
