import { useFormatter, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { ReleaseEntry } from "@/lib/onet/releases";

/** How old a release is, in words. */
export function ReleaseAge({ release, now }: { release: ReleaseEntry; now: Date }) {
  const t = useTranslations("onet.inUse");
  const format = useFormatter();
  const { newestDataAt, importedAt } = release;
  if (newestDataAt === null) return <>{t("undated", { ago: format.relativeTime(importedAt, now) })}</>;
  const date = new Date(newestDataAt);
  return (
    <>
      {t("aged", {
        date: format.dateTime(date, { dateStyle: "medium" }),
        ago: format.relativeTime(date, now),
      })}
    </>
  );
}

/** The release that the organization works with, and how old it is. */
export function ReleaseInUse({
  inUse,
  releases,
  now,
}: {
  inUse: ReleaseEntry;
  releases: readonly ReleaseEntry[];
  now: Date;
}) {
  const t = useTranslations("onet.inUse");
  const newerCount = releases.filter(({ importedAt }) => importedAt > inUse.importedAt).length;
  return (
    <Card>
      <h2 className="text-ink-soft text-sm">{t("title")}</h2>
      <p className="font-semibold text-2xl tracking-tight">{t("name", { release: inUse.release })}</p>
      <p className="mt-1">
        <ReleaseAge release={inUse} now={now} />
      </p>
      <p className="mt-1 text-ink-soft text-sm">
        {t("holds", {
          occupations: inUse.occupationCount,
          tasks: inUse.taskCount,
          activities: inUse.activityCount,
        })}
      </p>
      {newerCount > 0 ? (
        <div className="mt-4">
          <Notice tone="accent">{t("newer", { count: newerCount })}</Notice>
        </div>
      ) : null}
    </Card>
  );
}
