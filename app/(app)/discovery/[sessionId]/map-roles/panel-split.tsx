"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { DepartmentOfRole, RolePanelView } from "@/lib/roles/panel-schema";
import { partTitle } from "@/lib/roles/part-titles";
import type { SplitStart } from "@/lib/roles/shape-schema";
import { splitRoleAction } from "./shape-actions";
import { useShapes } from "./use-shapes";

function StartChoice({ start, onChoose }: { start: SplitStart; onChoose: (start: SplitStart) => void }) {
  const t = useTranslations("role-shapes.split");
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-sm">{t("start")}</legend>
      {(["clear", "copy"] as const).map((each) => (
        <label key={each} className="flex items-center gap-2 py-1 text-sm">
          <input
            type="radio"
            name="start"
            className="size-4 shrink-0 accent-(--accent)"
            checked={start === each}
            onChange={() => onChoose(each)}
          />
          {t(each)}
        </label>
      ))}
    </fieldset>
  );
}

/** Chooses departments that become roles of their own. */
export function PanelSplit({ sessionId, panel }: { sessionId: string; panel: RolePanelView }) {
  const t = useTranslations("role-shapes.split");
  const tPanel = useTranslations("role-shapes.panel");
  const { role, departments, bareTitle } = panel;
  const [chosen, setChosen] = useState<readonly DepartmentOfRole[]>([]);
  const [start, setStart] = useState<SplitStart>("clear");
  const { shape, isPending } = useShapes(sessionId);
  if (departments.length < 2) return <p className="text-ink-soft text-sm">{t("one")}</p>;
  // Somebody else may have split one off since it was checked.
  const standing = chosen.filter(({ name }) => departments.some((each) => each.name === name));
  const split = () =>
    shape(
      () =>
        splitRoleAction({
          sessionId,
          roleId: role.id,
          departments: standing.map(({ name }) => name),
          start: role.decision ? start : "clear",
        }),
      t("done", { count: standing.length }),
      { after: () => setChosen([]) },
    );
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        split();
      }}
    >
      <p className="text-ink-soft text-sm">
        {t("body", { example: partTitle(bareTitle, departments[0]?.name ?? null) })}
      </p>
      <fieldset>
        <legend className="mb-1 font-medium text-sm">{t("legend")}</legend>
        <div className="max-h-64 overflow-y-auto">
          {departments.map((department) => (
            <label key={department.name ?? ""} className="flex items-center gap-2 py-1 text-sm wrap-anywhere">
              <input
                type="checkbox"
                className="size-5 shrink-0 accent-(--accent)"
                checked={standing.some(({ name }) => name === department.name)}
                onChange={(event) => {
                  const others = chosen.filter(({ name }) => name !== department.name);
                  setChosen(event.currentTarget.checked ? [...others, department] : others);
                }}
              />
              {t("option", { name: department.name ?? tPanel("noDepartment"), people: department.headcount })}
            </label>
          ))}
        </div>
      </fieldset>
      {role.decision ? <StartChoice start={start} onChoose={setStart} /> : null}
      <div>
        <Button type="submit" disabled={isPending || standing.length === 0} aria-busy={isPending}>
          {t("submit", { count: standing.length })}
        </Button>
      </div>
    </form>
  );
}
