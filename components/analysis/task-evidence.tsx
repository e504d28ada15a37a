import { useTranslations } from "next-intl";
import { OverrideText } from "@/components/exposure/override-text";
import { Table, Td, Th } from "@/components/ui/table";
import type { ActivityEvidence, TaskEvidence } from "@/lib/analysis/activity-evidence";
import type { ExposureSourceInfo } from "@/lib/analysis/run-views";
import { Score } from "./score";

/** What the source has published about the task, whatever decides. */
function SourceLabel({ task }: { task: TaskEvidence }) {
  const t = useTranslations("analysis.explanation.evidence");
  const { label, sourceValue, rationale, exposureLevel } = task;
  return (
    <>
      {label}
      {exposureLevel === "override" && sourceValue !== null ? (
        <span className="block whitespace-nowrap text-ink-soft text-xs">
          {t("sourceValue", { value: sourceValue })}
        </span>
      ) : null}
      {rationale === null ? null : <span className="block text-ink-soft text-xs">{rationale}</span>}
    </>
  );
}

/** The level a task's exposure came from; of an override of its own, whose it is and why. */
function KnownFrom({ task, mayOpen }: { task: TaskEvidence; mayOpen: boolean }) {
  const t = useTranslations("analysis.explanation.evidence");
  const { exposureLevel, override } = task;
  if (exposureLevel === null) return null;
  return (
    <>
      {t(`levels.${exposureLevel}`)}
      {override?.level === "task" ? (
        <span className="block text-ink-soft text-xs">
          <OverrideText
            note={override}
            element={t("taskId", { id: String(task.taskId) })}
            mayOpen={mayOpen}
          />
        </span>
      ) : null}
    </>
  );
}

function TaskTable({ evidence, mayOpen }: { evidence: ActivityEvidence; mayOpen: boolean }) {
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
        {evidence.tasks.map((task) => (
          <tr key={task.taskId}>
            <Td>
              <span className="whitespace-nowrap">{t("evidence.taskId", { id: String(task.taskId) })}</span>
              {task.statement === null ? null : (
                <span className="block min-w-48 text-ink-soft text-xs">{task.statement}</span>
              )}
            </Td>
            {hasSiblings ? <Td className="whitespace-nowrap">{task.code}</Td> : null}
            <Td>{t(`evidence.types.${task.type}`)}</Td>
            <Td className="text-right">
              {task.importance === null
                ? t("evidence.unrated")
                : valueText("rating", { value: task.importance })}
            </Td>
            <Td className="text-right">{valueText("count", { value: task.activityCount })}</Td>
            <Td className="text-right">
              <Score value={task.exposure} />
            </Td>
            <Td>
              <SourceLabel task={task} />
            </Td>
            <Td>
              <KnownFrom task={task} mayOpen={mayOpen} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** How much of what lies beneath the activity, and beneath what it lies within, the source scores itself. */
function Coverage({ evidence, source }: { evidence: ActivityEvidence; source: ExposureSourceInfo }) {
  const t = useTranslations("analysis.explanation.evidence");
  const { tasks, counts } = evidence;
  // A source of figures for activities labels no task at all.
  const isOfTasks = counts.some(({ scored }) => scored > 0);
  if (!isOfTasks) return null;
  const scored = tasks.filter(({ sourceValue }) => sourceValue !== null).length;
  const list = counts.map((count) => t("countsItem", { ...count })).join(", ");
  return (
    <p className="text-ink-soft text-sm">
      {tasks.length > 0 ? `${t("scored", { source: source.name, scored, total: tasks.length })} ` : null}
      {t("counts", { list })}
    </p>
  );
}

/** The tasks behind one activity, with what the source says of each and what the organization has set instead. */
export function TaskEvidenceList({
  evidence,
  source,
  mayOpen,
}: {
  /** Null for an own activity that rests on no other. */
  evidence: ActivityEvidence | null;
  source: ExposureSourceInfo;
  /** Whether the reader may see the page that overrides are changed on. */
  mayOpen: boolean;
}) {
  const t = useTranslations("analysis.explanation.evidence");
  if (evidence === null) return <p className="text-sm">{t("own")}</p>;
  const above = evidence.lineage.slice(1);
  const { rating, name: activity, isNearest, overrides, lineage } = evidence;
  return (
    <div className="flex flex-col gap-2">
      {isNearest ? <p className="text-sm">{t("nearest", { name: activity })}</p> : null}
      {above.length > 0 ? (
        <p className="text-ink-soft text-sm">
          {t("lineage", { list: above.map(({ name }) => name).join(" / ") })}
        </p>
      ) : null}
      {overrides.map((note) => (
        <p key={note.id} className="rounded-md bg-accent-soft px-3 py-2 text-sm">
          <OverrideText
            note={note}
            element={lineage.find(({ id }) => id === note.elementId)?.name ?? note.elementId}
            mayOpen={mayOpen}
          />
        </p>
      ))}
      {rating !== null && rating.importance !== null && rating.level !== null ? (
        <p className="text-sm">{t("gwaRating", { importance: rating.importance, level: rating.level })}</p>
      ) : null}
      {evidence.elementLabels.map(({ level, id, name, label, value, rationale }) => (
        <p key={`${level} ${id}`} className="text-sm">
          {t("elementLabel", { source: source.name, name, label, value })} {rationale}
        </p>
      ))}
      <Coverage evidence={evidence} source={source} />
      {evidence.tasks.length > 0 ? <TaskTable evidence={evidence} mayOpen={mayOpen} /> : null}
      {evidence.tasks.length === 0 && rating === null && !isNearest ? (
        <p className="text-sm">{t("none")}</p>
      ) : null}
      <p className="text-ink-soft text-xs">
        {t("source", { name: source.name, version: source.version, citation: source.citation })}
      </p>
    </div>
  );
}
