import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { inOrg, type Tx } from "@/db/client";
import { history, memberships, organizations, users } from "@/db/schema";
import { actingUserId, type Ctx } from "@/lib/auth/context";
import { mintOrgId } from "@/lib/auth/org-id";
import { hashPassword } from "@/lib/auth/passwords";
import { rightsOf } from "@/lib/auth/rights";
import { conflict } from "@/lib/errors";
import { recordChange } from "@/lib/history/record-change";
import { installHouseTemplates } from "@/lib/scoring/mutations/install-house-templates";
import { type DemoSignIn, demoSignIns } from "../demo-sign-ins";
import { deleteDemoRows } from "./remove-demo";
import { seedDemoProfiles } from "./seed-demo-profiles";
import { seedDemoSession } from "./seed-demo-session";

/** The same in every installation, so that seeding twice finds it and a removed demo stays removed. */
const demoOrgId = mintOrgId("0de50000-0000-7000-8000-000000000001");
const demoOrgName = "Northwind Components (demo)";

/** What the history says of the demo: its creation is written last, its removal outlives it. */
async function stateOfDemo(tx: Tx): Promise<"absent" | "present" | "removed"> {
  const lines = await tx
    .selectDistinct({ name: history.name })
    .from(history)
    .where(
      and(
        eq(history.orgId, demoOrgId),
        inArray(history.name, ["organization.created", "organization.removed"]),
      ),
    );
  const names = new Set(lines.map(({ name }) => name));
  if (names.has("organization.removed")) return "removed";
  return names.has("organization.created") ? "present" : "absent";
}

/**
 * Adds the demo: an organization with three people, a session that was walked to its end with the sample roster, and
 * a dozen invented profiles, all by the very code that people use. Nothing is done when it is there, or when an admin has removed it. For the start
 * script, when OPPORTUNE_DEMO is on.
 */
export async function seedDemo(): Promise<"seeded" | "present" | "removed"> {
  const scope = { orgId: demoOrgId };
  const state = await inOrg(scope, stateOfDemo);
  if (state !== "absent") return state;
  const ctx = await inOrg(scope, async (tx) => {
    // A start that was cut off in the middle leaves a part; nobody can have used it.
    const half = await tx.$count(organizations, eq(organizations.id, demoOrgId));
    if (half > 0) await deleteDemoRows(tx, scope);
    await tx.insert(organizations).values({ id: demoOrgId, name: demoOrgName, isDemo: true });
    await installHouseTemplates(tx, demoOrgId);
    const people: Ctx[] = [];
    for (const person of demoSignIns) people.push(await addDemoPerson(tx, person));
    return people[0];
  });
  if (!ctx) throw conflict("The demo has no people.");
  await seedDemoSession(ctx);
  await seedDemoProfiles(ctx);
  await inOrg(scope, (tx) =>
    recordChange(tx, ctx, {
      name: "organization.created",
      subjectKind: "organization",
      subjectId: demoOrgId,
    }),
  );
  return "seeded";
}

async function addDemoPerson(tx: Tx, { name, email, password, role }: DemoSignIn): Promise<Ctx> {
  const [user] = await tx
    .insert(users)
    .values({ name, email, passwordHash: await hashPassword(password), isDemo: true })
    .returning({ id: users.id });
  if (!user) throw conflict("The demo's people were not created.");
  await tx.insert(memberships).values({ orgId: demoOrgId, userId: user.id, role });
  const ctx: Ctx = {
    orgId: demoOrgId,
    actor: { kind: "system", onBehalfOf: user.id },
    rights: rightsOf(role, false),
    requestId: "demo-seed",
  };
  await recordChange(tx, ctx, {
    name: "member.joined",
    subjectKind: "user",
    subjectId: actingUserId(ctx),
    data: { role },
  });
  return ctx;
}
