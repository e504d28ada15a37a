import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { inOrg } from "@/db/client";
import { onetOccupations } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";
import { notFound } from "@/lib/errors";
import { type OccupationPage, OccupationPageQuery } from "../schema";
import { readOccupationContent } from "./occupation-content";
import { occupationExposures, openReferenceThrough } from "./open-reference";

const OccupationPageInput = OccupationPageQuery.extend({ code: z.string().max(20) });

/**
 * One occupation of the release in use with one part of what O*NET says about it.
 * @throws AppError `not_found`; `unavailable` while no reference data is loaded
 */
export async function getOccupationPage(ctx: Ctx, input: unknown): Promise<OccupationPage> {
  authorize(ctx, "reference:read");
  const { code, ...query } = OccupationPageInput.parse(input);
  return inOrg(ctx, async (tx) => {
    const open = await openReferenceThrough(tx, ctx, query.source);
    const facts = open.facts.get(code);
    const exposure = occupationExposures(open.reference, open.facts.keys()).get(code);
    if (facts === undefined || exposure === undefined) throw notFound("occupation");
    const [row] = await tx
      .select({ description: onetOccupations.description })
      .from(onetOccupations)
      .where(and(eq(onetOccupations.release, open.release), eq(onetOccupations.code, code)));
    return {
      release: open.release,
      source: open.source,
      lens: query.source,
      facts,
      description: row?.description ?? null,
      exposure,
      content: await readOccupationContent({ tx, open, code, query }),
    };
  });
}
