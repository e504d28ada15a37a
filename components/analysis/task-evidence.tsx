import { useTranslations } from "next-intl";
import { Table, Td, Th } from "@/components/ui/table";
import type { ActivityEvidence } from "@/lib/analysis/activity-evidence";
import type { ExposureSourceInfo } from "@/lib/analysis/run-views";
import { Score } from "./score";

function TaskTable({ evidence }: { evidence: ActivityEvidence }) {
  const t = useTranslations("analysis.explanation");
  const valueText = useTranslations("analysis.value");
  const hasSiblings = new Set(evidence.tasks.map(({ code }) => code)).size > 1;
  return (
    <Table label={t("evidence.caption")}>
      <thead>
        <tr>
          <Th>{t("evidence.task")}</Th>
          {hasSiblings ? <Th>{t("evidence.code")}</Th> : null}
          <Th>{t("evidence.type")}</Th>
          <Th className="text-right">{t("evidence.importance")}</Th>
          <Th className="text-right">{t("evidence.shared")}</Th>
          <Th className="text-right">{t("evidence.exposure")}</Th>
          <Th>{t("evidence.label")}</Th>
          <Th>{t("evidence.from")}</Th>
        </tr>
      </thead>
      <tbody>
        {evidence.tasks.map(({ taskId, code, type, importance, activityCount, ...task }) => (
          <tr key={taskId}>
            <Td className="whitespace-nowrap">{t("evidence.taskId", { id: String(taskId) })}</Td>
            {hasSiblings ? <Td className="whitespace-nowrap">{code}</Td> : null}
            <Td>{t(`evidence.types.${type}`)}</Td>
            <Td className="text-right">
              {importance === null ? t("evidence.unrated") : valueText("rating", { value: importance })}
            </Td>
            <Td className="text-right">{valueText("count", { value: activityCount })}</Td>
            <Td className="text-right">
              <Score value={task.exposure} />
            </Td>
            <Td>{task.label}</Td>
            <Td>{task.exposureLevel === null ? null : t(`evidence.levels.${task.exposureLevel}`)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The tasks behind one activity, with what the source says of each. Task statements come with a full sync. */
export function TaskEvidenceList({
  evidence,
  source,
}: {
  /** Null for an own activity. */
  evidence: ActivityEvidence | null;
  source: ExposureSourceInfo;
}) {
  const t = useTranslations("analysis.explanation.evidence");
  if (evidence === null) return <p className="text-sm">{t("own")}</p>;
  const above = evidence.lineage.slice(1);
  const { rating } = evidence;
  return (
    <div className="flex flex-col gap-2">
      {above.length > 0 ? (
        <p className="text-ink-soft text-sm">
          {t("lineage", { list: above.map(({ name }) => name).join(" / ") })}
        </p>
      ) : null}
      {rating !== null && rating.importance !== null && rating.level !== null ? (
        <p className="text-sm">{t("gwaRating", { importance: rating.importance, level: rating.level })}</p>
      ) : null}
      {evidence.elementLabels.map(({ level, id, name, label, value }) => (
        <p key={`${level} ${id}`} className="text-sm">
          {t("elementLabel", { source: source.name, name, label, value })}
        </p>
      ))}
      {evidence.tasks.length > 0 ? <TaskTable evidence={evidence} /> : null}
      {evidence.tasks.length === 0 && rating === null ? <p className="text-sm">{t("none")}</p> : null}
    </div>
  );
}
