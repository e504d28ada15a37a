import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import { evidenceHref, hrefOf, occupationHref } from "@/lib/reference/links";
import type {
  GwaRatingRow,
  OccupationActivityRow,
  OccupationContent,
  OccupationPage,
} from "@/lib/reference/schema";
import { ExposureLink } from "../exposure-value";
import { TaskTable } from "../task-table";
import { RatingMarks } from "./rating-marks";

type Content = Extract<OccupationContent, { readonly tab: "activities" }>;

const linkClasses = "inline-flex min-h-6 items-center text-accent underline-offset-2 hover:underline";

function ActivityRow({
  row,
  code,
  hasTasks,
  open,
  lens,
}: {
  row: OccupationActivityRow;
  code: string;
  /** Of its own, to be shown below the row. */
  hasTasks: boolean;
  open: Content["open"];
  lens: string | undefined;
}) {
  const t = useTranslations("reference.occupation.activities");
  const levels = useTranslations("reference.exposure.levels");
  const { id, name, level, share, exposure } = row;
  const isOpen = open?.id === id;
  const here = (opened: string | null) =>
    occupationHref(code, { tab: "activities", open: opened, source: lens });
  const canOpen = hasTasks && level === "dwa";
  return (
    <>
      <tr>
        <Td>
          {canOpen ? (
            <Link
              className={linkClasses}
              href={here(isOpen ? null : id)}
              scroll={false}
              prefetch={false}
              aria-expanded={isOpen}
              title={isOpen ? t("hideTasks", { name }) : t("showTasks", { name })}
            >
              {name}
            </Link>
          ) : (
            name
          )}{" "}
          {level === "gwa" ? <Badge>{t("leaf")}</Badge> : null}
        </Td>
        <Td className="text-right">{level === "gwa" ? t("apart") : t("shareValue", { value: share })}</Td>
        <Td className="text-right">
          <ExposureLink
            value={exposure?.value ?? null}
            name={name}
            href={canOpen ? here(id) : evidenceHref({ level, id }, lens)}
          />
        </Td>
        <Td>{exposure === null ? null : levels(exposure.level)}</Td>
        <Td>
          <Link
            className={linkClasses}
            prefetch={false}
            href={hrefOf("/reference/activities", { open: id })}
            aria-label={t("anywhereOf", { name })}
          >
            {t("anywhere")}
          </Link>
        </Td>
      </tr>
      {isOpen ? (
        <tr>
          <td colSpan={5} className="border-line border-b bg-sunken p-3">
            <TaskTable label={t("showTasks", { name })} tasks={open.tasks} source={lens} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function Ratings({ ratings, lens }: { ratings: readonly GwaRatingRow[]; lens: string | undefined }) {
  const t = useTranslations("reference.occupation");
  const rating = (value: number | null) => (value === null ? t("notRated") : t("rating", { value }));
  return (
    <section className="mt-8">
      <h2 className="mb-2 font-semibold text-lg">{t("activities.ratings")}</h2>
      {ratings.length === 0 ? (
        <p className="text-ink-soft text-sm">{t("activities.noRatings")}</p>
      ) : (
        <Table label={t("activities.ratings")}>
          <thead>
            <tr>
              <Th>{t("activities.gwa")}</Th>
              <Th className="text-right">{t("activities.importance")}</Th>
              <Th className="text-right">{t("activities.level")}</Th>
              <Th>{t("skills.marks")}</Th>
              <Th className="text-right">{t("activities.gwaExposure")}</Th>
            </tr>
          </thead>
          <tbody>
            {ratings.map(({ id, name, importance, level, exposure, ...marks }) => (
              <tr key={id}>
                <Td>
                  <Link
                    className={linkClasses}
                    prefetch={false}
                    href={hrefOf("/reference/activities", { open: id })}
                  >
                    {name}
                  </Link>
                </Td>
                <Td className="text-right">{rating(importance)}</Td>
                <Td className="text-right">{rating(level)}</Td>
                <Td>
                  <RatingMarks {...marks} />
                </Td>
                <Td className="text-right">
                  <ExposureLink
                    value={exposure?.value ?? null}
                    name={name}
                    href={evidenceHref({ level: "gwa", id }, lens)}
                  />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}

/** What the occupation's exposure is made of: its activities by weight, and the tasks behind each. */
export function ActivitiesPart({ page, content }: { page: OccupationPage; content: Content }) {
  const t = useTranslations("reference.occupation.activities");
  const importance = useTranslations("reference.exposure.importance");
  const { activities, ratings, siblings, open } = content;
  const { code } = page.facts;
  return (
    <>
      {activities.length === 0 ? (
        <EmptyState title={t("none")} />
      ) : (
        <>
          <p className="mb-3 max-w-prose text-ink-soft text-sm">
            {t("how")} {importance(page.exposure.importanceBasis)}
          </p>
          {siblings.length > 0 ? (
            <div className="mb-3 text-sm">
              <p>{t("siblings")}</p>
              <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
                {siblings.map((sibling) => (
                  <li key={sibling.code}>
                    <Link className={linkClasses} prefetch={false} href={occupationHref(sibling.code)}>
                      {sibling.title}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
          <Table label={t("label")}>
            <thead>
              <tr>
                <Th>{t("activity")}</Th>
                <Th className="text-right">{t("share")}</Th>
                <Th className="text-right">{t("exposure")}</Th>
                <Th>{t("from")}</Th>
                <Th>{t("elsewhere")}</Th>
              </tr>
            </thead>
            <tbody>
              {activities.map((row) => (
                <ActivityRow
                  key={row.id}
                  row={row}
                  code={code}
                  hasTasks={siblings.length === 0}
                  open={open}
                  lens={page.lens}
                />
              ))}
            </tbody>
          </Table>
        </>
      )}
      <Ratings ratings={ratings} lens={page.lens} />
    </>
  );
}
