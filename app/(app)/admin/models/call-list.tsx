import { useTranslations } from "next-intl";
import { useMoment } from "@/components/jobs/use-moment";
import { callTones, purposeKeys } from "@/components/scoring/model-call-words";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";
import { TabLink } from "@/components/ui/tab-link";
import { Table, Td, Th } from "@/components/ui/table";
import { type ModelCallStatus, modelCallStatuses } from "@/db/enums";
import { type ModelErrorCode, modelErrorCodes } from "@/lib/llm/port";
import type { ModelCallRow } from "@/lib/llm/queries/model-calls";
import { toDollars } from "@/lib/llm/schema";

const isErrorCode = (code: string | null): code is ModelErrorCode =>
  modelErrorCodes.some((each) => each === code);

function hrefOf(status: ModelCallStatus | null): string {
  return status ? `/admin/models?status=${status}` : "/admin/models";
}

function StatusTabs({ status }: { status: ModelCallStatus | null }) {
  const t = useTranslations("models.calls");
  return (
    <nav aria-label={t("tabs")} className="mb-3 flex flex-wrap gap-1">
      {[null, ...modelCallStatuses].map((each) => (
        <TabLink
          key={each ?? "all"}
          href={hrefOf(each)}
          scroll={false}
          prefetch={false}
          isCurrent={each === status}
        >
          {each ? t(`status.${each}`) : t("all")}
        </TabLink>
      ))}
    </nav>
  );
}

function Row({ call }: { call: ModelCallRow }) {
  const t = useTranslations("models.calls");
  const inDollars = useTranslations("models");
  const moment = useMoment();
  const { status, errorCode, durationMs, totalTokens, costNanos, reservedNanos } = call;
  return (
    <tr>
      <Td className="whitespace-nowrap tabular-nums">{moment(call.startedAt)}</Td>
      <Td>{t(`purpose.${purposeKeys[call.purpose]}`)}</Td>
      <Td>
        {call.requestedModel}
        {call.resolvedModel && call.resolvedModel !== call.requestedModel ? (
          <span className="block text-ink-soft text-xs">{call.resolvedModel}</span>
        ) : null}
      </Td>
      <Td>
        <Badge tone={callTones[status]}>{t(`status.${status}`)}</Badge>
        {isErrorCode(errorCode) ? (
          <span className="block text-ink-soft text-xs">{inDollars(`errors.${errorCode}`)}</span>
        ) : null}
      </Td>
      <Td className="whitespace-nowrap text-right tabular-nums">
        {durationMs === null ? t("unknown") : t("seconds", { value: durationMs / 1_000 })}
      </Td>
      <Td className="text-right tabular-nums">
        {totalTokens === null ? t("unknown") : t("tokenCount", { value: totalTokens })}
      </Td>
      <Td className="whitespace-nowrap text-right tabular-nums">
        {status === "open"
          ? t("reserved", { value: toDollars(reservedNanos) })
          : inDollars("dollars", { value: toDollars(costNanos) })}
      </Td>
    </tr>
  );
}

function NoCalls({ status }: { status: ModelCallStatus | null }) {
  const t = useTranslations("models.calls");
  if (!status) return <EmptyState title={t("none.title")}>{t("none.body")}</EmptyState>;
  return (
    <EmptyState
      title={t("noneOfStatus.title")}
      action={<ButtonLink href={hrefOf(null)}>{t("noneOfStatus.action")}</ButtonLink>}
    >
      {t("noneOfStatus.body")}
    </EmptyState>
  );
}

/** The newest rows of the ledger. */
export function CallList({
  calls,
  status,
}: {
  calls: readonly ModelCallRow[];
  status: ModelCallStatus | null;
}) {
  const t = useTranslations("models.calls");
  return (
    <section>
      <h2 className="font-semibold text-lg">{t("title")}</h2>
      <p className="mt-1 mb-3 max-w-prose text-ink-soft text-sm">{t("body")}</p>
      <StatusTabs status={status} />
      {calls.length === 0 ? (
        <NoCalls status={status} />
      ) : (
        <Table label={t("title")}>
          <thead>
            <tr>
              <Th>{t("started")}</Th>
              <Th>{t("for")}</Th>
              <Th>{t("model")}</Th>
              <Th>{t("outcome")}</Th>
              <Th className="text-right">{t("duration")}</Th>
              <Th className="text-right">{t("tokens")}</Th>
              <Th className="text-right">{t("cost")}</Th>
            </tr>
          </thead>
          <tbody>
            {calls.map((call) => (
              <Row key={call.id} call={call} />
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}
