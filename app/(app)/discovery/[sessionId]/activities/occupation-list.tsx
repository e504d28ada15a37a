import Form from "next/form";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { TextField } from "@/components/ui/field";
import { TabLink } from "@/components/ui/tab-link";
import {
  type ListedOccupation,
  type ListedOccupations,
  occupationsPerPage,
  type ReviewState,
  reviewStates,
} from "@/lib/activities/schema";
import { AcceptRestButton } from "./accept-rest-button";
import { NeedText } from "./need-text";
import { ResetAllButton } from "./reset-all-button";
import { type ActivityQuery, activitiesHref, panelsClosed } from "./search-params";

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
  const { q, adjusted, occupation, role, state } = query;
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
      {state ? <input type="hidden" name="state" value={state} /> : null}
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
  const { title, headcount, roleCount, selectedCount, activityCount, isAdjusted, need, review } = occupation;
  const isOpen = review === null || review.stale !== null;
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
        <span className="flex flex-wrap justify-end gap-1">
          <ReviewMark review={review} />
          {isAdjusted ? <Badge tone="accent">{t("adjusted")}</Badge> : null}
        </span>
      </span>
      {need.isNeeded && isOpen ? (
        <span className="block text-warn">
          <NeedText need={need} />
        </span>
      ) : null}
      <span className="block text-ink-soft tabular-nums">
        {t("people", { people: headcount, roles: roleCount })}
      </span>
      <span className="block text-ink-soft tabular-nums">
        {t("selected", { selected: selectedCount, total: activityCount })}
      </span>
    </Link>
  );
}

async function ReviewMark({ review }: Pick<ListedOccupation, "review">) {
  const t = await getTranslations("activities.review");
  if (review === null) return null;
  return review.stale === null ? (
    <Badge tone="good">{t("mark")}</Badge>
  ) : (
    <Badge tone="warn">{t("markStale")}</Badge>
  );
}

/** What there is to look at, what the defaults settle and what people found right, each with its count. */
async function StateTabs({
  sessionId,
  list,
  query,
  isNarrowed,
}: {
  sessionId: string;
  list: ListedOccupations;
  query: ActivityQuery;
  isNarrowed: boolean;
}) {
  const t = await getTranslations("activities");
  const { counts, state, total, matchCount } = list;
  const shown = state ?? "all";
  const hrefOf = (other: ReviewState | "all") =>
    activitiesHref(sessionId, query, {
      ...panelsClosed,
      state: other,
      after: null,
      occupation: null,
      role: null,
    });
  const sentence = () => {
    if (isNarrowed)
      return t("list.found", { count: matchCount, total: state === null ? total : counts[state] });
    if (state === null) return t("list.total", { count: total });
    const more = String(counts[state] > occupationsPerPage);
    return t(`standing.${state}`, { count: counts[state], total, more });
  };
  return (
    <>
      <nav aria-label={t("states.label")} className="mb-2 flex flex-wrap gap-1">
        {[...reviewStates, "all" as const].map((one) => (
          <TabLink key={one} href={hrefOf(one)} isCurrent={one === shown} scroll={false} prefetch={false}>
            {t(`states.${one}`, { count: one === "all" ? total : counts[one] })}
          </TabLink>
        ))}
      </nav>
      <p className="mb-2 text-ink-soft text-sm">{sentence()}</p>
    </>
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
  const openCount = list.counts.look + list.counts.default;
  const isNarrowed = query.q !== "" || query.adjusted;
  return (
    <aside className="rounded-xl border border-line bg-surface p-3 lg:sticky lg:top-4">
      <ListFilter sessionId={sessionId} query={query} adjustedTotal={list.adjustedTotal} />
      <StateTabs sessionId={sessionId} list={list} query={query} isNarrowed={isNarrowed} />
      {isNarrowed ? (
        <Link
          className="mb-2 block text-accent text-sm underline underline-offset-2"
          href={activitiesHref(sessionId, query, { q: "", adjusted: false, after: null })}
          scroll={false}
        >
          {t("clear")}
        </Link>
      ) : null}
      <nav aria-label={t("label")} className="max-h-96 overflow-y-auto lg:max-h-[60dvh]">
        {list.items.length === 0 ? (
          <p className="px-3 py-6 text-sm">{isNarrowed ? t("nothing") : t("nobody")}</p>
        ) : null}
        <ul>
          {list.items.map((occupation) => (
            <li key={occupation.code}>
              <OccupationLink
                occupation={occupation}
                href={activitiesHref(sessionId, query, {
                  occupation: occupation.code,
                  role: null,
                  ...panelsClosed,
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
      {mayEdit && openCount > 0 ? <AcceptRestButton sessionId={sessionId} count={openCount} /> : null}
      {mayEdit && list.adjustedTotal > 0 ? <ResetAllButton sessionId={sessionId} /> : null}
    </aside>
  );
}
