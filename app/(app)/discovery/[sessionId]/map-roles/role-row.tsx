"use client";

import { useFormatter, useTranslations } from "next-intl";
import { memo } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { Td } from "@/components/ui/table";
import { lightWords } from "@/lib/roles/lit-words";
import { toPercent } from "@/lib/roles/percent";
import type { ModelChoice, OccupationName, RoleDecision, RoleRow, RoleSuggestion } from "@/lib/roles/schema";
import { RoleLink } from "./role-link";

export interface RowActions {
  readonly confirm: (role: RoleRow, occupation: OccupationName) => void;
  readonly choose: (role: RoleRow) => void;
  readonly reopen: (role: RoleRow) => void;
  readonly select: (role: RoleRow, isSelected: boolean) => void;
}

/** Where a row stands in a list of which only a part is in the page. */
export interface RowPlace {
  readonly index: number;
  /** Tells the list how high the row came out. */
  readonly measure: ((row: HTMLElement | null) => void) | undefined;
  /** The row a person works on. */
  readonly isCurrent: boolean;
  /** It names the candidates that the keys 1 to 5 take. */
  readonly isOpen: boolean;
  /** The focus came to the row. */
  readonly enter: (id: string) => void;
}

/** The title with the words lit that spoke for the best occupation. */
export function LitTitle({ title, words }: { title: string; words: readonly string[] }) {
  let position = 0;
  return lightWords(title, words).map(({ text, isLit }) => {
    const key = position;
    position += text.length;
    return isLit ? (
      <mark
        key={key}
        className="bg-transparent text-inherit underline decoration-2 decoration-accent underline-offset-4"
      >
        {text}
      </mark>
    ) : (
      <span key={key}>{text}</span>
    );
  });
}

function Departments({ role }: { role: RoleRow }) {
  const t = useTranslations("roles.row");
  const shown = role.departments.map(({ name, headcount }) =>
    t("department", { name: name ?? t("noDepartment"), headcount }),
  );
  const more = role.departmentCount - role.departments.length;
  return (
    <span className="block text-ink-soft text-xs">
      {shown.join(" · ")}
      {more > 0 ? ` ${t("moreDepartments", { count: more })}` : null}
    </span>
  );
}

function Occupation({ code, title }: OccupationName) {
  return (
    <>
      <span className="font-medium">{title}</span>{" "}
      <span className="whitespace-nowrap text-ink-soft text-xs">{code}</span>
    </>
  );
}

function Decided({ decision }: { decision: RoleDecision }) {
  const t = useTranslations("roles.row");
  const format = useFormatter();
  const { occupation, missingIn, origin, decidedByName, decidedAt, reason } = decision;
  return (
    <>
      {occupation ? <Occupation {...occupation} /> : <span className="font-medium">{t("none")}</span>}
      {missingIn ? (
        <span className="block">
          <Badge tone="warn">{t("missingIn", { release: missingIn })}</Badge>
        </span>
      ) : null}
      <span className="block text-ink-soft text-xs">
        <Badge tone="good">{t("decided")}</Badge>{" "}
        {t(origin === "rule" ? "byRule" : "byPerson", {
          name: decidedByName,
          date: format.dateTime(decidedAt, { dateStyle: "medium" }),
        })}
      </span>
      {reason ? <span className="block text-xs">{t("reason", { reason })}</span> : null}
    </>
  );
}

function Choice({ choice }: { choice: ModelChoice }) {
  const t = useTranslations("roles.row");
  const { outcome, reason, modelName: model, isDisputed } = choice;
  if (outcome === "refused" || outcome === "failed") {
    return (
      <span className="block text-ink-soft text-xs">
        {t(outcome === "refused" ? "modelRefused" : "modelFailed")}
      </span>
    );
  }
  const label = outcome === "none" ? "modelNone" : isDisputed ? "modelChose" : "modelAgrees";
  return (
    <span className="block max-w-prose text-xs wrap-anywhere">
      <Badge tone={outcome === "none" ? "warn" : "accent"}>{t(label)}</Badge>{" "}
      {reason ? t("modelReason", { model, reason }) : null}
    </span>
  );
}

/** What the keys 1 to 5 take, on the row a person works on. */
function NumberedCandidates({ suggestion }: { suggestion: RoleSuggestion }) {
  const t = useTranslations("roles.row");
  return (
    <ol aria-label={t("candidates")} className="mt-1 flex flex-col gap-0.5 text-xs">
      {suggestion.candidates.map(({ code, title, score }, place) => (
        <li key={code}>
          <kbd className="mr-1.5 rounded border border-line-strong bg-sunken px-1 font-mono">{place + 1}</kbd>
          {title} <span className="text-ink-soft">{t("confidence", { percent: toPercent(score) })}</span>
        </li>
      ))}
    </ol>
  );
}

function Suggested({ suggestion, isOpen }: { suggestion: RoleSuggestion | null; isOpen: boolean }) {
  const t = useTranslations("roles.row");
  if (!suggestion) return <span className="text-ink-soft">{t("noSuggestion")}</span>;
  const [best, second] = suggestion.candidates;
  if (!best) return <span className="text-ink-soft">{t("nothingKnown")}</span>;
  const isMatched = second !== undefined && second.code === suggestion.matched?.code;
  return (
    <>
      <Occupation code={best.code} title={best.title} />
      <span className="block text-ink-soft text-xs">
        {suggestion.isAccepted ? (
          <Badge tone="accent">{t(suggestion.aliasId ? "ownAlias" : "accepted")}</Badge>
        ) : null}{" "}
        {suggestion.verdict === null ? null : (
          <Badge tone={suggestion.verdict === "wrong" ? "warn" : "good"}>
            {t(`verdict.${suggestion.verdict}`)}
          </Badge>
        )}{" "}
        {second && !isOpen ? t(isMatched ? "matched" : "second", { title: second.title }) : null}
      </span>
      {isOpen ? <NumberedCandidates suggestion={suggestion} /> : null}
      {suggestion.choice ? <Choice choice={suggestion.choice} /> : null}
    </>
  );
}

function Confidence({ suggestion }: { suggestion: RoleSuggestion }) {
  const t = useTranslations("roles.row");
  const percent = toPercent(suggestion.confidence);
  const { matched, candidates } = suggestion;
  const isOfAnother = matched !== null && candidates[0] !== undefined && candidates[0].code !== matched.code;
  return (
    <>
      <span className="block tabular-nums">{t("confidence", { percent })}</span>
      <span aria-hidden="true" className="block h-1 w-20 overflow-hidden rounded-full bg-sunken">
        <span className="block h-full bg-accent" style={{ width: `${percent}%` }} />
      </span>
      {isOfAnother ? (
        <span className="block text-ink-soft text-xs">{t("confidenceOf", { title: matched.title })}</span>
      ) : (
        <span className="block whitespace-nowrap text-ink-soft text-xs">
          {t("margin", { percent: toPercent(suggestion.margin) })}
        </span>
      )}
    </>
  );
}

/** The first button keeps its place in every state, so that the focus stays on it when a role is decided. */
function RowButtons({ role, actions }: { role: RoleRow; actions: RowActions }) {
  const t = useTranslations("roles.row");
  const best = role.suggestion?.candidates[0];
  const isConfirmable = !role.decision && best !== undefined;
  const change = role.decision ? "change" : "choose";
  return (
    <div className="flex justify-end gap-1">
      <Button
        data-first-action=""
        size="small"
        variant={isConfirmable && role.suggestion?.isAccepted ? "primary" : "secondary"}
        aria-label={
          isConfirmable ? t("confirmRole", { title: role.title }) : t(`${change}Role`, { title: role.title })
        }
        onClick={() => (isConfirmable ? actions.confirm(role, best) : actions.choose(role))}
      >
        {t(isConfirmable ? "confirm" : change)}
      </Button>
      {isConfirmable ? (
        <Button
          size="small"
          aria-label={t("chooseRole", { title: role.title })}
          onClick={() => actions.choose(role)}
        >
          {t("choose")}
        </Button>
      ) : null}
      {role.decision ? (
        <Button
          size="small"
          variant="quiet"
          aria-label={t("reopenRole", { title: role.title })}
          onClick={() => actions.reopen(role)}
        >
          {t("reopen")}
        </Button>
      ) : null}
    </div>
  );
}

export function isSelectable(role: RoleRow): boolean {
  return !role.decision && (role.suggestion?.candidates.length ?? 0) > 0;
}

/** The share of people settled once everything from the top down to this role is. */
function SettledDownToHere({ share }: { share: number }) {
  const t = useTranslations("roles.row");
  return (
    <span className="block whitespace-nowrap text-ink-soft text-xs tabular-nums">
      {t("settledDownToHere", { percent: toPercent(share) })}
    </span>
  );
}

export const RoleTableRow = memo(function RoleTableRow({
  role,
  isSelected,
  share,
  actions,
  index,
  measure,
  isCurrent,
  isOpen,
  enter,
}: RowPlace & {
  role: RoleRow;
  isSelected: boolean;
  /** Undefined where the list is in another order, or the role is settled. */
  share: number | undefined;
  /** Undefined for people who may only read. */
  actions: RowActions | undefined;
}) {
  const t = useTranslations("roles.row");
  const format = useFormatter();
  const words = role.suggestion?.candidates[0]?.words ?? [];
  return (
    <tr
      ref={measure}
      data-index={index}
      data-role={role.id}
      aria-rowindex={index + 2}
      aria-current={isCurrent ? "true" : undefined}
      tabIndex={-1}
      onFocus={() => enter(role.id)}
      className={classes(
        "outline-none",
        isSelected && "bg-accent-soft",
        isCurrent && "[&>*]:bg-sunken [&>*:first-child]:shadow-[inset_3px_0_0_var(--accent)]",
      )}
    >
      {actions ? (
        <Td>
          {isSelectable(role) ? (
            <input
              type="checkbox"
              className="size-5 accent-(--accent)"
              aria-label={t("select", { title: role.title })}
              checked={isSelected}
              onChange={(event) => actions.select(role, event.currentTarget.checked)}
            />
          ) : null}
        </Td>
      ) : null}
      <th
        scope="row"
        className="min-w-48 border-line border-b px-3 py-2 text-left align-middle font-medium wrap-anywhere"
      >
        <RoleLink role={role}>
          <LitTitle title={role.title} words={words} />
        </RoleLink>
        <Departments role={role} />
      </th>
      <Td className="text-right">
        {format.number(role.headcount)}
        {share === undefined ? null : <SettledDownToHere share={share} />}
      </Td>
      <Td>
        {role.decision ? (
          <Decided decision={role.decision} />
        ) : (
          <Suggested suggestion={role.suggestion} isOpen={isOpen} />
        )}
      </Td>
      <Td>{role.suggestion ? <Confidence suggestion={role.suggestion} /> : null}</Td>
      {actions ? (
        <Td>
          <RowButtons role={role} actions={actions} />
        </Td>
      ) : null}
    </tr>
  );
});
