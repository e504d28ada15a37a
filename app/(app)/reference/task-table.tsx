import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Table, Td, Th } from "@/components/ui/table";
import { evidenceHref, hrefOf, occupationHref } from "@/lib/reference/links";
import type { TaskRow, UsingTask } from "@/lib/reference/schema";
import { ExposureLink } from "./exposure-value";

const frequencies = ["0", "1", "2", "3", "4", "5", "6"] as const;

/** The category that most workers named. */
function Frequency({ percents }: { percents: readonly number[] | null }) {
  const t = useTranslations("reference.occupation");
  const most = Math.max(...(percents ?? []));
  const name = frequencies[percents?.indexOf(most) ?? -1];
  if (name === undefined) return <span className="text-ink-soft">{t("notSaid")}</span>;
  return <>{t("tasks.frequencyValue", { name: t(`tasks.frequencies.${name}`), percent: most })}</>;
}

/** The statement where the release has one, else what the task leads to. */
function TaskText({ task }: { task: TaskRow }) {
  const t = useTranslations("reference.occupation.tasks");
  return (
    <>
      {task.statement ? <span className="block">{task.statement}</span> : null}
      <span className={task.statement ? "text-ink-soft text-xs" : "font-medium"}>
        {t("id", { id: String(task.taskId) })}
      </span>
      <ul className="text-ink-soft text-xs">
        {task.activities.map(({ id, name }) => (
          <li key={id}>
            <Link
              className="inline-flex min-h-6 items-center underline-offset-2 hover:underline"
              prefetch={false}
              href={hrefOf("/reference/activities", { open: id })}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Importance({ task }: { task: TaskRow }) {
  const t = useTranslations("reference.occupation");
  return (
    <>
      {task.importance === null ? (
        <span className="text-ink-soft">{t("notRated")}</span>
      ) : (
        t("rating", { value: task.importance })
      )}
      {task.suppress ? (
        <span className="ml-1">
          <Badge tone="warn" title={t("suppressTitle")}>
            {t("suppress")}
          </Badge>
        </span>
      ) : null}
    </>
  );
}

function isOfOccupation(task: TaskRow | UsingTask): task is UsingTask {
  return "occupationTitle" in task;
}

/** Tasks with their ratings, their exposure, and the way to the source row of each. */
export function TaskTable({
  label,
  tasks,
  source,
}: {
  label: string;
  tasks: readonly (TaskRow | UsingTask)[];
  /** Named in the links where it is not the organization's default. */
  source?: string | undefined;
}) {
  const t = useTranslations("reference.occupation");
  const tree = useTranslations("reference.tree");
  const levels = useTranslations("reference.exposure.levels");
  const ofMany = tasks.some(isOfOccupation);
  const hasMore = tasks.some(({ relevance, frequency }) => relevance !== null || frequency !== null);
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th>{t("tasks.task")}</Th>
          {ofMany ? <Th>{tree("occupation")}</Th> : null}
          <Th>{t("tasks.type")}</Th>
          <Th className="text-right">{t("tasks.importance")}</Th>
          {hasMore ? <Th className="text-right">{t("tasks.relevance")}</Th> : null}
          {hasMore ? <Th>{t("tasks.frequency")}</Th> : null}
          <Th className="text-right">{t("tasks.exposure")}</Th>
          <Th>{t("tasks.labelled")}</Th>
          <Th>{t("tasks.from")}</Th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <tr key={task.taskId}>
            <Td className="max-w-xl">
              <TaskText task={task} />
            </Td>
            {isOfOccupation(task) ? (
              <Td>
                <Link
                  className="inline-flex min-h-6 items-center text-accent underline-offset-2 hover:underline"
                  prefetch={false}
                  href={occupationHref(task.code)}
                >
                  {task.occupationTitle}
                </Link>
                <span className="block text-ink-soft text-xs">{task.code}</span>
              </Td>
            ) : null}
            <Td>{t(`tasks.types.${task.type}`)}</Td>
            <Td className="text-right">
              <Importance task={task} />
            </Td>
            {hasMore ? (
              <Td className="text-right">
                {task.relevance === null ? (
                  <span className="text-ink-soft">{t("notSaid")}</span>
                ) : (
                  t("tasks.relevanceValue", { value: task.relevance })
                )}
              </Td>
            ) : null}
            {hasMore ? (
              <Td>
                <Frequency percents={task.frequency} />
              </Td>
            ) : null}
            <Td className="text-right">
              <ExposureLink
                value={task.exposure?.value ?? null}
                name={t("tasks.id", { id: String(task.taskId) })}
                href={evidenceHref({ level: "task", id: String(task.taskId) }, source)}
              />
            </Td>
            <Td>{task.label}</Td>
            <Td>{task.exposure === null ? null : levels(task.exposure.level)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
