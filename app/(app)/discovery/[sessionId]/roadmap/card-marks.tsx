import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { CandidateCard } from "@/lib/candidates/schema";

/** What a person or a later run did to a card, in words; the reasons stand in the title and in the card's dialog. */
export function CardMarks({ card }: { card: CandidateCard }) {
  const t = useTranslations("roadmap");
  const format = useFormatter();
  const tierName = useTranslations("analysis.tier");
  const { isChosenForBuild, tierOrigin, runTier, tier, staleReason, runNumber, leftWith } = card;
  const movedTitle =
    runTier === null ? t("card.movedUnplaced") : t("card.movedFrom", { tier: tierName(runTier) });
  return (
    <>
      {isChosenForBuild ? <Badge tone="good">{t("card.chosen")}</Badge> : null}
      {tierOrigin === "user" ? (
        <Badge tone="accent" title={runTier === tier ? undefined : movedTitle}>
          {t("card.moved")}
        </Badge>
      ) : null}
      {leftWith ? (
        <Badge
          tone="warn"
          title={t("card.leftWith", {
            name: leftWith.fileName,
            date: format.dateTime(leftWith.at, { dateStyle: "medium" }),
          })}
        >
          {t("card.left")}
        </Badge>
      ) : null}
      {staleReason && !leftWith ? (
        <Badge tone="warn" title={t(`stale.reason.${staleReason}`, { number: runNumber })}>
          {t("card.stale")}
        </Badge>
      ) : null}
    </>
  );
}
