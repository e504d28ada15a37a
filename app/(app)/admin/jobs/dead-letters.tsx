import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMoment } from "@/components/jobs/use-moment";
import { useWorkName } from "@/components/jobs/use-work-name";
import { Table, Td, Th } from "@/components/ui/table";
import type { DeadLetter } from "@/lib/jobs/dead-letters";
import { functionIdOf, functionOfEvent } from "@/lib/jobs/function-names";
import type { RunScope } from "@/lib/jobs/run-filters";
import { ReplayButton } from "./replay-button";

function useEventName(): (name: string) => string {
  const t = useTranslations("admin-jobs.letters");
  const workName = useWorkName();
  return (name) => {
    const functionName = functionOfEvent(name);
    return functionName ? workName(functionIdOf(functionName)) : t("cancellation");
  };
}

function Job({ letter }: { letter: DeadLetter }) {
  const t = useTranslations("admin-jobs");
  if (letter.jobState === null) return t("letters.jobGone");
  return (
    <Link
      className="text-accent underline underline-offset-2"
      prefetch={false}
      href={`/admin/jobs?job=${letter.jobId}`}
    >
      {t(`jobStates.${letter.jobState}`)}
    </Link>
  );
}

function Row({ letter, isOwn }: { letter: DeadLetter; isOwn: boolean }) {
  const t = useTranslations("admin-jobs.letters");
  const moment = useMoment();
  const eventName = useEventName()(letter.name);
  const when = moment(letter.parkedAt);
  return (
    <tr>
      <Td>
        {eventName}
        <span className="block text-ink-soft text-xs">{letter.name}</span>
      </Td>
      {isOwn ? null : <Td>{letter.organizationName}</Td>}
      <Td className="whitespace-nowrap">{when}</Td>
      <Td className="text-right">{letter.tries}</Td>
      {isOwn ? (
        <>
          <Td className="min-w-48 max-w-md break-words">{letter.lastError}</Td>
          <Td>
            <Job letter={letter} />
          </Td>
          <Td className="text-right">
            {letter.isWanted ? (
              <ReplayButton
                eventId={letter.id}
                label={t("send")}
                fullLabel={t("sendOf", { event: eventName, when })}
              />
            ) : (
              <span className="text-ink-soft text-xs">{t(letter.jobState === null ? "gone" : "ended")}</span>
            )}
          </Td>
        </>
      ) : null}
    </tr>
  );
}

/** Events that no delivery reached, with the way to send them again. Operators only see that there are some. */
export function DeadLetters({ letters, scope }: { letters: readonly DeadLetter[]; scope: RunScope }) {
  const t = useTranslations("admin-jobs.letters");
  const isOwn = scope === "organization";
  if (letters.length === 0) return null;
  return (
    <section className="mt-10">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <div>
          <h2 className="font-semibold text-lg">{t("title")}</h2>
          <p className="text-ink-soft text-sm">{t("body")}</p>
        </div>
        {isOwn && letters.some(({ isWanted }) => isWanted) ? <ReplayButton label={t("sendAll")} /> : null}
      </div>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("event")}</Th>
            {isOwn ? null : <Th>{t("organization")}</Th>}
            <Th>{t("since")}</Th>
            <Th className="text-right">{t("tries")}</Th>
            {isOwn ? (
              <>
                <Th>{t("error")}</Th>
                <Th>{t("job")}</Th>
                <Th>
                  <span className="sr-only">{t("actions")}</span>
                </Th>
              </>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {letters.map((letter) => (
            <Row key={letter.id} letter={letter} isOwn={isOwn} />
          ))}
        </tbody>
      </Table>
    </section>
  );
}
