import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Score } from "@/components/analysis/score";
import { Button, ButtonLink } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { Table, Td, Th } from "@/components/ui/table";
import { exposureLevels } from "@/db/enums";
import { elementParam, type OverrideQuery, overridesHref } from "@/lib/exposure/override-filters";
import type { FoundElements } from "@/lib/exposure/queries/find-elements";
import type { FoundElement } from "@/lib/exposure/schema";
import { ElementName } from "./element-name";
import { SourceSays } from "./source-says";
import { useElementName } from "./use-element-name";

const levels = exposureLevels.filter((level) => level !== "task");

/** A form that only reads: its fields become the address, with or without JavaScript. */
function SearchForm({ query }: { query: OverrideQuery }) {
  const t = useTranslations("exposure");
  const { state, q, level, find } = query;
  return (
    <Form
      key={`${level} ${find}`}
      action="/admin/exposure"
      scroll={false}
      role="search"
      aria-label={t("find.title")}
      className="mb-3 flex flex-wrap items-end gap-3"
    >
      {state === "active" ? null : <input type="hidden" name="state" value={state} />}
      {q === "" ? null : <input type="hidden" name="q" value={q} />}
      <SelectField label={t("find.level")} name="level" defaultValue={level} className="w-56">
        {[...levels, "task" as const].map((each) => (
          <option key={each} value={each}>
            {t(`levels.${each}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t(level === "task" ? "find.wordsTask" : "find.words")}
        name="find"
        type="search"
        defaultValue={find}
        maxLength={200}
        autoComplete="off"
        className="w-80 max-w-full"
      />
      <Button type="submit">{t("find.apply")}</Button>
    </Form>
  );
}

function Occupations({ query, found }: { query: OverrideQuery; found: FoundElements }) {
  const t = useTranslations("exposure.find");
  if (found.occupations.length === 0) return null;
  return (
    <nav aria-label={t("occupations")} className="mb-3 flex flex-wrap gap-2">
      {found.occupations.map(({ code, title }) => (
        <ButtonLink
          key={code}
          size="small"
          scroll={false}
          prefetch={false}
          aria-current={code === query.occupation ? "true" : undefined}
          href={overridesHref(query, { occupation: code })}
          variant={code === query.occupation ? "primary" : "secondary"}
        >
          {title}
        </ButtonLink>
      ))}
    </nav>
  );
}

function Row({ element, query }: { element: FoundElement; query: OverrideQuery }) {
  const t = useTranslations("exposure.find");
  const name = useElementName()(element);
  const { override } = element;
  return (
    <tr>
      <Td className="w-full">
        <ElementName element={element} />
      </Td>
      <Td className="text-right">
        <SourceSays source={element.source} />
      </Td>
      <Td className="text-right font-semibold tabular-nums">
        {override === null ? null : <Score value={override.value} />}
      </Td>
      <Td className="whitespace-nowrap text-right">
        <ButtonLink
          size="small"
          scroll={false}
          prefetch={false}
          href={overridesHref(query, { element: elementParam(element) })}
          aria-label={t(override === null ? "setOf" : "changeOf", { name })}
        >
          {t(override === null ? "set" : "change")}
        </ButtonLink>
      </Td>
    </tr>
  );
}

function Found({ query, found }: { query: OverrideQuery; found: FoundElements }) {
  const t = useTranslations("exposure.find");
  const isTask = query.level === "task";
  const { items, total } = found;
  const hasAsked = isTask ? query.occupation !== undefined : query.find.trim() !== "";
  if (!hasAsked) {
    const hasNoOccupation = isTask && query.find.trim() !== "" && found.occupations.length === 0;
    return <p className="text-ink-soft text-sm">{t(hasNoOccupation ? "nothing" : "hint")}</p>;
  }
  if (items.length === 0) {
    return <p className="text-sm">{isTask ? t("tasks", { total: 0 }) : t("nothing")}</p>;
  }
  return (
    <>
      <p role="status" className="mb-2 text-ink-soft text-sm">
        {isTask ? t("tasks", { total }) : t("total", { shown: items.length, total })}
      </p>
      <Table label={t("label")}>
        <thead>
          <tr>
            <Th>{t("label")}</Th>
            <Th className="text-right">{t("source")}</Th>
            <Th className="whitespace-nowrap text-right">{t("figure")}</Th>
            <Th>
              <span className="sr-only">{t("actions")}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {items.map((element) => (
            <Row key={element.elementId} element={element} query={query} />
          ))}
        </tbody>
      </Table>
    </>
  );
}

/** Finds the task or activity that a figure is to be set on. */
export function ElementSearch({ query, found }: { query: OverrideQuery; found: FoundElements }) {
  const t = useTranslations("exposure");
  const clear = useTranslations("exposure.list");
  const isAsked = query.find !== "" || query.occupation !== undefined;
  return (
    <section>
      <h2 className="mb-3 font-semibold text-lg">{t("find.title")}</h2>
      <SearchForm query={query} />
      <Occupations query={query} found={found} />
      <Found query={query} found={found} />
      {isAsked ? (
        <Link
          className="mt-2 inline-block py-1 text-accent text-sm underline underline-offset-2"
          href={overridesHref(query, { find: null, occupation: null })}
          scroll={false}
        >
          {clear("clear")}
        </Link>
      ) : null}
    </section>
  );
}
