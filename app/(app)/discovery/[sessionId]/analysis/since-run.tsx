import { getTranslations } from "next-intl/server";
import { TierMoves } from "@/components/analysis/tier-moves";
import { ButtonLink } from "@/components/ui/button";
import { findQuickComparison } from "@/lib/analysis/comparison/run-comparison";
import type { RunEntry, RunSummary } from "@/lib/analysis/run-views";
import type { Ctx } from "@/lib/auth/context";

/** What moved since the run before, in a sentence, and the way to the whole comparison. */
export async function SinceRun({
  ctx,
  sessionId,
  run,
  runs,
}: {
  ctx: Ctx;
  sessionId: string;
  run: RunSummary;
  runs: readonly RunEntry[];
}) {
  const before = runs.find(({ number }) => number < run.number);
  if (!before) return null;
  const t = await getTranslations("run-comparison.since");
  const compared = await findQuickComparison(ctx, { sessionId, from: before.number, to: run.number });
  return (
    <section
      aria-label={t("label", { number: before.number })}
      className="mb-4 flex flex-wrap items-center justify-between gap-3 rounded-xl border border-line bg-surface p-4 text-sm"
    >
      <div>
        <p className="font-medium">{t("label", { number: before.number })}</p>
        {compared ? (
          <TierMoves moves={compared.comparison.tierMoves} />
        ) : (
          <p className="text-ink-soft">{t("otherData")}</p>
        )}
      </div>
      <ButtonLink
        size="small"
        href={`/discovery/${sessionId}/analysis/compare?from=${before.number}&to=${run.number}`}
      >
        {t("compare")}
      </ButtonLink>
    </section>
  );
}
