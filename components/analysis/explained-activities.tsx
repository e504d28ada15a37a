import Link from "next/link";
import { useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import { BasisText } from "@/components/exposure/basis-text";
import { Table, Td, Th } from "@/components/ui/table";
import type { ExplainedActivity, RoleExplanation } from "@/lib/analysis/explanation";
import { Score } from "./score";

/** How one activity is opened: its link, and what stands beneath it while it is open. */
export interface OpenActivity {
  readonly hrefOf: (activityId: string | null) => string;
  readonly id: string | null;
  readonly evidence: ReactNode;
}

function ActivityName({ activity, open }: { activity: ExplainedActivity; open: OpenActivity }) {
  const t = useTranslations("analysis.explanation.activities");
  const isOpen = open.id === activity.id;
  return (
    <>
      {activity.name}{" "}
      <Link
        href={open.hrefOf(isOpen ? null : activity.id)}
        scroll={false}
        prefetch={false}
        aria-expanded={isOpen}
        aria-label={isOpen ? undefined : t("showOf", { name: activity.name })}
        className="whitespace-nowrap text-accent text-xs underline underline-offset-2"
      >
        {isOpen ? t("hide") : t("show")}
      </Link>
    </>
  );
}

function ActivityTable({
  activities,
  coverage,
  open,
}: {
  activities: readonly ExplainedActivity[];
  coverage: number;
  open: OpenActivity;
}) {
  const t = useTranslations("analysis.explanation");
  return (
    <Table label={t("activities.title")}>
      <thead>
        <tr>
          <Th>{t("activities.activity")}</Th>
          <Th className="text-right">{t("activities.weight")}</Th>
          <Th className="text-right">{t("activities.share")}</Th>
          <Th className="text-right">{t("activities.exposure")}</Th>
          <Th className="text-right">{t("activities.part")}</Th>
          <Th>{t("activities.from")}</Th>
          <Th>{t("activities.selectedBy")}</Th>
        </tr>
      </thead>
      <tbody>
        {activities.map((activity) => {
          const { id, weight, share, exposure, exposureLevel, selectedBy } = activity;
          return (
            <Fragment key={id}>
              <tr>
                <Td>
                  <ActivityName activity={activity} open={open} />
                </Td>
                <Td className="text-right">
                  <Score value={weight} />
                </Td>
                <Td className="text-right">
                  <Score value={share} />
                </Td>
                <Td className="text-right">
                  <Score value={exposure} />
                </Td>
                <Td className="text-right">
                  <Score value={exposure === null || coverage === 0 ? null : (share * exposure) / coverage} />
                </Td>
                <Td>
                  {exposureLevel === null ? null : t(`level.${exposureLevel}`)}
                  {activity.basis === null ? null : <BasisText basis={activity.basis} />}
                </Td>
                <Td>{t(`layer.${selectedBy}`)}</Td>
              </tr>
              {open.id === id ? (
                <tr>
                  <Td colSpan={7} className="bg-sunken">
                    {open.evidence}
                  </Td>
                </tr>
              ) : null}
            </Fragment>
          );
        })}
      </tbody>
    </Table>
  );
}

/** The activities behind a role's exposure, each opening to the tasks it rests on. */
export function ExplainedActivities({
  explanation,
  open,
}: {
  explanation: RoleExplanation;
  open: OpenActivity;
}) {
  const t = useTranslations("analysis.explanation.activities");
  const { activities } = explanation;
  const { coverage } = explanation.exposure;
  const selected = activities.filter(({ isSelected }) => isSelected);
  const others = activities.filter(({ isSelected }) => !isSelected);
  if (activities.length === 0) return <p className="text-sm">{t("none")}</p>;
  return (
    <>
      <p className="mb-1 text-ink-soft text-sm">{t("caption")}</p>
      <ActivityTable activities={selected} coverage={coverage} open={open} />
      {others.length > 0 ? (
        <details className="mt-2" open={others.some(({ id }) => id === open.id)}>
          <summary className="cursor-pointer py-1 text-accent text-sm">
            {t("others", { count: others.length })}
          </summary>
          <ActivityTable activities={others} coverage={coverage} open={open} />
        </details>
      ) : null}
    </>
  );
}
