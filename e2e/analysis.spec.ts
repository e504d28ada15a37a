import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { giveAway } from "./activities-set-up";
import { arrangeMappedRoles } from "./analysis-set-up";
import { exportFile, fetchNewestFile } from "./export-set-up";
import { expect, test } from "./fixtures";
import { createSession, enterOrganization } from "./session-set-up";

// Each waits for real runs and lets axe read every state of the screen.
test.describe.configure({ timeout: 150_000 });

/** A session of twelve mapped roles, at its fourth step. */
async function openAnalysis(page: Page, name: string): Promise<string> {
  await enterOrganization(page);
  const sessionId = await createSession(page, name);
  await arrangeMappedRoles(sessionId);
  await page.goto(`/discovery/${sessionId}/analysis`);
  return sessionId;
}

async function run(page: Page, label = "Run the analysis"): Promise<void> {
  await page.getByRole("button", { name: label }).click();
  await expect(page.getByText("The analysis is ready.")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("Roles scored")).toBeVisible();
}

const results = (page: Page) => page.getByRole("region", { name: "Roles of the run" });
const titles = (page: Page) => results(page).getByRole("link", { name: /^How the score of/ });
const column = (page: Page, name: string) => page.getByRole("columnheader", { name, exact: true });
const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Figures by" }).getByRole("link", { name });
const panel = (page: Page) => page.getByRole("dialog", { name: "How this score came about" });

test("an analysis is run and read down to its sources", async ({ page }) => {
  await openAnalysis(page, "Down to the task");
  await expect(page.getByRole("heading", { name: "No analysis yet" })).toBeVisible();
  await expectAccessible(page);
  await run(page);
  await expect(page.getByText("11 of 12")).toBeVisible();
  await expect(titles(page)).toHaveCount(12);
  await expectAccessible(page);

  await page.getByRole("link", { name: "How the score of Timekeeper came about" }).click();
  await expect(panel(page)).toContainText("P = 0.4 × 0.626 + 0.4 × 0.653 + 0.2 × (1 − 0.214) = 0.669");
  await expect(panel(page)).toContainText("I = reach / (reach + k)");
  await expect(panel(page)).toContainText("Opportune (2026), blend of Eloundou et al. (2024)");
  await expectAccessible(page);

  // The open panel has an address of its own.
  await page.reload();
  await panel(page).getByRole("link", { name: "Tasks behind: Record personnel information." }).click();
  const tasks = panel(page).getByRole("region", { name: "Tasks of the occupation" });
  await expect(tasks.getByRole("row")).toHaveCount(6);
  await expect(tasks.getByRole("row").filter({ hasText: "Task 18562" })).toContainText("E1");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(panel(page)).toHaveCount(0);
  expect(new URL(page.url()).search).toBe("");

  await page.getByRole("link", { name: "1 role without a score" }).click();
  await expect(titles(page)).toHaveText(["Board Member"]);
  await expect(results(page)).toContainText("The role has no occupation, so nothing is known of its work.");
});

test("view, order and filter stand in the address, and the export follows them", async ({ page }) => {
  await openAnalysis(page, "Narrowed");
  await run(page);

  await column(page, "People").getByRole("link").click();
  await expect(column(page, "People")).toHaveAttribute("aria-sort", "descending");
  await expect(titles(page).first()).toHaveText("Registered Nurse");

  await tab(page, "Departments").click();
  await expect(page.getByText("5 departments.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Roles: Care" }).click();
  await expect(titles(page)).toHaveText(["Registered Nurse", "Nursing Assistant"]);
  await expect(page.getByLabel("Department")).toHaveValue("is:Care");

  await page.getByLabel("Title or occupation").fill("registered");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(titles(page)).toHaveText(["Registered Nurse"]);
  await page.reload();
  await expect(titles(page)).toHaveText(["Registered Nurse"]);
  await expectAccessible(page);

  await exportFile(page, "Export these roles as CSV");
  const { name, rows } = await fetchNewestFile(page);
  expect(name).toMatch(/^Narrowed – run 1 – .*\.csv$/);
  expect(rows).toMatchObject([
    { title: "Registered Nurse", filters: "q=registered; department=is:Care", run: "1", release: "30.1" },
  ]);

  await page.getByRole("link", { name: "Clear the filter" }).click();
  await expect(titles(page)).toHaveCount(12);
  for (const view of ["Occupations", "Lines of business", "Locations", "Occupation families", "Activities"]) {
    await tab(page, view).click();
    await expect(page.getByRole("region", { name: view, exact: true })).toBeVisible();
  }
  await page.getByRole("link", { name: "Roles: Record personnel information." }).click();
  await expect(titles(page)).toHaveText(["Timekeeper", "Payroll Clerk"]);
  await page.getByRole("link", { name: "Remove: Activity: Record personnel information." }).click();
  await expect(titles(page)).toHaveCount(12);
});

test("settings are kept as they are changed, and a run keeps those it was made with", async ({ page }) => {
  await openAnalysis(page, "Set anew");
  await run(page);
  await page.getByText("Settings for the next run").click();
  const k = page.getByLabel("k, person-equivalents that give an impact of one half");
  await k.fill("50");
  await expect(page.getByText("Something changed after this run was made.")).toBeVisible();
  await expect(page.getByText("Kept for the next run.")).toBeVisible();
  await expectAccessible(page);

  const weights = page.getByRole("group", { name: "Weights of the priority" });
  await weights.getByLabel("Exposure").fill("0.7");
  await expect(weights).toContainText("Sum: 1.3. It must be 1, so nothing is kept yet.");
  await weights.getByLabel("Impact").fill("0.1");
  await expect(weights).toContainText("Sum: 1");
  await page.getByLabel("Exposure source").selectOption("eloundou-gpt4-gamma 2024");
  await expect(page.getByLabel("Least exposure for Now")).toHaveValue("0.6");
  await expect(page.getByText("Kept for the next run.")).toBeVisible();

  await run(page, "Run again");
  await expect(page.getByText("Something changed after this run was made.")).toHaveCount(0);
  await page.getByText("What this run was made from").click();
  await expect(page.getByText("weights 0.7 exposure, 0.1 impact, 0.2 complexity")).toBeVisible();

  await page.getByLabel("Run", { exact: true }).selectOption("1");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText("This is run 1. A later one is there")).toBeVisible();
  await expect(page.getByText("weights 0.4 exposure, 0.4 impact, 0.2 complexity")).toBeAttached();

  await page.reload();
  await page.getByText("Settings for the next run").click();
  await expect(k).toHaveValue("50");
  await page.getByRole("button", { name: "Back to the defaults" }).click();
  await expect(page.getByText("The defaults are back.")).toBeVisible();
  await expect(k).toHaveValue("10");
});

test("a run is published and taken back, and readers can only read", async ({ page }) => {
  const sessionId = await openAnalysis(page, "Shown to all");
  await run(page);
  await page.getByRole("button", { name: "Publish" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Publish it" }).click();
  await expect(page.getByText(/^Published by Ada/)).toBeVisible();
  await page.getByRole("button", { name: "Take back" }).click();
  await page.getByRole("button", { name: "Take it back" }).click();
  await expect(page.getByRole("button", { name: "Publish" })).toBeVisible();

  await giveAway(sessionId);
  await page.reload();
  await expect(page.getByText("You can read this session.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Run again" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Publish" })).toHaveCount(0);
  await page.getByText("Settings for the next run").click();
  await expect(page.getByLabel("Exposure source")).toBeDisabled();
  await expectAccessible(page);
});
