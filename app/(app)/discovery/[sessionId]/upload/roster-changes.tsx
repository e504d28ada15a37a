import Form from "next/form";
import { getFormatter, getTranslations } from "next-intl/server";
import { Button, ButtonLink } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { TabLink } from "@/components/ui/tab-link";
import { Table, Td, Th } from "@/components/ui/table";
import { Tile } from "@/components/ui/tile";
import { changeLists, type RosterChanges } from "@/lib/rosters/changes-schema";
import type { RoleDifference } from "@/lib/rosters/roster-difference";
import { changesHref } from "./search-params";

const departmentsShown = 4;

/** The difference in four figures: people, roles, what holds on and what waits. */
export async function ChangeTiles({ changes }: { changes: RosterChanges }) {
  const t = await getTranslations("next-roster.changes");
  const { before, after, counts } = changes.difference;
  const { carriedOver } = changes;
  return (
    <dl className="mt-3 grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      <Tile label={t("people")} value={t("fromTo", { before: before.people, after: after.people })}>
        {t("difference", { value: after.people - before.people })}
      </Tile>
      <Tile label={t("roles")} value={t("fromTo", { before: before.roles, after: after.roles })}>
        {t("roleCounts", { came: counts.new.roles, went: counts.gone.roles })}
      </Tile>
      <Tile label={t("carried")} value={t("carriedValue", { count: carriedOver.decisions })}>
        {t("carriedChoices", {
          choices: carriedOver.activityChoices,
          cards: carriedOver.cards,
          tiers: carriedOver.chosenTiers,
        })}
      </Tile>
      <Tile label={t("waiting")} value={t("waitingValue", { count: carriedOver.waitingDecisions })}>
        {t("waitingBody", { cards: carriedOver.waitingCards })}
      </Tile>
    </dl>
  );
}

async function Departments({ role }: { role: RoleDifference }) {
  const t = await getTranslations("next-roster.list");
  const more = role.departments.length - departmentsShown;
  return (
    <>
      {role.departments
        .slice(0, departmentsShown)
        .map(({ name, before, after }) =>
          t("department", { name: name ?? t("withoutDepartment"), before, after }),
        )
        .join(" · ")}
      {more > 0 ? ` ${t("moreDepartments", { count: more })}` : null}
    </>
  );
}

async function Rows({ changes }: { changes: RosterChanges }) {
  const t = await getTranslations("next-roster");
  const format = await getFormatter();
  const hasDepartments = changes.items.some(({ departments }) => departments.length > 0);
  return (
    <Table label={t(changes.isImported ? "list.label" : "list.waitingLabel")}>
      <thead>
        <tr>
          <Th>{t("list.role")}</Th>
          <Th className="text-right">{t("list.before")}</Th>
          <Th className="text-right">{t("list.after")}</Th>
          <Th className="text-right">{t("list.difference")}</Th>
          {hasDepartments ? <Th>{t("list.departments")}</Th> : null}
        </tr>
      </thead>
      <tbody>
        {changes.items.map((role) => (
          <tr key={role.roleId ?? role.title}>
            <Td className="wrap-anywhere min-w-48 font-medium">{role.title}</Td>
            <Td className="text-right tabular-nums">{format.number(role.before)}</Td>
            <Td className="text-right tabular-nums">{format.number(role.after)}</Td>
            <Td className="text-right tabular-nums">
              {t("changes.difference", { value: role.after - role.before })}
            </Td>
            {hasDepartments ? (
              <Td className="text-ink-soft">
                <Departments role={role} />
              </Td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

async function Pages({ sessionId, changes }: { sessionId: string; changes: RosterChanges }) {
  const t = await getTranslations("next-roster.list");
  const { uploadId, list, search, page, pageCount } = changes;
  if (pageCount === 1) return null;
  const hrefOf = (to: number) => changesHref(sessionId, { changes: uploadId, list, q: search, page: to });
  return (
    <nav aria-label={t("pages")} className="mt-3 flex items-center justify-center gap-3 text-sm">
      {page > 1 ? (
        <ButtonLink size="small" scroll={false} href={hrefOf(page - 1)}>
          {t("previous")}
        </ButtonLink>
      ) : null}
      <span>{t("page", { page, pages: pageCount })}</span>
      {page < pageCount ? (
        <ButtonLink size="small" scroll={false} href={hrefOf(page + 1)}>
          {t("next")}
        </ButtonLink>
      ) : null}
    </nav>
  );
}

/** Roles that came, went, grew, shrank or changed departments; one list at a time, each with its address. */
export async function ChangeLists({ sessionId, changes }: { sessionId: string; changes: RosterChanges }) {
  const t = await getTranslations("next-roster.list");
  const { uploadId, list, search, items, difference } = changes;
  return (
    <div className="mt-4">
      <nav
        aria-label={t(changes.isImported ? "label" : "waitingLabel")}
        className="mb-2 flex flex-wrap gap-1"
      >
        {changeLists.map((one) => (
          <TabLink
            key={one}
            href={changesHref(sessionId, { changes: uploadId, list: one })}
            scroll={false}
            prefetch={false}
            isCurrent={one === list}
          >
            {t(`tabs.${one}`)}{" "}
            <span className="tabular-nums">{t("count", { count: difference.counts[one].roles })}</span>
          </TabLink>
        ))}
      </nav>
      <p className="mb-2 max-w-prose text-ink-soft text-sm">
        {t(`hints.${list}`, { people: difference.counts[list].people })}
      </p>
      {difference.counts[list].roles > 0 ? (
        <Form
          key={`${list} ${search}`}
          action={`/discovery/${sessionId}/upload`}
          scroll={false}
          className="mb-3 flex flex-wrap items-end gap-2"
        >
          <input type="hidden" name="changes" value={uploadId} />
          <input type="hidden" name="list" value={list} />
          <TextField label={t("search")} name="q" type="search" defaultValue={search} maxLength={200} />
          <Button type="submit">{t("apply")}</Button>
        </Form>
      ) : null}
      {items.length > 0 ? (
        <Rows changes={changes} />
      ) : (
        <p className="text-sm">{search ? t("noneFound", { search }) : t("none")}</p>
      )}
      <Pages sessionId={sessionId} changes={changes} />
    </div>
  );
}
