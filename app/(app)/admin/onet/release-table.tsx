import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th } from "@/components/ui/table";
import type { ReleaseEntry } from "@/lib/onet/releases";

export function releaseHref(release: string): string {
  return `/admin/onet/${encodeURIComponent(release)}`;
}

/** The releases that lie here, and what the organization has to do with each. */
export function ReleaseTable({ releases }: { releases: readonly ReleaseEntry[] }) {
  const t = useTranslations("onet.table");
  return (
    <Table label={t("label")}>
      <thead>
        <tr>
          <Th>{t("release")}</Th>
          <Th>{t("origin")}</Th>
          <Th>{t("imported")}</Th>
          <Th>{t("newest")}</Th>
          <Th className="text-right">{t("holds")}</Th>
          <Th className="text-right">{t("runs")}</Th>
          <Th>
            <span className="sr-only">{t("actions")}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {releases.map((release) => (
          <ReleaseRow key={release.release} entry={release} />
        ))}
      </tbody>
    </Table>
  );
}

function ReleaseRow({ entry }: { entry: ReleaseEntry }) {
  const t = useTranslations("onet.table");
  const origins = useTranslations("onet.origins");
  const format = useFormatter();
  const { release, isInUse, newestDataAt } = entry;
  const day = (date: Date) => format.dateTime(date, { dateStyle: "medium" });
  return (
    <tr>
      <th scope="row" className="border-line border-b px-3 py-2 text-left font-medium">
        <span className="flex flex-wrap items-center gap-2">
          {release}
          {isInUse ? <Badge tone="good">{t("inUse")}</Badge> : null}
        </span>
      </th>
      <Td>{origins(entry.origin)}</Td>
      <Td className="whitespace-nowrap">{day(entry.importedAt)}</Td>
      <Td className="whitespace-nowrap">
        {newestDataAt === null ? t("noDate") : day(new Date(newestDataAt))}
      </Td>
      <Td className="whitespace-nowrap text-right tabular-nums">
        {t("counts", {
          occupations: entry.occupationCount,
          tasks: entry.taskCount,
          activities: entry.activityCount,
        })}
      </Td>
      <Td className="text-right tabular-nums">{format.number(entry.runCount)}</Td>
      <Td className="text-right">
        <ButtonLink
          size="small"
          href={releaseHref(release)}
          prefetch={false}
          aria-label={t(isInUse ? "openRelease" : "lookAt", { release })}
        >
          {t(isInUse ? "open" : "look")}
        </ButtonLink>
      </Td>
    </tr>
  );
}
