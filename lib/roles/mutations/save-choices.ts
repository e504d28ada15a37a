import "server-only";
import { sql } from "drizzle-orm";
import { inOrg } from "@/db/client";
import { titleChoices } from "@/db/schema";
import type { Ctx } from "@/lib/auth/context";
import type { ModelErrorCode } from "@/lib/llm/port";
import { promptVersion, type TitleChoice, titleKeyOf } from "@/lib/roles/prompt";
import type { RoleQuestion } from "@/lib/roles/queries/titles-to-ask";
import { openForEdit } from "@/lib/sessions/mutations";

export type AskedRole = {
  readonly question: RoleQuestion;
  readonly hash: string;
  readonly choice: TitleChoice | { readonly outcome: "failed"; readonly errorCode: ModelErrorCode };
};

export interface ChoicePlace {
  readonly sessionId: string;
  readonly release: string;
  readonly model: string;
}

function toRow({ question, choice }: AskedRole) {
  return {
    role_id: question.roleId,
    outcome: choice.outcome,
    code: choice.outcome === "chosen" ? choice.code : null,
    reason: "reason" in choice ? choice.reason : null,
    error_code: choice.outcome === "failed" ? choice.errorCode : null,
  };
}

/**
 * Notes beside the matcher's suggestions what a model chose among them, or why it did not; answers are kept so that
 * nothing is asked twice. A suggestion that was made anew meanwhile takes only a choice that is still among its
 * candidates. Decisions are another table and stay.
 */
export async function saveChoices(
  ctx: Ctx,
  { sessionId, release, model }: ChoicePlace,
  asked: readonly AskedRole[],
): Promise<void> {
  if (asked.length === 0) return;
  const known = asked.flatMap(({ question, hash, choice }) =>
    choice.outcome === "chosen" || choice.outcome === "none"
      ? [
          {
            orgId: ctx.orgId,
            inputHash: hash,
            titleKey: titleKeyOf(question.title),
            release,
            promptVersion,
            model,
            onetCode: choice.code,
            reason: choice.reason,
          },
        ]
      : [],
  );
  await inOrg(ctx, async (tx) => {
    await openForEdit(tx, ctx, sessionId, { changesInputs: false });
    if (known.length > 0) await tx.insert(titleChoices).values(known).onConflictDoNothing();
    await tx.execute(sql`
      update role_suggestions s
         set model_outcome = c.outcome, model_code = c.code, model_reason = c.reason, model_name = ${model},
             model_error_code = c.error_code
        from jsonb_to_recordset(${JSON.stringify(asked.map(toRow))}::jsonb)
             as c(role_id uuid, outcome text, code text, reason text, error_code text)
        join roles r on r.org_id = ${ctx.orgId} and r.session_id = ${sessionId} and r.id = c.role_id
       where s.org_id = ${ctx.orgId} and s.role_id = c.role_id and s.release = ${release} and not s.is_accepted
         and (c.code is null or s.candidates @> jsonb_build_array(jsonb_build_object('code', c.code)))`);
  });
}
