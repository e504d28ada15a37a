"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { TextField } from "@/components/ui/field";
import type { NewScoringChoices } from "@/lib/scoring/queries/new-scoring";

const namesShown = 8;

/** Those who were chosen elsewhere, or whoever a search finds. */
export function WhoFields({
  choices,
  search,
}: {
  choices: NewScoringChoices;
  search: { readonly query: string; readonly isUnscored: boolean };
}) {
  const t = useTranslations("scoring.new");
  const { people, profileCount } = choices;
  const [who, setWho] = useState(people.length > 0 ? "chosen" : "query");
  const names = people.slice(0, namesShown).map(({ name }) => name);
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-semibold text-lg">{t("who")}</legend>
      {people.length > 0 ? (
        <>
          <label className="flex items-start gap-2">
            <input
              type="radio"
              name="who"
              value="chosen"
              className="mt-1"
              checked={who === "chosen"}
              onChange={() => setWho("chosen")}
            />
            <span>
              {t("chosen", { count: people.length })}
              <span className="block text-ink-soft text-sm">
                {people.length > namesShown
                  ? t("namesAndMore", { names: names.join(", "), more: people.length - namesShown })
                  : names.join(", ")}
              </span>
            </span>
          </label>
          <label className="flex items-center gap-2">
            <input
              type="radio"
              name="who"
              value="query"
              checked={who === "query"}
              onChange={() => setWho("query")}
            />
            {t("bySearch")}
          </label>
        </>
      ) : (
        <input type="hidden" name="who" value="query" />
      )}
      {who === "query" ? (
        <div className="grid gap-3">
          <TextField
            label={t("search")}
            hint={t("searchHint", { count: profileCount })}
            name="query"
            type="search"
            maxLength={200}
            defaultValue={search.query}
          />
          <label className="inline-flex min-h-8 items-center gap-2 text-sm">
            <input type="checkbox" name="unscored" value="yes" defaultChecked={search.isUnscored} />
            {t("unscored")}
          </label>
        </div>
      ) : null}
    </fieldset>
  );
}
