"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { type TypedSearch, useTypedSearch } from "@/components/forms/use-typed-search";
import { TextField } from "@/components/ui/field";
import type { FoundActivity, OwnActivityView } from "@/lib/activities/schema";

/** Where the exposure of an own activity comes from: an O*NET activity's id, typed, or unknown. */
export const typed = "typed";
export const unknown = "unknown";

function Choice({
  value,
  choice,
  onChoose,
  label,
  children,
}: {
  value: string;
  choice: string | null;
  onChoose: (value: string) => void;
  label: ReactNode;
  children?: ReactNode;
}) {
  return (
    <label className="flex cursor-pointer items-start gap-3 rounded-lg border border-line px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft">
      <input
        type="radio"
        name="basis"
        required
        value={value}
        checked={choice === value}
        onChange={() => onChoose(value)}
        className="mt-1 size-4 accent-(--accent)"
      />
      <span className="min-w-0 grow">
        <span className="block font-medium text-sm">{label}</span>
        {children}
      </span>
    </label>
  );
}

function SearchStatus({ search }: { search: TypedSearch<FoundActivity> }) {
  const t = useTranslations("activities.dialog");
  return (
    <p role="status" className="text-ink-soft text-sm empty:hidden">
      {search.state === "searching" ? t("searching") : null}
      {search.state === "failed" ? t("failed") : null}
      {search.state === "found" && search.found.length === 0 ? t("noneFound") : null}
    </p>
  );
}

/** The activities found, after the one that was chosen before where the search does not find it. */
function offered(search: TypedSearch<FoundActivity>, own: OwnActivityView | null): readonly FoundActivity[] {
  const found = search.state === "found" ? search.found : [];
  if (!own?.nearest || found.some(({ id }) => id === own.nearest?.id)) return found;
  return [{ ...own.nearest, exposure: own.exposure, exposureLevel: own.exposureLevel }, ...found];
}

function firstChoice(own: OwnActivityView | null): string | null {
  if (!own) return null;
  return own.nearest?.id ?? (own.exposure === null ? unknown : typed);
}

/**
 * The nearest O*NET activity is found by the words of the name and chosen beforehand; a person can take another one,
 * search by other words, type a number or leave it unknown.
 */
export function ExposureChoice({
  sessionId,
  name,
  own,
  error,
}: {
  sessionId: string;
  name: string;
  own: OwnActivityView | null;
  error: string | undefined;
}) {
  const t = useTranslations("activities.dialog");
  const levels = useTranslations("activities.levels");
  const format = useFormatter();
  const [words, setWords] = useState("");
  const [picked, setPicked] = useState(firstChoice(own));
  const door = { path: "/api/activities", list: "activities", params: { session: sessionId } };
  const search = useTypedSearch<FoundActivity>(door, words.trim() === "" ? name : words);
  const activities = offered(search, own);
  const isPickedOffered =
    picked === typed || picked === unknown || activities.some(({ id }) => id === picked);
  const nearest = activities[0]?.id ?? (search.state === "searching" ? null : unknown);
  const choice = isPickedOffered ? picked : nearest;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 font-medium text-sm">{t("exposure")}</legend>
      <SearchStatus search={search} />
      {activities.map(({ id, name: activity, exposure, exposureLevel }) => (
        <Choice key={id} value={id} choice={choice} onChoose={setPicked} label={activity}>
          <span className="block text-ink-soft text-sm">
            {exposure === null
              ? t("unknown")
              : t("exposureOf", {
                  exposure: format.number(exposure, { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
                })}
            {exposureLevel ? `, ${levels(exposureLevel)}` : null}
          </span>
        </Choice>
      ))}
      <TextField
        label={t("search")}
        type="search"
        value={words}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Choice value={typed} choice={choice} onChoose={setPicked} label={t("typed")} />
      {choice === typed ? (
        <TextField
          label={t("typedValue")}
          name="exposure"
          type="number"
          min={0}
          max={1}
          step="any"
          required
          defaultValue={own?.exposure ?? ""}
          error={error}
          className="ml-7 max-w-40"
        />
      ) : null}
      <Choice value={unknown} choice={choice} onChoose={setPicked} label={t("unknown")}>
        <span className="block text-ink-soft text-sm">{t("unknownBody")}</span>
      </Choice>
    </fieldset>
  );
}
