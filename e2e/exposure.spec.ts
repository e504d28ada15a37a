import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { arrangeMappedRoles } from "./analysis-set-up";
import { expect, test } from "./fixtures";
import { createSession, enterOrganization } from "./session-set-up";

// Each waits for real runs and lets axe read every state of the screen.
test.describe.configure({ timeout: 180_000 });

const activity = "Record personnel information.";

/** A session of twelve mapped roles with its first run. */
async function arrangeAnalysis(page: Page, name: string): Promise<string> {
  const sessionId = await createSession(page, name);
  await arrangeMappedRoles(sessionId);
  await page.goto(`/discovery/${sessionId}/analysis`);
  await run(page, "Run the analysis");
  return sessionId;
}

async function run(page: Page, label: string): Promise<void> {
  await page.getByRole("button", { name: label }).click();
  await expect(page.getByText("The analysis is ready.")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("Roles scored")).toBeVisible();
}

const panel = (page: Page) => page.getByRole("dialog", { name: "How this score came about" });
const figures = (page: Page) => page.getByRole("region", { name: "Figures" });
const stale = (page: Page) => page.getByText("Something changed after this run was made.");

/** The formula of the timekeeper's exposure in the latest run. */
async function readExposure(page: Page, sessionId: string): Promise<string> {
  await page.goto(`/discovery/${sessionId}/analysis`);
  await page.getByRole("link", { name: "How the score of Timekeeper came about" }).click();
  return (await panel(page).getByText(/^E = /).textContent()) ?? "";
}

/** Finds the activity and sets a figure on it. */
async function setFigure(page: Page, value: string, reason: string): Promise<void> {
  await page.goto("/admin/exposure");
  const search = page.getByRole("search", { name: "Set a figure" });
  await search.getByLabel("Words of its name").fill("personnel record");
  await search.getByRole("button", { name: "Find" }).click();
  await page.getByRole("link", { name: `Set a figure for ${activity}` }).click();
  const dialog = page.getByRole("dialog", { name: "Figure of your organization" });
  await expect(dialog).toContainText("that lead to it");
  await expectAccessible(page);
  await dialog.getByLabel("Exposure, 0 to 1").fill(value);
  await dialog.getByLabel("Why").fill(reason);
  await dialog.getByRole("button", { name: "Set the figure" }).click();
  await expect(page.getByText("The figure is set.")).toBeVisible();
  await expect(dialog).toHaveCount(0);
}

test("an admin's figure changes the next analysis of the organization alone, and undo brings the numbers back", async ({
  page,
  browser,
}) => {
  await enterOrganization(page);
  const sessionId = await arrangeAnalysis(page, "With a figure of our own");
  const plain = await readExposure(page, sessionId);
  expect(plain).toMatch(/= 0\.\d{3}$/);

  await page.goto("/admin/exposure");
  await expect(page.getByRole("heading", { name: "No figures of your own" })).toBeVisible();
  await expectAccessible(page);
  await setFigure(page, "0.05", "Our pilot showed that people do it.");
  await expect(page.getByText("The last run of 1 session is out of date now.")).toBeVisible();
  await expect(figures(page).getByRole("row", { name: activity })).toContainText("0.050");
  await expectAccessible(page);

  // The activities step shows it at once, with the way down to the source.
  await page.goto(`/discovery/${sessionId}/activities?occupation=43-3051.00`);
  await expect(page.getByRole("row", { name: activity })).toContainText("set by your organization");
  await expect(page.getByRole("row", { name: activity })).toContainText("scored 5 of 5 tasks");
  await page.getByRole("button", { name: `Where the exposure comes from: ${activity}` }).click();
  const evidence = page.getByRole("dialog", { name: "Where this exposure comes from" });
  await expect(evidence).toContainText("Our pilot showed that people do it.");
  await expect(evidence.getByRole("row").filter({ hasText: "Task 18562" })).toContainText("source:");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(evidence).toHaveCount(0);

  await page.goto(`/discovery/${sessionId}/analysis`);
  await expect(stale(page)).toBeVisible();
  await run(page, "Run again");
  await expect(stale(page)).toHaveCount(0);
  expect(await readExposure(page, sessionId)).not.toBe(plain);
  await panel(page)
    .getByRole("link", { name: `Tasks behind: ${activity}` })
    .click();
  await expect(panel(page)).toContainText("Your organization set 0.050");
  await expect(panel(page)).toContainText("Our pilot showed that people do it.");
  await expectAccessible(page);
  await panel(page)
    .getByRole("link", { name: `Open the figure for ${activity}` })
    .first()
    .click();
  await expect(page.getByRole("dialog", { name: "Figure of your organization" })).toBeVisible();

  // Somebody else's analysis knows nothing of it.
  const stranger = await (await browser.newContext()).newPage();
  await enterOrganization(stranger);
  const theirs = await arrangeAnalysis(stranger, "Elsewhere");
  expect(await readExposure(stranger, theirs)).toBe(plain);
  await stranger.goto("/admin/exposure");
  await expect(stranger.getByRole("heading", { name: "No figures of your own" })).toBeVisible();

  // Changed, taken back, ended: and the numbers are what they were.
  const dialog = page.getByRole("dialog", { name: "Figure of your organization" });
  await dialog.getByLabel("Exposure, 0 to 1").fill("0.5");
  await dialog.getByRole("button", { name: "Change the figure" }).click();
  await expect(figures(page).getByRole("row", { name: activity })).toContainText("0.500");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByText("As it was before.")).toBeVisible();
  await expect(figures(page).getByRole("row", { name: activity })).toContainText("0.050");
  await page.getByRole("button", { name: `End the figure of ${activity}` }).click();
  await expect(page.getByRole("heading", { name: "No figures of your own" })).toBeVisible();
  await page.goto(`/discovery/${sessionId}/analysis`);
  await run(page, "Run again");
  expect(await readExposure(page, sessionId)).toBe(plain);
});

test("figures of tasks are found by occupation, looked up by words, and set again after their end", async ({
  page,
}) => {
  await enterOrganization(page);
  await page.goto("/admin/exposure?level=task&find=timekeeping");
  await page.getByRole("link", { name: "Payroll and Timekeeping Clerks" }).click();
  await page.getByRole("link", { name: "Set a figure for Task 2520", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Figure of your organization" });
  await dialog.getByLabel("Exposure, 0 to 1").fill("1");
  await dialog.getByLabel("Why").fill("A machine does it already.");
  await dialog.getByRole("button", { name: "Set the figure" }).click();
  await expect(figures(page).getByRole("row", { name: "Task 2520" })).toContainText("1.000");

  await page.goto("/admin/exposure?q=payroll");
  await expect(figures(page).getByRole("row", { name: "Task 2520" })).toBeVisible();
  await page.goto("/admin/exposure?q=nurse&element=nonsense");
  await expect(page.getByText("Part of this link meant nothing and was left out.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "No figure fits" })).toBeVisible();
  await page.goto("/admin/exposure");
  await page.getByRole("button", { name: "End the figure of Task 2520" }).click();
  await expect(page.getByText("The figure has ended.")).toBeVisible();
  await page.getByRole("link", { name: "Ended (1)" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Set the figure of Task 2520 again" }).click();
  await page.getByRole("link", { name: "In force (1)" }).click();
  await expect(figures(page).getByRole("row", { name: "Task 2520" })).toContainText("1.000");
});

test("the default source is chosen after saying what goes out of date, and taken back", async ({ page }) => {
  await enterOrganization(page);
  const sessionId = await arrangeAnalysis(page, "Follows the default");
  await page.goto("/admin/exposure");
  const sources = page.getByRole("region", { name: "Sources" });
  await expect(sources.getByRole("row").filter({ hasText: "gwa-classes" })).toContainText(
    "41 of 41 generalized activities",
  );
  const human = sources.getByRole("row").filter({ hasText: "eloundou-human-beta" });
  await human.getByRole("button", { name: /^Make .* the default$/ }).click();
  await expect(page.getByText("1 session follows the default")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Make it the default" }).click();
  await expect(page.getByText("The last run of 1 session is out of date now.")).toBeVisible();
  await expect(human.getByText("Default", { exact: true })).toBeVisible();
  await page.goto(`/discovery/${sessionId}/analysis`);
  await expect(stale(page)).toBeVisible();
  await run(page, "Run again");
  await page.getByText("What this run was made from").click();
  await expect(page.getByText("human labels, beta").first()).toBeVisible();

  await page.goto("/admin/exposure");
  await page.getByRole("button", { name: "Back to the product’s default" }).click();
  await page.getByRole("button", { name: "Make it the default" }).click();
  await expect(human.getByText("Default", { exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(human.getByText("Default", { exact: true })).toBeVisible();
});

test("only admins reach the page", async ({ page }) => {
  await enterOrganization(page, "analyst");
  // Asked without the page, which would complain of what it gets.
  expect((await page.request.get("/admin/exposure")).status()).toBe(404);
  await expect(page.getByRole("link", { name: "Exposure", exact: true })).toHaveCount(0);
});
