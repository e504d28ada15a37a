import Form from "next/form";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { TextField } from "@/components/ui/field";
import type { ListedOccupation, ListedOccupations } from "@/lib/activities/schema";
import { ResetAllButton } from "./reset-all-button";
import { type ActivityQuery, activitiesHref } from "./search-params";

/** A form that only reads: its fields become the address, with or without JavaScript. */
async function ListFilter({
  sessionId,
  query,
  adjustedTotal,
}: {
  sessionId: string;
  query: ActivityQuery;
  adjustedTotal: number;
}) {
  const t = await getTranslations("activities.list");
  const { q, adjusted, occupation, role } = query;
  return (
    <Form
      key={JSON.stringify([q, adjusted])}
      action={`/discovery/${sessionId}/activities`}
      scroll={false}
      role="search"
      aria-label={t("search")}
      className="mb-3 flex flex-col gap-2"
    >
      {occupation ? <input type="hidden" name="occupation" value={occupation} /> : null}
      {role ? <input type="hidden" name="role" value={role} /> : null}
      <TextField label={t("search")} name="q" type="search" defaultValue={q} maxLength={200} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <label className="flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            name="adjusted"
            value="true"
            defaultChecked={adjusted}
            className="size-5 accent-(--accent)"
          />
          {t("onlyAdjusted", { count: adjustedTotal })}
        </label>
        <Button type="submit" size="small">
          {t("apply")}
        </Button>
      </div>
    </Form>
  );
}

async function OccupationLink({
  occupation,
  href,
  isCurrent,
}: {
  occupation: ListedOccupation;
  href: string;
  isCurrent: boolean;
}) {
  const t = await getTranslations("activities.list");
  const { title, headcount, roleCount, selectedCount, activityCount, isAdjusted } = occupation;
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      aria-current={isCurrent ? "true" : undefined}
      className={classes(
        "block rounded-lg border px-3 py-2 text-sm",
        isCurrent ? "border-accent bg-accent-soft" : "border-transparent hover:bg-sunken",
      )}
    >
      <span className="flex items-start justify-between gap-2 font-medium">
        {title}
        {isAdjusted ? <Badge tone="accent">{t("adjusted")}</Badge> : null}
      </span>
      <span className="block text-ink-soft tabular-nums">
        {t("people", { people: headcount, roles: roleCount })}
      </span>
      <span className="block text-ink-soft tabular-nums">
        {t("selected", { selected: selectedCount, total: activityCount })}
      </span>
    </Link>
  );
}

/** The occupations that roles are mapped to, the most people first. */
export async function OccupationList({
  sessionId,
  list,
  query,
  currentCode,
  mayEdit,
}: {
  sessionId: string;
  list: ListedOccupations;
  query: ActivityQuery;
  currentCode: string | null;
  mayEdit: boolean;
}) {
  const t = await getTranslations("activities.list");
  const isNarrowed = query.q !== "" || query.adjusted;
  return (
    <aside className="rounded-xl border border-line bg-surface p-3 lg:sticky lg:top-4">
      <ListFilter sessionId={sessionId} query={query} adjustedTotal={list.adjustedTotal} />
      <div className="mb-2 flex flex-wrap justify-between gap-2 text-ink-soft text-sm">
        <span>{t("total", { count: list.total })}</span>
        {isNarrowed ? (
          <Link
            className="text-accent underline underline-offset-2"
            href={activitiesHref(sessionId, query, { q: "", adjusted: false, after: null })}
            scroll={false}
          >
            {t("clear")}
          </Link>
        ) : null}
      </div>
      <nav aria-label={t("label")} className="max-h-96 overflow-y-auto lg:max-h-[60dvh]">
        {list.items.length === 0 ? <p className="px-3 py-6 text-sm">{t("nothing")}</p> : null}
        <ul>
          {list.items.map((occupation) => (
            <li key={occupation.code}>
              <OccupationLink
                occupation={occupation}
                href={activitiesHref(sessionId, query, {
                  occupation: occupation.code,
                  role: null,
                  evidence: null,
                })}
                isCurrent={occupation.code === currentCode}
              />
            </li>
          ))}
        </ul>
      </nav>
      {query.after || list.nextCursor ? (
        <nav aria-label={t("pages")} className="mt-3 flex gap-2">
          {query.after ? (
            <ButtonLink
              size="small"
              href={activitiesHref(sessionId, query, { after: null, occupation: null, role: null })}
            >
              {t("firstPage")}
            </ButtonLink>
          ) : null}
          {list.nextCursor ? (
            <ButtonLink
              size="small"
              href={activitiesHref(sessionId, query, {
                after: list.nextCursor,
                occupation: null,
                role: null,
              })}
            >
              {t("nextPage")}
            </ButtonLink>
          ) : null}
        </nav>
      ) : null}
      {mayEdit && list.adjustedTotal > 0 ? <ResetAllButton sessionId={sessionId} /> : null}
    </aside>
  );
}
