import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { archive } from "./activities-set-up";
import { expect, test } from "./fixtures";
import { arrangeFailedMappings, arrangeManyRoles, arrangeParkedEvent, makeColleague } from "./jobs-set-up";
import { createSession, enterOrganization } from "./session-set-up";
import { enterAs } from "./sign-in-set-up";

const runs = (page: Page) =>
  page.getByRole("region", { name: "Runs", exact: true }).locator("tbody").getByRole("row");
const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Runs by status" }).getByRole("link", { name });
const dialog = (page: Page) => page.getByRole("alertdialog");

/** Asks for suggestions for so many roles that there is time to do something about it. */
async function startLongMapping(page: Page, sessionId: string, roles: number): Promise<void> {
  await arrangeManyRoles(sessionId, roles);
  await page.goto(`/discovery/${sessionId}/map-roles`);
  await page.getByRole("button", { name: "Suggest occupations" }).click();
  await expect(page.getByRole("progressbar").first()).toBeVisible();
}

test("a job that failed is read step by step, and runs again once its cause is gone", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const { organization } = await enterOrganization(page);
  const sessionId = await createSession(page, "Spring");
  await startLongMapping(page, sessionId, 3_000);
  // Nothing is written into an archived session, so the next step cannot go on. By hand it might come too late.
  await archive(sessionId);

  await page.getByRole("link", { name: "Jobs", exact: true }).click();
  await expect(runs(page)).toHaveCount(1);
  await expect(tab(page, "Failed")).toHaveText("Failed (1)", { timeout: 60_000 });
  await expect(runs(page)).toContainText("This session is archived.");
  await expectAccessible(page);

  await tab(page, "Finished").click();
  await expect(page.getByRole("heading", { name: "No run is left" })).toBeVisible();
  await tab(page, "Failed").click();
  await expect(page).toHaveURL(/status=failed/);
  await runs(page).getByRole("link", { name: "Mapping of roles" }).click();
  const steps = page.getByRole("list", { name: "Steps" });
  await expect(steps.getByRole("listitem").first()).toContainText("claim-job");
  await expect(steps).toContainText("This session is archived.");
  await expectAccessible(page);
  const address = page.url();

  // The cause is still there: nothing is started, and it says why.
  await page.getByRole("button", { name: /^Retry: Mapping of roles/ }).click();
  await expect(page.getByText("Bring it back, then start this again.")).toBeVisible();

  await page.goto("/discovery?view=archived");
  await page.getByRole("button", { name: "Actions for Spring" }).click();
  await page.getByRole("menuitem", { name: "Take out of the archive", exact: true }).click();
  await expect(page.getByText("Session is active again.")).toBeVisible();
  await page.goto(address);
  await page.getByRole("button", { name: /^Retry: Mapping of roles/ }).press("Enter");
  await expect(page.getByText("It is queued again.")).toBeVisible();
  await page.getByRole("link", { name: "All runs" }).click();
  // The page follows by itself.
  await expect(tab(page, "Finished")).toHaveText("Finished (1)", { timeout: 90_000 });
  await expect(runs(page)).toHaveCount(2);
  await expect(runs(page).first()).toContainText("Job started 2 times");
  await page.goto(address);
  const siblings = page.getByRole("list", { name: "Of the same job" });
  await siblings.getByRole("link", { name: /^Finished, queued/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Finished");
  await expect(siblings.getByRole("link", { name: /^Failed, queued/ })).toBeVisible();

  const analyst = await enterAs(browser, await makeColleague(organization, "analyst"));
  await analyst.getByRole("link", { name: "Jobs", exact: true }).click();
  await expect(analyst.getByRole("heading", { name: "No background work yet" })).toBeVisible();
  await expect(analyst.getByRole("heading", { name: "How long runs are kept" })).toHaveCount(0);
  await expectAccessible(analyst);
  expect((await analyst.goto(address))?.status()).toBe(404);

  const stranger = await (await browser.newContext()).newPage();
  await enterOrganization(stranger);
  await stranger.goto("/admin/jobs");
  await expect(stranger.getByRole("heading", { name: "No background work yet" })).toBeVisible();
  expect((await stranger.goto(address))?.status()).toBe(404);
});

test("running work is cancelled, after it was said what that means", async ({ page }) => {
  test.setTimeout(110_000);
  await enterOrganization(page);
  const sessionId = await createSession(page, "Long");
  await startLongMapping(page, sessionId, 10_000);
  await page.goto("/admin/jobs");
  await page.getByRole("button", { name: "Cancel: Mapping of roles, Long" }).click();
  await expect(dialog(page)).toContainText("The step at hand may still end.");
  await expect(dialog(page)).toContainText("so nothing of it has been paid for");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Let it go on" }).click();
  await page.getByRole("button", { name: "Cancel: Mapping of roles, Long" }).click();
  await page.getByRole("button", { name: "Cancel the work" }).click();
  await expect(page.getByText("It is cancelled.")).toBeVisible();
  await expect(tab(page, "Cancelled")).toHaveText("Cancelled (1)", { timeout: 30_000 });
  await expect(page.getByRole("button", { name: "Retry: Mapping of roles, Long" })).toBeVisible();

  await page.goto("/discovery");
  await page.getByRole("button", { name: "Actions for Long" }).click();
  await page.getByRole("menuitem", { name: "Archive", exact: true }).click();
  await expect(page.getByText("Session archived.")).toBeVisible();
});

test("all that match are queued again, after they were counted", async ({ page }) => {
  test.slow();
  const { organization } = await enterOrganization(page);
  await arrangeFailedMappings(organization, { active: 3, archived: 1 });
  await page.goto("/admin/jobs?q=disk&from=nonsense");
  await expect(page.getByText("Part of this link meant nothing and was left out.")).toBeVisible();
  await expect(runs(page)).toHaveCount(4);
  await page.getByRole("button", { name: "Retry all that match…" }).click();
  await expect(dialog(page)).toContainText("3 jobs will be queued; 1 is skipped because:");
  await expect(dialog(page)).toContainText("1: the session is deleted or in the archive");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(runs(page)).toHaveCount(4);
  await page.getByRole("button", { name: "Retry all that match…" }).click();
  await page.getByRole("button", { name: "Queue 3 jobs" }).press("Enter");
  await expect(dialog(page)).toContainText("3 jobs queued; 1 skipped because:");
  await page.getByRole("button", { name: "Close", exact: true }).click();

  await page.getByRole("link", { name: "Clear the filter" }).click();
  await expect(tab(page, "Finished")).toHaveText("Finished (3)", { timeout: 60_000 });
  await page.getByRole("button", { name: "Retry all that match…" }).click();
  await expect(dialog(page)).toContainText("Nothing would be queued; 4 are skipped because:");
  await expect(dialog(page)).toContainText("3: ended well");
  await expect(page.getByRole("button", { name: /^Queue/ })).toHaveCount(0);
});

test("an event that was given up is sent again, and how long runs are kept is settled", async ({ page }) => {
  test.slow();
  const { organization } = await enterOrganization(page);
  await arrangeParkedEvent(organization);
  await page.goto("/admin/jobs");
  const letters = page.getByRole("region", { name: "Events that could not be delivered" });
  await expect(letters).toContainText("The server that takes the events did not answer.");
  await expectAccessible(page);
  await letters.getByRole("button", { name: /^Send again: Mapping of roles/ }).click();
  await expect(page.getByText("1 event is sent again.")).toBeVisible();
  await expect(letters).toHaveCount(0);
  await expect(tab(page, "Finished")).toHaveText("Finished (1)", { timeout: 60_000 });

  await page.getByLabel("Days").fill("45");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Kept for 45 days from now on.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Days")).toHaveValue("45");
});

test("operators see the runs of the whole installation, and nothing of what they say", async ({
  page,
  browser,
}) => {
  const { organization } = await enterOrganization(page);
  await arrangeFailedMappings(organization, { active: 1, archived: 0 });
  await page.goto("/admin/jobs");
  const href = await runs(page).getByRole("link", { name: "Mapping of roles" }).getAttribute("href");
  await expect(page.getByRole("navigation", { name: "Whose runs" })).toHaveCount(0);

  const elsewhere = await (await browser.newContext()).newPage();
  const { organization: other } = await enterOrganization(elsewhere);
  const operator = await enterAs(browser, await makeColleague(other, "admin", { isOperator: true }));
  await operator.goto("/admin/jobs");
  await operator.getByRole("link", { name: "Installation" }).click();
  await operator.getByLabel("Organization", { exact: true }).selectOption({ label: organization });
  await operator.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(runs(operator)).toHaveCount(1);
  await expect(runs(operator)).toContainText(organization);
  await expect(runs(operator)).not.toContainText("disk");
  await expectAccessible(operator);
  await operator.goto(href ?? "");
  await expect(operator.getByRole("heading", { level: 1 })).toContainText("Mapping of roles");
  await expect(operator.locator("main")).not.toContainText("disk");
  await expect(operator.getByRole("button", { name: /^Retry/ })).toHaveCount(0);
});
