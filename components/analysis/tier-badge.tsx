import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import type { Tier } from "@/db/enums";

const tones: Readonly<Record<Tier, Tone>> = { now: "good", next_quarter: "accent", future: "neutral" };

export function TierBadge({ tier }: { tier: Tier | null }) {
  const t = useTranslations("analysis.tier");
  if (tier === null) return <span className="text-ink-soft text-sm">{t("none")}</span>;
  return <Badge tone={tones[tier]}>{t(tier)}</Badge>;
}
