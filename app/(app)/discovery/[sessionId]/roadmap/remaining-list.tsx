import Form from "next/form";
import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { ScoreBar } from "@/components/analysis/score";
import { TierBadge } from "@/components/analysis/tier-badge";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Table, Td, Th } from "@/components/ui/table";
import type { RemainingPage, RemainingRole } from "@/lib/candidates/schema";
import { MakeCandidateButton } from "./make-candidate-button";
import { type RoadmapQuery, roadmapHref } from "./search-params";

async function RemainingTable({
  sessionId,
  items,
  mayEdit,
}: {
  sessionId: string;
  items: readonly RemainingRole[];
  mayEdit: boolean;
}) {
  const t = await getTranslations("roadmap");
  const c = await getTranslations("roadmap.columns");
  const format = await getFormatter();
  return (
    <Table label={t("rest.title")}>
      <thead>
        <tr>
          <Th className="text-right">{c("rank")}</Th>
          <Th>{c("role")}</Th>
          <Th>{c("occupation")}</Th>
          <Th className="text-right">{c("people")}</Th>
          <Th className="text-right">{c("priority")}</Th>
          <Th className="text-right">{c("exposure")}</Th>
          <Th>{c("tier")}</Th>
          {mayEdit ? (
            <Th>
              <span className="sr-only">{c("actions")}</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {items.map((role) => (
          <tr key={role.roleId}>
            <Td className="text-right">{format.number(role.rank ?? 0)}</Td>
            <Td className="font-medium">
              {role.title} {role.isDismissed ? <Badge>{t("rest.dismissed")}</Badge> : null}
            </Td>
            <Td>{role.occupation}</Td>
            <Td className="text-right">{format.number(role.headcount)}</Td>
            <Td>
              <ScoreBar value={role.priority} isStrong />
            </Td>
            <Td>
              <ScoreBar value={role.exposure} />
            </Td>
            <Td>
              <TierBadge tier={role.tier} />
            </Td>
            {mayEdit ? (
              <Td className="text-right">
                <MakeCandidateButton sessionId={sessionId} role={role} />
              </Td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Scored roles without a card, by rank; dismissed ones are among them and can be brought back. */
export async function RemainingList({
  sessionId,
  query,
  page,
  count,
  mayEdit,
}: {
  sessionId: string;
  query: RoadmapQuery;
  page: RemainingPage;
  /** Whatever is looked for. */
  count: number;
  mayEdit: boolean;
}) {
  const t = await getTranslations("roadmap.rest");
  const href = (change: Partial<RoadmapQuery>) => roadmapHref(sessionId, query, change);
  return (
    <section className="mt-10">
      <h2 className="font-semibold text-lg">{t("title")}</h2>
      <p className="mb-3 text-ink-soft text-sm">{count === 0 ? t("none") : t("body", { count })}</p>
      {count > 0 ? (
        <Form
          key={query.q}
          action={`/discovery/${sessionId}/roadmap`}
          scroll={false}
          role="search"
          aria-label={t("search")}
          className="mb-3 flex flex-wrap items-end gap-3"
        >
          <input type="hidden" name="view" value={query.view} />
          <TextField
            label={t("search")}
            name="q"
            type="search"
            defaultValue={query.q}
            maxLength={200}
            className="w-72"
          />
          <Button type="submit">{t("find")}</Button>
          {query.q ? (
            <Link
              className="py-2 text-accent text-sm underline underline-offset-2"
              href={href({ q: "", after: 0 })}
              scroll={false}
            >
              {t("clear")}
            </Link>
          ) : null}
        </Form>
      ) : null}
      {page.items.length > 0 ? (
        <RemainingTable sessionId={sessionId} items={page.items} mayEdit={mayEdit} />
      ) : null}
      {page.items.length === 0 && count > 0 ? <p className="text-ink-soft">{t("nothing")}</p> : null}
      {query.after > 0 || page.nextRank !== null ? (
        <nav aria-label={t("pages")} className="mt-4 flex justify-center gap-3">
          {query.after > 0 ? (
            <ButtonLink href={href({ after: 0 })} scroll={false}>
              {t("firstPage")}
            </ButtonLink>
          ) : null}
          {page.nextRank === null ? null : (
            <ButtonLink href={href({ after: page.nextRank })} scroll={false}>
              {t("nextPage")}
            </ButtonLink>
          )}
        </nav>
      ) : null}
    </section>
  );
}
