import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { TierBadge } from "@/components/analysis/tier-badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { LongTable } from "@/components/ui/long-table";
import { TabLink } from "@/components/ui/tab-link";
import { Td, Th } from "@/components/ui/table";
import { pageOfMoves } from "@/lib/analysis/comparison/move-lists";
import {
  causes,
  type Moved,
  moveLists,
  type RoleMove,
  type RunComparison,
} from "@/lib/analysis/comparison/schema";
import { PartBars } from "./part-bars";
import { type CompareQuery, compareHref } from "./search-params";

type Shown = CompareQuery & { from: number; to: number };

function Parts({ moved, format }: { moved: Moved | null; format: "signed" | "signedScore" | "signedCount" }) {
  const t = useTranslations("run-comparison");
  return causes.map((cause) => (
    <Td key={cause} className="text-right tabular-nums">
      {moved?.parts ? t(format, { value: moved.parts[cause] }) : t("dash")}
    </Td>
  ));
}

function Row({
  move,
  by,
  sessionId,
  to,
}: {
  move: RoleMove;
  by: Shown["by"];
  sessionId: string;
  to: number;
}) {
  const t = useTranslations("run-comparison");
  const { tier, presence, headcount, occupation } = move;
  const shown = by === "tier" ? move.priority : move[by];
  const format = by === "reach" ? "signed" : by === "rank" ? "signedCount" : "signedScore";
  return (
    <tr>
      <Td className="wrap-anywhere min-w-48">
        {presence === "went" ? (
          <span className="font-medium">{move.title}</span>
        ) : (
          <Link
            className="font-medium text-accent underline-offset-2 hover:underline"
            href={`/discovery/${sessionId}/analysis?run=${to}&role=${move.roleId}`}
          >
            {move.title}
          </Link>
        )}
        {presence === "both" ? null : (
          <span className="block text-ink-soft text-xs">{t(`presence.${presence}`)}</span>
        )}
        {presence === "both" && occupation.before !== occupation.after ? (
          <span className="block text-ink-soft text-xs">
            {t("occupation", {
              before: occupation.before ?? t("noOccupation"),
              after: occupation.after ?? t("noOccupation"),
            })}
          </span>
        ) : null}
      </Td>
      <Td className="text-right tabular-nums">{t("totals.count", headcount)}</Td>
      <Td className="text-right tabular-nums">
        {move.rank ? t("totals.count", { before: move.rank.before, after: move.rank.after }) : t("dash")}
      </Td>
      <Td>
        {tier.before === tier.after ? (
          <TierBadge tier={tier.after} />
        ) : (
          <span className="flex flex-wrap items-center gap-1">
            <TierBadge tier={tier.before} /> {t("arrow")} <TierBadge tier={tier.after} />
            {tier.cause ? (
              <span className="block w-full text-ink-soft text-xs">{t(`because.${tier.cause}`)}</span>
            ) : null}
          </span>
        )}
      </Td>
      <Td className="text-right tabular-nums">
        {shown ? t(format, { value: shown.after - shown.before }) : t("dash")}
      </Td>
      <Td className="max-md:hidden">
        <PartBars moved={shown} />
      </Td>
      <Parts moved={shown} format={format} />
    </tr>
  );
}

/** Roles by what moved most, with what each cause did. */
export function MoveTable({
  sessionId,
  comparison,
  query,
}: {
  sessionId: string;
  comparison: RunComparison;
  query: Shown;
}) {
  const t = useTranslations("run-comparison");
  const { from, to, by, q } = query;
  const { items, page, pageCount, matchCount } = pageOfMoves(comparison.roles, query);
  const hrefOf = (change: Partial<CompareQuery>) => compareHref(sessionId, { from, to, by, q, ...change });
  return (
    <section>
      <nav aria-label={t("moves.by")} className="mb-3 flex flex-wrap gap-1">
        {moveLists.map((one) => (
          <TabLink
            key={one}
            href={hrefOf({ by: one })}
            scroll={false}
            prefetch={false}
            isCurrent={one === by}
          >
            {t(`moves.${one}`)}
          </TabLink>
        ))}
      </nav>
      <Form
        key={`${by} ${q}`}
        action={`/discovery/${sessionId}/analysis/compare`}
        scroll={false}
        className="mb-3 flex flex-wrap items-end gap-2"
      >
        {Object.entries({ from, to, by }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextField label={t("moves.search")} name="q" type="search" defaultValue={q} maxLength={200} />
        <Button type="submit">{t("moves.apply")}</Button>
        <span className="py-2 text-ink-soft text-sm">{t("moves.count", { count: matchCount })}</span>
      </Form>
      {items.length === 0 ? (
        <p className="text-sm">{t("moves.none")}</p>
      ) : (
        <LongTable label={t("moves.label")}>
          <thead>
            <tr>
              <Th>{t("columns.role")}</Th>
              <Th className="text-right">{t("columns.people")}</Th>
              <Th className="text-right">{t("columns.rank")}</Th>
              <Th>{t("columns.tier")}</Th>
              <Th className="text-right">{t(`columns.difference.${by}`)}</Th>
              <Th className="max-md:hidden">
                <span className="sr-only">{t("columns.bars")}</span>
              </Th>
              {causes.map((cause) => (
                <Th key={cause} className="text-right">
                  {t(`causes.${cause}`)}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((move) => (
              <Row key={move.roleId} move={move} by={by} sessionId={sessionId} to={to} />
            ))}
          </tbody>
        </LongTable>
      )}
      {pageCount > 1 ? (
        <nav aria-label={t("moves.pages")} className="mt-3 flex items-center justify-center gap-3 text-sm">
          {page > 1 ? (
            <ButtonLink size="small" scroll={false} href={hrefOf({ page: page - 1 })}>
              {t("moves.previous")}
            </ButtonLink>
          ) : null}
          <span>{t("moves.page", { page, pages: pageCount })}</span>
          {page < pageCount ? (
            <ButtonLink size="small" scroll={false} href={hrefOf({ page: page + 1 })}>
              {t("moves.next")}
            </ButtonLink>
          ) : null}
        </nav>
      ) : null}
    </section>
  );
}
