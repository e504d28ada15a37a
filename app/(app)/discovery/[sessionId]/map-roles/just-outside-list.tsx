"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { JustOutside } from "@/lib/roles/audit";

const pauseMs = 250;

async function fetchOutside(threshold: string, signal: AbortSignal): Promise<readonly JustOutside[]> {
  const response = await fetch(`/api/roles/outside?${new URLSearchParams({ threshold })}`, { signal });
  if (!response.ok) throw new Error(`The search answered ${response.status}.`);
  const body: { roles: JustOutside[] } = await response.json();
  return body.roles;
}

/** What the threshold just leaves out, fetched when it is opened and whenever the slider comes to rest. */
export function JustOutsideList({ asked, stamp }: { asked: object; stamp: string }) {
  const t = useTranslations("roles.outside");
  const [isOpen, setIsOpen] = useState(false);
  const [roles, setRoles] = useState<readonly JustOutside[] | null>(null);
  const threshold = JSON.stringify(asked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is confirmed meanwhile is outside no more
  useEffect(() => {
    if (!isOpen) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      // Without an answer the list before stays; the next move of the slider asks again.
      fetchOutside(threshold, controller.signal).then(setRoles, () => undefined);
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [isOpen, threshold, stamp]);
  return (
    <details className="mt-3 text-sm" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="w-fit cursor-pointer text-accent">{t("title")}</summary>
      {roles === null ? <p className="mt-2 text-ink-soft">{t("searching")}</p> : null}
      {roles?.length === 0 ? <p className="mt-2 text-ink-soft">{t("nothing")}</p> : null}
      <ul className="mt-2 flex flex-col gap-1">
        {roles?.map(({ id, title, headcount, occupation, percent, marginPercent }) => (
          <li key={id} className="wrap-anywhere">
            <span className="font-medium">{title}</span>{" "}
            <span className="text-ink-soft">
              {t("item", { people: headcount, occupation: occupation.title, percent, margin: marginPercent })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
