"use client";

import { Combobox } from "@base-ui/react/combobox";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTypedSearch } from "@/components/forms/use-typed-search";
import { inputClasses } from "@/components/ui/field";
import type { OccupationHit } from "@/lib/onet/schema";

/** Finds an occupation by any of its titles or by its code. */
export function OccupationSearch({ onPick }: { onPick: (hit: OccupationHit) => void }) {
  const t = useTranslations("roles.search");
  const id = useId();
  const [text, setText] = useState("");
  const answer = useTypedSearch<OccupationHit>({ path: "/api/occupations", list: "occupations" }, text);
  const hits = answer.state === "found" ? answer.found : [];
  return (
    <Combobox.Root
      items={hits}
      filter={null}
      value={null}
      inputValue={text}
      itemToStringLabel={(hit: OccupationHit) => hit.title}
      onInputValueChange={(value, { reason }) => {
        if (reason !== "item-press") setText(value);
      }}
      onValueChange={(hit: OccupationHit | null) => {
        if (!hit) return;
        onPick(hit);
        setText("");
      }}
    >
      <label htmlFor={id} className="font-medium text-sm">
        {t("label")}
      </label>
      <Combobox.Input id={id} placeholder={t("placeholder")} className={inputClasses} />
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={4} className="z-50">
          <Combobox.Popup className="w-(--anchor-width) rounded-lg border border-line bg-surface p-1 shadow-lg">
            <Combobox.Status className="px-3 py-2 text-ink-soft text-sm empty:hidden">
              {answer.state === "searching" ? t("searching") : null}
              {answer.state === "failed" ? t("failed") : null}
              {answer.state === "idle" ? t("hint") : null}
              {answer.state === "found" && hits.length === 0 ? t("nothing", { text }) : null}
            </Combobox.Status>
            <Combobox.List className="max-h-72 overflow-y-auto">
              {(hit: OccupationHit) => (
                <Combobox.Item
                  key={hit.code}
                  value={hit}
                  className="cursor-pointer rounded-md px-3 py-2 text-sm data-highlighted:bg-sunken"
                >
                  <span className="font-medium">{hit.title}</span>{" "}
                  <span className="text-ink-soft tabular-nums">{hit.code}</span>
                  {hit.matchedKind === "online" ? (
                    <span className="block text-ink-soft">{t("online")}</span>
                  ) : null}
                  {hit.matchedTitle ? (
                    <span className="block text-ink-soft">
                      {t("alsoCalled", { title: hit.matchedTitle })}
                    </span>
                  ) : null}
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
