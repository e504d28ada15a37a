import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { expect } from "./fixtures";

const recentFiles = (page: Page) => page.getByRole("list", { name: "Recent files" });

/** Presses the export button of a screen and waits until the file can be fetched. */
export async function exportFile(page: Page, button: string): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  await expect(
    recentFiles(page)
      .getByRole("link", { name: /\.csv$/ })
      .first(),
  ).toBeVisible({ timeout: 30_000 });
}

/** Fetches the newest of the screen's recent files. */
export async function fetchNewestFile(
  page: Page,
): Promise<{ name: string; text: string; rows: Record<string, string>[] }> {
  const download = page.waitForEvent("download");
  await recentFiles(page)
    .getByRole("link", { name: /\.csv$/ })
    .first()
    .click();
  const file = await download;
  const text = await readFile(await file.path(), "utf8");
  return { name: file.suggestedFilename(), text, rows: parse(text, { columns: true, bom: true }) };
}
