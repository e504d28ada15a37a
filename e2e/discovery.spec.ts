import type { Page } from "@playwright/test";
import writeXlsxFile from "write-excel-file/node";
import { expectAccessible } from "./accessible";
import { exportFile, fetchNewestFile } from "./export-set-up";
import { expect, test } from "./fixtures";
import { noisyRoster, rosterHeader, toCsv } from "./noisy-roster";
import { chooseFile, createSession, csvFile, enterOrganization, type FileToUpload } from "./session-set-up";

const rowCount = 5000;
const roster = noisyRoster({ rowCount, titleCount: 700 });

async function workbook(): Promise<FileToUpload> {
  const { toBuffer } = writeXlsxFile(
    [[...rosterHeader], ...roster].map((row) => row.map((value) => ({ value }))),
  );
  const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return { name: "roster.xlsx", mimeType, buffer: await toBuffer() };
}

async function uploadAndImport(page: Page, file: FileToUpload): Promise<void> {
  await chooseFile(page, file);
  const importing = page.getByRole("button", { name: "Import 5,000 people" });
  await expect(importing).toBeEnabled({ timeout: 30_000 });
  await importing.click();
  await expect(page.getByRole("link", { name: "Go on: map roles" })).toBeVisible({ timeout: 60_000 });
}

async function continueTo(page: Page, step: string): Promise<void> {
  await page.getByRole("link", { name: `Continue: ${step}` }).click();
  await expect(page.getByRole("heading", { name: step, level: 1 })).toBeVisible();
}

async function confirmWhatTheRuleAccepts(page: Page): Promise<void> {
  const confirm = page.getByRole("button", { name: /^Confirm \d+ roles$/ });
  await expect(confirm).toBeEnabled({ timeout: 60_000 });
  await confirm.click();
  await expect(page.getByText(/Decided \([1-9]/)).toBeVisible();
}

async function analyse(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Run the analysis" }).first().click();
  await expect(page.getByText("Roles scored")).toBeVisible({ timeout: 60_000 });
}

test("a roster of 5,000 rows goes from upload to a ranking, a roadmap and an export", async ({ page }) => {
  test.setTimeout(240_000);
  await enterOrganization(page);
  const sessionId = await createSession(page, "The whole path");
  await expectAccessible(page);
  await uploadAndImport(page, csvFile(toCsv(roster)));
  await expectAccessible(page);

  await page.getByRole("link", { name: "Go on: map roles" }).click();
  await confirmWhatTheRuleAccepts(page);
  await expectAccessible(page);

  // Somebody comes back tomorrow on another machine: what was decided is there.
  await page.goto(`/discovery/${sessionId}`);
  await page.waitForURL(/map-roles$/);
  await expect(page.getByText(/Decided \([1-9]/)).toBeVisible();

  await continueTo(page, "Activities");
  await expectAccessible(page);
  await continueTo(page, "Analysis");
  await analyse(page);
  await expectAccessible(page);

  await exportFile(page, "Export CSV");
  const { text, rows } = await fetchNewestFile(page);
  expect(text).toContain("O*NET 30.1");
  const ranks = rows.map(({ rank }) => Number(rank)).filter((rank) => rank > 0);
  expect(ranks.length).toBeGreaterThan(100);
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));

  await continueTo(page, "Roadmap");
  await expectAccessible(page);
});

test("the same roster as a workbook gives the same people and roles", async ({ page }) => {
  test.setTimeout(180_000);
  await enterOrganization(page);
  await createSession(page, "From a workbook");
  await uploadAndImport(page, await workbook());
  const imported = page.getByRole("row").filter({ hasText: "roster.xlsx" });
  await expect(imported).toContainText("5,000");
  await page.getByRole("link", { name: "Go on: map roles" }).click();
  await confirmWhatTheRuleAccepts(page);
  await page.getByRole("link", { name: "Analysis" }).first().click();
  await analyse(page);
});

test("the same file twice is one upload, and a second click imports once", async ({ page }) => {
  await enterOrganization(page);
  await createSession(page, "Twice");
  const file = csvFile("Job Title,Department\nAccountant,Finance\nNurse,Care\nNurse,Care\n");
  await chooseFile(page, file);
  await expect(page.getByRole("button", { name: "Import 3 people" })).toBeVisible();
  await chooseFile(page, file);
  await expect(page.getByRole("button", { name: "Import 3 people" })).toHaveCount(1);
  await page.getByRole("button", { name: "Import 3 people" }).dblclick();
  await expect(page.getByRole("link", { name: "Go on: map roles" })).toBeVisible({ timeout: 30_000 });
  const rows = page.getByRole("row").filter({ hasText: "roster.csv" });
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("Imported");
});
