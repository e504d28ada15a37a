import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Score } from "@/components/analysis/score";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";
import { TextField } from "@/components/ui/field";
import { TabLink } from "@/components/ui/tab-link";
import { Table, Td, Th } from "@/components/ui/table";
import {
  elementParam,
  type OverrideQuery,
  overrideStates,
  overridesHref,
} from "@/lib/exposure/override-filters";
import type { OverridePage, OverrideRow } from "@/lib/exposure/schema";
import { ElementName } from "./element-name";
import { BringBackButton, EndButton } from "./override-buttons";
import { SourceSays } from "./source-says";
import { useElementName } from "./use-element-name";

function StateTabs({ query, counts }: { query: OverrideQuery; counts: OverridePage["counts"] }) {
  const t = useTranslations("exposure.list");
  return (
    <nav aria-label={t("states")} className="flex gap-1">
      {overrideStates.map((state) => (
        <TabLink
          key={state}
          href={overridesHref(query, { state })}
          scroll={false}
          isCurrent={state === query.state}
        >
          {t(state, { count: counts[state] })}
        </TabLink>
      ))}
    </nav>
  );
}

/** A form that only reads: its fields become the address, with or without JavaScript. */
function ListSearch({ query }: { query: OverrideQuery }) {
  const t = useTranslations("exposure.list");
  return (
    <Form
      key={query.q}
      action="/admin/exposure"
      scroll={false}
      role="search"
      aria-label={t("search")}
      className="flex flex-wrap items-end gap-3"
    >
      <input type="hidden" name="state" value={query.state} />
      <TextField
        label={t("search")}
        name="q"
        type="search"
        defaultValue={query.q}
        maxLength={200}
        className="w-64"
      />
      <Button type="submit">{t("apply")}</Button>
      {query.q === "" ? null : (
        <Link
          className="py-2 text-accent text-sm underline underline-offset-2"
          href={overridesHref(query, { q: null })}
          scroll={false}
        >
          {t("clear")}
        </Link>
      )}
    </Form>
  );
}

function Actions({ row, query }: { row: OverrideRow; query: OverrideQuery }) {
  const t = useTranslations("exposure.list");
  const name = useElementName()(row);
  const { id, level, presentId, endedAt } = row;
  if (endedAt !== null) {
    return presentId === null ? null : <BringBackButton override={{ id, level, presentId }} name={name} />;
  }
  return (
    <div className="flex justify-end gap-2">
      {presentId === null ? null : (
        <ButtonLink
          size="small"
          scroll={false}
          prefetch={false}
          href={overridesHref(query, { element: elementParam({ level, elementId: presentId }) })}
          aria-label={t("editOf", { name })}
        >
          {t("edit")}
        </ButtonLink>
      )}
      <EndButton overrideId={id} name={name} />
    </div>
  );
}

function Row({ row, query, release }: { row: OverrideRow; query: OverrideQuery; release: string }) {
  const t = useTranslations("exposure.list");
  const { ofRelease, presentId, endedAt, endedByName } = row;
  return (
    <tr>
      <Td className="min-w-56">
        <ElementName element={row} />
        {ofRelease === null ? null : (
          <span className="block text-ink-soft text-xs">{t("ofRelease", { release: ofRelease })}</span>
        )}
        {presentId === null ? (
          <span className="mt-1 block text-ink-soft text-xs">
            <Badge tone="warn">{t("leftBehind")}</Badge> {t("leftBehindBody", { release })}
          </span>
        ) : null}
      </Td>
      <Td className="text-right font-semibold tabular-nums">
        <Score value={row.value} />
      </Td>
      <Td className="text-right">
        <SourceSays source={row.source} />
      </Td>
      <Td className="min-w-56 max-w-sm whitespace-pre-line break-words">{row.reason}</Td>
      <Td className="whitespace-nowrap">{t("byValue", { name: row.byName, when: row.at })}</Td>
      {endedAt === null ? null : (
        <Td className="whitespace-nowrap">
          {t("byValue", { name: endedByName ?? "", when: endedAt })}{" "}
          {row.isReplaced ? <Badge>{t("replaced")}</Badge> : null}
        </Td>
      )}
      <Td className="whitespace-nowrap text-right">
        <Actions row={row} query={query} />
      </Td>
    </tr>
  );
}

function Nothing({ query }: { query: OverrideQuery }) {
  const t = useTranslations("exposure.list");
  if (query.q !== "") return <EmptyState title={t("nothing.title")}>{t("nothing.body")}</EmptyState>;
  const kind = query.state === "ended" ? "emptyEnded" : "empty";
  return <EmptyState title={t(`${kind}.title`)}>{t(`${kind}.body`)}</EmptyState>;
}

/** The organization's overrides, those in force or those that ended, with the way to older ones. */
export function OverrideList({ query, page }: { query: OverrideQuery; page: OverridePage }) {
  const t = useTranslations("exposure.list");
  return (
    <section>
      <h2 className="font-semibold text-lg">{t("title")}</h2>
      <p className="mt-1 mb-3 max-w-prose text-ink-soft text-sm">{t("body")}</p>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-3">
        <StateTabs query={query} counts={page.counts} />
        {page.counts[query.state] > 0 || query.q !== "" ? <ListSearch query={query} /> : null}
      </div>
      {page.items.length === 0 ? (
        <Nothing query={query} />
      ) : (
        <Table label={t("label")}>
          <thead>
            <tr>
              <Th>{t("element")}</Th>
              <Th className="text-right">{t("value")}</Th>
              <Th className="text-right">{t("source")}</Th>
              <Th>{t("reason")}</Th>
              <Th>{t("by")}</Th>
              {query.state === "ended" ? <Th>{t("endedBy")}</Th> : null}
              <Th>
                <span className="sr-only">{t("actions")}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {page.items.map((row) => (
              <Row key={row.id} row={row} query={query} release={page.release} />
            ))}
          </tbody>
        </Table>
      )}
      {query.after || page.nextCursor ? (
        <nav aria-label={t("pages")} className="mt-4 flex justify-center gap-3">
          {query.after ? (
            <ButtonLink href={overridesHref(query, { after: null })}>{t("newest")}</ButtonLink>
          ) : null}
          {page.nextCursor ? (
            <ButtonLink href={overridesHref(query, { after: page.nextCursor })}>{t("older")}</ButtonLink>
          ) : null}
        </nav>
      ) : null}
    </section>
  );
}
