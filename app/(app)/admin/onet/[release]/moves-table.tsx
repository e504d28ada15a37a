import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Score } from "@/components/analysis/score";
import { SortedTh } from "@/components/analysis/sorted-th";
import { Table, Td, Th } from "@/components/ui/table";
import type { Move } from "@/lib/onet/release-diff";
import {
  changeOf,
  type MovedCandidate,
  type MovedOccupation,
  type MoveSort,
  type MovesQuery,
  type ReleaseDiff,
} from "@/lib/onet/release-moves";
import { Why } from "./moves-why";
import { movesHref } from "./search-params";

interface Shown<T> {
  readonly diff: ReleaseDiff;
  readonly rows: readonly T[];
  readonly query: MovesQuery;
}

function MovesTable({
  diff,
  query,
  label,
  name,
  children,
}: Omit<Shown<never>, "rows"> & { label: string; name: string; children: ReactNode }) {
  const t = useTranslations("onet.moves.table");
  const sorted = (sort: MoveSort) => {
    const usual = sort === "name" ? "asc" : "desc";
    const isCurrent = query.sort === sort;
    const other = query.dir === "asc" ? "desc" : "asc";
    return {
      href: movesHref(diff.to, query, { sort, dir: isCurrent ? other : usual }),
      direction: isCurrent ? query.dir : undefined,
    };
  };
  return (
    <Table label={label}>
      <thead>
        <tr>
          <SortedTh label={name} {...sorted("name")} />
          <SortedTh label={t("people")} className="text-right" {...sorted("people")} />
          <SortedTh
            label={t("before", { release: diff.from })}
            className="text-right"
            {...sorted("before")}
          />
          <SortedTh label={t("after", { release: diff.to })} className="text-right" {...sorted("after")} />
          <SortedTh label={t("change")} className="text-right" {...sorted("change")} />
          <Th>{t("why")}</Th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </Table>
  );
}

function Figures({ move, people }: { move: Move; people: number }) {
  const t = useTranslations("onet.moves");
  const format = useFormatter();
  const change = changeOf(move);
  return (
    <>
      <Td className="text-right tabular-nums">{format.number(people)}</Td>
      <Td className="text-right tabular-nums">
        <Score value={move.before} />
      </Td>
      <Td className="text-right tabular-nums">
        <Score value={move.after} />
      </Td>
      <Td className="whitespace-nowrap text-right font-medium tabular-nums">
        {change === null ? t(move.before === null ? "appears" : "goes") : t("change", { value: change })}
      </Td>
    </>
  );
}

function RowHead({ children, detail }: { children: ReactNode; detail: ReactNode }) {
  return (
    <th scope="row" className="min-w-56 border-line border-b px-3 py-2 text-left font-medium">
      {children}
      <span className="block font-normal text-ink-soft text-xs">{detail}</span>
    </th>
  );
}

export function CandidateMoves({ diff, rows, query }: Shown<MovedCandidate>) {
  const t = useTranslations("onet.moves.table");
  return (
    <MovesTable diff={diff} query={query} label={t("candidates")} name={t("candidate")}>
      {rows.map((row) => (
        <tr key={row.id}>
          <RowHead detail={t("role", { role: row.roleTitle, session: row.sessionName })}>
            <Link
              className="text-accent underline underline-offset-2"
              href={`/discovery/${row.sessionId}/roadmap`}
              prefetch={false}
            >
              {row.name}
            </Link>
          </RowHead>
          <Figures move={row} people={row.headcount} />
          <Td className="min-w-64 text-sm">
            <Why reasons={row.occupation} from={diff.from} to={diff.to} />
          </Td>
        </tr>
      ))}
    </MovesTable>
  );
}

export function OccupationMoves({ diff, rows, query }: Shown<MovedOccupation>) {
  const t = useTranslations("onet.moves.table");
  return (
    <MovesTable diff={diff} query={query} label={t("occupations")} name={t("occupation")}>
      {rows.map((row) => (
        <tr key={row.code}>
          <RowHead detail={t("roles", { code: row.code, count: row.roleCount })}>{row.title}</RowHead>
          <Figures move={row} people={row.headcount} />
          <Td className="min-w-64 text-sm">
            <Why reasons={row} from={diff.from} to={diff.to} />
          </Td>
        </tr>
      ))}
    </MovesTable>
  );
}
