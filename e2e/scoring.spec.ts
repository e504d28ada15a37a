import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, test } from "./fixtures";
import { arrangeRoadmap } from "./roadmap-set-up";
import { arrangeProfiles, arrangeUndecided, scriptModel } from "./scoring-set-up";
import { createSession, enterOrganization } from "./session-set-up";

const rows = (page: Page) =>
  page.getByRole("region", { name: "Scorings", exact: true }).locator("tbody").getByRole("row");
const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Scorings by status" }).getByRole("link", { name });

async function previewAndStart(page: Page, count: number): Promise<void> {
  await page.getByRole("button", { name: "See what it comes to" }).click();
  await expect(page.getByRole("heading", { name: "Before it starts" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: `Start ${count} scoring` }).dblclick();
}

test("profiles are scored, read with their evidence, retried after an error, and all of them as a batch", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const { organization } = await enterOrganization(page);
  const mark = organization.slice("Harbour ".length);
  await page.getByRole("link", { name: "Scoring", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Nobody has been scored yet" })).toBeVisible();
  await expectAccessible(page);
  const [mira, tom] = await arrangeProfiles(organization, [
    { name: "Mira Solberg", line: `Rebuilt the ledger of Kestrel-${mark} with forty engineers.` },
    { name: "Tom Adeyemi", line: `Ran the night shift of Merlin-${mark} for six years.` },
  ]);

  await scriptModel(`Kestrel-${mark}`, {
    points: [9, 8, 9],
    usage: { promptTokens: 1_200, completionTokens: 317 },
    delayMs: 1_500,
  });
  await page.goto(`/scoring/new?profile=${mira}`);
  await previewAndStart(page, 1);
  await expect(page).toHaveURL(/\/scoring\/jobs\//);
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toContainText("Mira Solberg");
  // The page follows by itself.
  await expect(heading).toContainText("Completed", { timeout: 30_000 });
  const criterion = (name: string) => page.getByRole("listitem").filter({ hasText: name }).first();
  await expect(criterion("Technical Skills")).toContainText("9 of 10");
  await expect(criterion("Leadership Potential")).toContainText("8 of 10");
  await expect(criterion("Overall Fit")).toContainText("9 of 10");
  const main = page.getByRole("main");
  await expect(main).toContainText("8.7 on 0–10");
  await expect(main).toContainText("1,517 tokens");
  await expect(main).toContainText("Scoringcall 1Answered");
  await expect(main).toContainText("$0.0");
  await expect(main).toContainText(/[1-9]\.\d+ s/);
  await page.getByRole("link", { name: "Show the quote for Overall Fit in the profile" }).press("Enter");
  await expect(page.locator("mark").first()).toBeInViewport();
  await expect(page).toHaveURL(/#quote-overall_fit$/);
  await expectAccessible(page);

  await scriptModel(
    `Merlin-${mark}`,
    { fault: "status", status: 401, code: "invalid_api_key" },
    // Otherwise than Mira's, which the filter at the end tells apart.
    { points: [4, 5, 6] },
  );
  await page.goto(`/scoring/new?profile=${tom}`);
  await previewAndStart(page, 1);
  await expect(heading).toContainText("Failed", { timeout: 30_000 });
  await expect(page.getByRole("alert").first()).toContainText("An error is no rejection");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Retry (3 left)" }).click();
  await expect(heading).toContainText("Completed", { timeout: 30_000 });
  await expect(main).toContainText("Retried once.");

  await page.goto("/scoring/new");
  await previewAndStart(page, 2);
  await expect(page).toHaveURL(/\/scoring\?batch=/);
  await expect(main).toContainText("2 of 2 ended", { timeout: 30_000 });
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText("Reused");
  await expectAccessible(page);

  // The double clicks made one scoring each.
  await page.goto("/scoring");
  await expect(tab(page, "All")).toHaveText("All (4)");
  await expect(tab(page, "Completed")).toHaveText("Completed (4)");
  await page.getByLabel("Score from (%)").fill("87");
  await page.getByLabel("Score to (%)").fill("87");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText("Mira Solberg");
  await expectAccessible(page);
});

test("a reviewer sees the evidence before the score, and goes on by keyboard", async ({ page }) => {
  const { organization } = await enterOrganization(page);
  await arrangeUndecided(organization, ["Ines Duarte", "Paul Weber"]);
  await page.goto("/scoring/review");
  const item = page.getByRole("article");
  await expect(item).toContainText("Ines Duarte");
  await expect(item).toContainText("Led a team of forty.");
  await expect(item).not.toContainText("7.3");
  await expectAccessible(page);
  await page.keyboard.press("Alt+n");
  await expect(item).toContainText("Paul Weber");
  await page.getByRole("radio", { name: "Passed" }).check();
  await expect(item).toContainText("7.3 on 0–10");
  await page.getByLabel("Total of your own (0 to 10)").fill("0");
  await page.getByLabel("Reason").fill("He told me otherwise.");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Store the decision" }).click();
  await expect(page.getByText("The decision is stored.")).toBeVisible();
  await expect(item).toContainText("Ines Duarte");
  await expect(page.getByText("One result is waiting.")).toBeVisible();

  // 0 is a score: it is shown and found as one.
  await page.goto("/scoring?from=0&to=0");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("0 on 0–10");
  await expect(rows(page)).toContainText("decided by a person");

  // A batch that there is not is a page that there is not, and no error of ours.
  expect((await page.request.get(`/scoring?batch=${randomUUID()}`)).status()).toBe(404);

  // The list fits a telephone, and who opens the result again is told that it was decided about.
  await page.setViewportSize({ width: 420, height: 900 });
  const list = page.getByRole("region", { name: "Scorings", exact: true });
  expect(await list.evaluate((part) => part.scrollWidth - part.clientWidth)).toBe(0);
  await expect(rows(page).getByText("Completed").filter({ visible: true })).toHaveCount(1);
  await expectAccessible(page);
  const [id] = (await rows(page).getByRole("link").getAttribute("href"))?.split("/").slice(-1) ?? [];
  await page.goto(`/scoring/review?job=${id}`);
  const note = item.getByRole("status").filter({ hasText: "This was decided about before." });
  await expect(note).toContainText(/^.*Ada \w+ did so on/);
});

test("somebody here is found who could own an agent, and made its accountable lead", async ({ page }) => {
  const { organization } = await enterOrganization(page);
  const sessionId = await createSession(page, "Owners");
  await arrangeRoadmap(sessionId, 2);
  await arrangeProfiles(organization, [
    { name: "Nora Lund", line: "Ran accounts payable for eleven years." },
  ]);
  await page.goto(`/discovery/${sessionId}/roadmap`);
  await page
    .getByRole("link", { name: /^Who here could own/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Who here could own");
  await previewAndStart(page, 1);
  const main = page.getByRole("main");
  await expect(main).toContainText("Search for an accountable lead");
  await expect(main).toContainText("1 of 1 ended", { timeout: 30_000 });
  await expectAccessible(page);
  const makeLead = page.getByRole("button", { name: "Make Nora Lund the accountable lead" });
  await makeLead.click();
  await expect(makeLead).toHaveCount(0);
  await expect(rows(page)).toContainText("Accountable lead");
  await page.goto(`/discovery/${sessionId}/roadmap`);
  await expect(page.getByRole("link", { name: "Nora Lund" })).toBeVisible();
});
