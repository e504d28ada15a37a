import { createHash, randomBytes } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { asSystem } from "@/db/client";
import type { MemberRole } from "@/db/enums";
import { oneTimeLinks, users } from "@/db/schema";
import { makeMembership, makeOrg, makeUser } from "@/db/testing/factories";
import { makeHouseTemplates } from "@/lib/scoring/testing/make-house-templates";

export interface Entrant {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** An organization with one member, an admin unless told otherwise, who has yet to sign in. */
export async function makeOrganization(options: { isDemo?: boolean; role?: MemberRole } = {}) {
  const { isDemo = false, role = "admin" } = options;
  const mark = randomBytes(4).toString("hex");
  const password = "seven grey herons wade";
  const name = `Harbour ${mark}`;
  const admin: Entrant = { name: `Ada ${mark}`, email: `admin-${mark}@harbour.example`, password };
  await asSystem("e2e: arrange", async (tx) => {
    const org = await makeOrg(tx, { name, isDemo });
    await makeHouseTemplates(tx, org.id);
    const passwordHash = await hash(password);
    const user = await makeUser(tx, { name: admin.name, email: admin.email, passwordHash, isDemo });
    await makeMembership(tx, { orgId: org.id, userId: user.id, role });
  });
  return { name, admin };
}

/** A link like the one that the start prints while nobody looks after the installation. */
export async function makeFirstAdminPath(): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await asSystem("e2e: arrange", async (tx) => {
    await tx.update(users).set({ operatorSinceAt: null });
    await tx.insert(oneTimeLinks).values({
      purpose: "first_admin",
      tokenHash: createHash("sha256").update(token).digest("hex"),
      expiresAt: new Date(Date.now() + 3_600_000),
    });
  });
  return `/welcome/${token}`;
}
