import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { profiles } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/context";

export interface ProfileToTry {
  readonly id: string;
  readonly name: string;
  readonly headline: string | null;
}

const shown = 10;

/** The first profiles by name whose name or headline holds the words. */
export async function profilesToTry(ctx: Ctx, words: string): Promise<ProfileToTry[]> {
  authorize(ctx, "profile:read");
  const text = sql`lower(concat_ws(' ', ${profiles.name}, ${profiles.headline}, ${profiles.currentTitle}))`;
  return inOrg(ctx, (tx) =>
    tx
      .select({ id: profiles.id, name: profiles.name, headline: profiles.headline })
      .from(profiles)
      .where(
        and(
          eq(profiles.orgId, ctx.orgId),
          words === "" ? undefined : sql`strpos(${text}, lower(${words})) > 0`,
        ),
      )
      .orderBy(asc(sql`lower(${profiles.name})`), asc(profiles.id))
      .limit(shown),
  );
}
