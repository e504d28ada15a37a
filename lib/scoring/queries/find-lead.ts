import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { profileLinks, profiles } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";

export interface Lead {
  readonly profileId: string;
  readonly name: string;
}

/** Who is accountable for a candidate agent at present. */
export async function findLead(ctx: Ctx, candidateId: string): Promise<Lead | undefined> {
  authorize(ctx, "scoring:read");
  const [lead] = await inOrg(ctx, (tx) =>
    tx
      .select({ profileId: profiles.id, name: profiles.name })
      .from(profileLinks)
      .innerJoin(profiles, and(eq(profiles.orgId, ctx.orgId), eq(profiles.id, profileLinks.profileId)))
      .where(
        and(
          eq(profileLinks.orgId, ctx.orgId),
          eq(profileLinks.candidateId, candidateId),
          eq(profileLinks.kind, "lead"),
          isNull(profileLinks.endedAt),
        ),
      ),
  );
  return lead;
}
