import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { arrangeMappedRoles } from "./analysis-set-up";
import { exportFile, fetchNewestFile } from "./export-set-up";
import { expect, test } from "./fixtures";
import { arrangeRoadmap } from "./roadmap-set-up";
import { createSession, enterOrganization } from "./session-set-up";

/** Publishes the latest run of the session. */
async function publish(page: Page, sessionId: string): Promise<void> {
  await page.goto(`/discovery/${sessionId}/analysis`);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("button", { name: "Publish it" }).click();
  await expect(page.getByText("The run is in the organization’s ranking.")).toBeVisible();
}

const candidates = (page: Page) =>
  page.getByRole("region", { name: "Candidates", exact: true }).locator("tbody").getByRole("row");

test("published runs stand in one ranking, down to the explanation and out to a file", async ({ page }) => {
  await enterOrganization(page);
  await page.goto("/rankings");
  await expect(page.getByRole("heading", { name: "No ranking yet" })).toBeVisible();
  await expectAccessible(page);

  await page.goto("/discovery");
  const sessionId = await createSession(page, "Published");
  await arrangeMappedRoles(sessionId);
  await page.goto(`/discovery/${sessionId}/analysis`);
  await page.getByRole("button", { name: "Run the analysis" }).click();
  await expect(page.getByText("The analysis is ready.")).toBeVisible({ timeout: 60_000 });
  await publish(page, sessionId);

  await page.getByRole("link", { name: "Rankings" }).click();
  await expect(candidates(page)).toHaveCount(11);
  const runs = page.getByRole("region", { name: "Published runs" }).last();
  await expect(runs).toContainText("Run 1");
  await expect(runs).toContainText("30.1");
  await expectAccessible(page);

  await page.getByLabel("Department").selectOption("Care");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(candidates(page)).toHaveCount(2);
  await expect(page).toHaveURL(/department=Care/);
  await page.getByRole("columnheader", { name: "People" }).getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: "People" })).toHaveAttribute("aria-sort", "descending");
  await expect(candidates(page).first()).toContainText("Registered Nurse");
  await page.reload();
  await expect(candidates(page)).toHaveCount(2);

  await exportFile(page, "Export these as CSV");
  await expectAccessible(page);
  const { rows } = await fetchNewestFile(page);
  expect(rows).toMatchObject([
    {
      title: "Registered Nurse",
      filters: "department=Care",
      run: "1",
      release: "30.1",
      session: "Published",
    },
    { title: "Nursing Assistant" },
  ]);

  await page.getByRole("link", { name: "How the score of Registered Nurse came about" }).click();
  await expect(page.getByRole("dialog", { name: "How this score came about" })).toContainText(
    "Registered Nurse",
  );
});

test("a long ranking comes page by page, and an odd link says what was left out", async ({ page }) => {
  await enterOrganization(page);
  const sessionId = await createSession(page, "Long");
  await arrangeRoadmap(sessionId, 210);
  await publish(page, sessionId);
  await page.goto("/rankings?tier=someday");
  await expect(page.getByText("Part of this link meant nothing and was left out.")).toBeVisible();
  await expect(candidates(page)).toHaveCount(200);
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(candidates(page)).toHaveCount(10);
  await page.getByLabel("Agent, role or occupation").fill("Clerk 17");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(candidates(page)).toHaveCount(11);
  await page.getByLabel("Agent, role or occupation").fill("nobody");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(page.getByRole("heading", { name: "No candidate is left" })).toBeVisible();
  await expectAccessible(page);
});

test("nobody sees the ranking of another organization", async ({ page, browser }) => {
  await enterOrganization(page);
  const sessionId = await createSession(page, "Secret");
  await arrangeRoadmap(sessionId, 12);
  await publish(page, sessionId);
  const stranger = await (await browser.newContext()).newPage();
  await enterOrganization(stranger);
  await stranger.goto("/rankings");
  await expect(stranger.getByRole("heading", { name: "No ranking yet" })).toBeVisible();
  await exportFile(page, "Export CSV");
  const href = await page
    .getByRole("link", { name: /\.csv$/ })
    .first()
    .getAttribute("href");
  expect(await (await page.request.get(href ?? "")).text()).toContain("Clerk");
  const file = await stranger.request.get(href ?? "");
  expect(file.status()).toBe(404);
  expect(await file.text()).not.toContain("Clerk");
});

test("an analyst exports, goes elsewhere, comes back and fetches the file", async ({ page }) => {
  await enterOrganization(page, "analyst");
  const sessionId = await createSession(page, "Left alone");
  await arrangeRoadmap(sessionId, 40);
  await publish(page, sessionId);
  await page.goto("/rankings?q=Clerk+1");
  await page.getByRole("button", { name: "Export these as CSV" }).click();
  await page.getByRole("link", { name: "Discovery" }).click();
  // Told wherever one is by then, with the link.
  const notice = page.locator("[data-sonner-toast]").filter({ hasText: "The file is ready." });
  await expect(notice).toBeVisible({ timeout: 30_000 });

  await page.goto("/rankings");
  const recent = page.getByRole("button", { name: "Recent files (1)" });
  await recent.click();
  await expect(page.getByRole("list", { name: "Recent files" })).toContainText("Filter: q=Clerk 1");
  const { rows } = await fetchNewestFile(page);
  expect(rows).toHaveLength(11);
  expect(rows.filter(({ title }) => !title?.includes("Clerk 1"))).toEqual([]);
  const told = { filters: "q=Clerk 1", session: "Left alone", release: "30.1", formula_version: "1" };
  expect(rows[0]).toMatchObject(told);
  await recent.click();
  await expect(page.getByRole("list", { name: "Recent files" })).toHaveCount(0);
});
