import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMoment } from "@/components/jobs/use-moment";
import { Notice } from "@/components/ui/notice";
import type { ScoringJobDetail } from "@/lib/scoring/scoring-views";

/** What one has to know before reading the figures: an error, a reused result, names shown to the model, flags. */
export function JobNotices({ job }: { job: ScoringJobDetail }) {
  const t = useTranslations("scoring.job");
  const tError = useTranslations("scoring.errorClass");
  const tFlag = useTranslations("scoring.flag");
  const moment = useMoment();
  const { reusedFromJobId, reusedCompletedAt } = job;
  return (
    <div className="mb-4 grid gap-2 empty:hidden">
      {job.status === "failed" ? (
        <Notice tone="bad">
          {job.errorMessage ?? t("failed")}{" "}
          {job.errorClass === null ? null : tError(`${job.errorClass}.meaning`)} {t("noRejection")}
        </Notice>
      ) : null}
      {reusedFromJobId === null ? null : (
        <Notice tone="accent">
          {t.rich("reused", {
            when: reusedCompletedAt === null ? t("earlier") : moment(reusedCompletedAt),
            link: (text) => (
              <Link
                className="underline underline-offset-2"
                prefetch={false}
                href={`/scoring/jobs/${reusedFromJobId}`}
              >
                {text}
              </Link>
            ),
          })}
        </Notice>
      )}
      {job.isBlind ? null : <Notice tone="warn">{t("notBlind", { reason: job.unblindReason ?? "" })}</Notice>}
      {job.variant === "original" ? null : <Notice tone="warn">{t("twinMeaning")}</Notice>}
      {job.flags.length > 0 ? (
        <Notice tone="warn">
          <p className="font-medium">{t("flagged")}</p>
          <ul className="mt-1 list-disc pl-5">
            {job.flags.map((flag) => (
              <li key={flag}>
                {t("flag", { name: tFlag(`${flag}.name`), meaning: tFlag(`${flag}.meaning`) })}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </div>
  );
}
