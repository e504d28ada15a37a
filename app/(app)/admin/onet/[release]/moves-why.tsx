import { useTranslations } from "next-intl";
import type { MoveReasons } from "@/lib/onet/release-diff";

/** What O*NET changed about an occupation, in sentences. */
export function Why({ reasons, from, to }: { reasons: MoveReasons | null; from: string; to: string }) {
  const t = useTranslations("onet.moves.why");
  if (reasons === null) return <>{t("unmapped")}</>;
  if (reasons.only === "before") return <>{t("onlyBefore", { release: to })}</>;
  if (reasons.only === "after") return <>{t("onlyAfter", { release: to })}</>;
  const { tasksGained, tasksLost, importanceChanged, scoredBefore, scoredAfter } = reasons;
  const isScoredOtherwise =
    scoredBefore.scored !== scoredAfter.scored || scoredBefore.total !== scoredAfter.total;
  const sentences = [
    tasksGained > 0 ? t("gained", { count: tasksGained }) : null,
    tasksLost > 0 ? t("lost", { count: tasksLost }) : null,
    importanceChanged > 0 ? t("importance", { count: importanceChanged }) : null,
    isScoredOtherwise
      ? t("scored", {
          scored: scoredAfter.scored,
          total: scoredAfter.total,
          scoredBefore: scoredBefore.scored,
          totalBefore: scoredBefore.total,
        })
      : null,
    reasons.isBorrowedBefore && !reasons.isBorrowedAfter ? t("borrowed", { release: from }) : null,
    reasons.isBorrowedAfter ? t("borrowed", { release: to }) : null,
  ].filter((sentence) => sentence !== null);
  return <>{sentences.length > 0 ? sentences.join(" ") : t("around")}</>;
}
