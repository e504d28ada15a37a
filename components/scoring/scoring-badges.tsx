import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import type { ScoringFlag, ScoringOutcome, ScoringStatus } from "@/db/enums";

const statusTones: Readonly<Record<ScoringStatus, Tone>> = {
  pending: "neutral",
  processing: "accent",
  completed: "good",
  failed: "bad",
  cancelled: "warn",
};

export function ScoringStatusBadge({ status }: { status: ScoringStatus }) {
  const t = useTranslations("scoring.status");
  return <Badge tone={statusTones[status]}>{t(status)}</Badge>;
}

const outcomeTones: Readonly<Record<ScoringOutcome, Tone>> = {
  passed: "good",
  rejected: "neutral",
  undetermined: "warn",
};

export function OutcomeBadge({ outcome }: { outcome: ScoringOutcome }) {
  const t = useTranslations("scoring.outcome");
  return <Badge tone={outcomeTones[outcome]}>{t(outcome)}</Badge>;
}

export function FlagBadges({ flags }: { flags: readonly ScoringFlag[] }) {
  const t = useTranslations("scoring.flag");
  return flags.map((flag) => (
    <Badge key={flag} tone="warn">
      {t(`${flag}.name`)}
    </Badge>
  ));
}
