"use client";

import { useTranslations } from "next-intl";
import { type Theme, themes } from "./theme";

const oneYearSeconds = 31_536_000;

/** Kept in a cookie, so that the server sends the right colours at once and nothing flashes. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const t = useTranslations("shell.theme");
  const choose = (theme: string) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
    document.cookie = `theme=${theme}; path=/; max-age=${oneYearSeconds}; samesite=lax`;
    document.documentElement.dataset.theme = theme;
  };
  return (
    <label className="flex items-center gap-2 text-ink-soft text-sm">
      {t("label")}
      <select
        defaultValue={initial}
        onChange={(event) => choose(event.target.value)}
        className="min-h-8 rounded-md border border-line bg-surface px-2 text-ink"
      >
        {themes.map((theme) => (
          <option key={theme} value={theme}>
            {t(theme)}
          </option>
        ))}
      </select>
    </label>
  );
}
