import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { candidates, roles } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";

/**
 * What somebody would answer for who takes the lead of a candidate agent, for the instructions of a scoring.
 * @throws AppError `not_found`
 */
export async function candidateContext(tx: Tx, { orgId }: Ctx, candidateId: string): Promise<string> {
  const [candidate] = await tx
    .select({ name: candidates.name, description: candidates.description, title: roles.title })
    .from(candidates)
    .innerJoin(roles, and(eq(roles.orgId, candidates.orgId), eq(roles.id, candidates.roleId)))
    .where(and(eq(candidates.orgId, orgId), eq(candidates.id, candidateId)));
  if (!candidate) throw notFound("candidate");
  const { name, description, title } = candidate;
  return [
    `The accountable lead of an AI agent called "${name}".`,
    `What the agent is to do: ${description}`,
    `Whose work it takes part in: ${title}.`,
  ].join("\n");
}
