import { useTranslations } from "next-intl";
import type { Tier } from "@/db/enums";
import type { ReviewNeed } from "@/lib/activities/review-need";

/** Why an occupation is put up for a look, or why it is not. */
export function NeedText({ need }: { need: ReviewNeed }) {
  const t = useTranslations("activities.need");
  if (!need.isNeeded) return t(need.reason);
  const { movement, headcount: people } = need;
  const tierName = (tier: Tier | null) => t(`tierName.${tier ?? "none"}`);
  if (movement === null) return t("unknown", { people });
  if (movement.kind === "tier") {
    return t("tier", { people, from: tierName(movement.from), to: tierName(movement.to) });
  }
  return t(movement.isCandidateNow ? "candidateOut" : "candidateIn", { people });
}
