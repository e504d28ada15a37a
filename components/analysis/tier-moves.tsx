import { useTranslations } from "next-intl";
import { type Tier, tiers } from "@/db/enums";
import { causes, type TierMoveCount } from "@/lib/analysis/comparison/schema";

const spoken = [...causes, "together"] as const;

function sumRoles(moves: readonly TierMoveCount[]): number {
  return moves.reduce((sum, { roleCount }) => sum + roleCount, 0);
}

/** "3 roles moved to Now: 2 because of people, 1 because of decisions." One sentence per tier that roles moved to. */
export function TierMoves({ moves }: { moves: readonly TierMoveCount[] }) {
  const t = useTranslations("run-comparison.tierMoves");
  const tierName = useTranslations("analysis.tier");
  const targets: (Tier | null)[] = [...tiers, null];
  // A role whose people left moved nowhere.
  const leftCount = sumRoles(moves.filter(({ presence }) => presence === "went"));
  const sentences = targets.flatMap((tier) => {
    const these = moves.filter(({ to, presence }) => to === tier && presence !== "went");
    const count = sumRoles(these);
    if (count === 0) return [];
    const reasons = spoken.flatMap((cause) => {
      const byCause = sumRoles(these.filter((move) => move.cause === cause));
      return byCause === 0 ? [] : t(cause, { count: byCause });
    });
    const to = tierName(tier ?? "none");
    return reasons.length === 0
      ? t("moved", { count, tier: to })
      : t("movedBecause", { count, tier: to, reasons: reasons.join(", ") });
  });
  if (leftCount > 0) sentences.push(t("left", { count: leftCount }));
  if (sentences.length === 0) return <p className="text-ink-soft text-sm">{t("none")}</p>;
  return (
    <ul className="text-sm">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
