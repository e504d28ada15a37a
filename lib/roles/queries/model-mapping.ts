import "server-only";
import { sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import type { ModelChoiceOutcome } from "@/db/enums";
import { authorize, type Ctx } from "@/lib/auth/context";
import type { ModelMapping } from "@/lib/roles/schema";

type Row = { outcome: ModelChoiceOutcome; code: string | null; count: number };

/** About how many open roles a model was asked, about how many without a usable answer, and mostly why. */
export async function getModelMapping(ctx: Ctx, sessionId: string): Promise<ModelMapping> {
  authorize(ctx, "session:read");
  const rows = await inOrg(ctx, (tx) =>
    tx.execute<Row>(sql`
      select s.model_outcome as outcome, s.model_error_code as code, count(*)::int as count
        from role_suggestions s
        join roles r on r.org_id = s.org_id and r.id = s.role_id
       where s.org_id = ${ctx.orgId} and r.session_id = ${sessionId} and s.model_outcome is not null
         and not exists (select 1 from role_decisions d where d.org_id = s.org_id and d.role_id = s.role_id)
       group by 1, 2
       order by count desc, 1, 2`),
  );
  const unanswered = rows.filter(({ outcome }) => outcome === "failed" || outcome === "refused");
  const sum = (counted: readonly Row[]) => counted.reduce((total, { count }) => total + count, 0);
  return {
    askedCount: sum(rows),
    unansweredCount: sum(unanswered),
    why: unanswered[0]?.code ?? unanswered[0]?.outcome ?? "",
  };
}
