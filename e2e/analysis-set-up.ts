import { eq } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { roles } from "@/db/schema";
import { makeRoleDecision } from "@/db/testing/factories";
import { twelveTitles } from "@/lib/analysis/testing/mapped-titles";
import { arrangeRoles } from "./role-set-up";

/** Twelve roles mapped by decisions, over four departments; one is decided to have no occupation. */
export async function arrangeMappedRoles(sessionId: string): Promise<void> {
  await arrangeRoles(
    sessionId,
    twelveTitles.map(({ title, headcount = 1, department = "Finance" }) => ({
      title,
      headcount,
      ...(department === null ? {} : { department }),
    })),
  );
  await asSystem("e2e: arrange", async (tx) => {
    const made = await tx.select().from(roles).where(eq(roles.sessionId, sessionId));
    for (const { id: roleId, orgId, title } of made) {
      const onetCode = twelveTitles.find((mapped) => mapped.title === title)?.code ?? null;
      await makeRoleDecision(tx, { orgId, roleId, onetCode });
    }
  });
}
