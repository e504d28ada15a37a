import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import type { RunStatus } from "@/db/enums";

const tones: Readonly<Record<RunStatus, Tone>> = {
  queued: "neutral",
  running: "accent",
  waiting: "accent",
  finished: "good",
  failed: "bad",
  parked: "bad",
  cancelled: "warn",
};

export function RunStatusBadge({ status }: { status: RunStatus }) {
  const t = useTranslations("admin-jobs.status");
  return <Badge tone={tones[status]}>{t(status)}</Badge>;
}
