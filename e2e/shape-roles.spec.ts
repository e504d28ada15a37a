import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, test } from "./fixtures";
import { arrangeRoles, type RosterRole } from "./role-set-up";
import { createSession, enterOrganization } from "./session-set-up";

const roster: readonly RosterRole[] = [
  { title: "Controller", headcount: 9, department: "Finance" },
  { title: "Registered Nurse", headcount: 40, department: "Care" },
  { title: "Registerd Nurse", headcount: 3, department: "Care" },
  { title: "Nurse, Registered", headcount: 2 },
  { title: "Managers, All Other", headcount: 1 },
];

/** A session with these roles, at its second step, with suggestions made by the product itself. */
async function mapRoster(page: Page, name: string, roles: readonly RosterRole[]): Promise<string> {
  const sessionId = await createSession(page, name);
  await arrangeRoles(sessionId, roles);
  await page.goto(`/discovery/${sessionId}/map-roles`);
  await page.getByRole("button", { name: "Suggest occupations" }).click();
  await expect(page.getByRole("button", { name: "Suggest anew" })).toBeVisible({ timeout: 40_000 });
  return sessionId;
}

const row = (page: Page, title: string) =>
  page
    .getByRole("region", { name: "Roles", exact: true })
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: new RegExp(`^${title}`) }) });
const panel = (page: Page) => page.getByRole("dialog");
const toast = (page: Page, text: string | RegExp) =>
  page.locator("[data-sonner-toast]").filter({ hasText: text });

test("a role is split, titles are merged, comments and aliases remember why", async ({ page }) => {
  test.slow();
  await enterOrganization(page);
  const sessionId = await mapRoster(page, "First", roster);

  await test.step("open the panel by keyboard, comment, and go back", async () => {
    await row(page, "Controller").getByRole("link", { name: "Controller" }).press("Enter");
    await expect(panel(page).getByRole("heading", { name: "Controller" })).toBeVisible();
    await panel(page).getByLabel("Comment", { exact: true }).fill("Ask Eva what they do.");
    await panel(page).getByRole("button", { name: "Add the comment" }).click();
    await expect(panel(page).getByText("Ask Eva what they do.")).toBeVisible();
    await expectAccessible(page);
    await page.goBack();
    await expect(panel(page)).toHaveCount(0);
    await expect(row(page, "Controller")).toContainText("1 comment");
  });

  await test.step("merge what looks like spellings, and undo", async () => {
    await page
      .getByText("2 titles look like spellings of 1 other")
      .getByRole("link", { name: "Look" })
      .click();
    await expect(panel(page).getByRole("checkbox")).toHaveCount(2);
    await expectAccessible(page);
    await panel(page).getByRole("button", { name: "Merge 2 titles" }).click();
    await expect(toast(page, "2 titles merged.")).toBeVisible();
    await expect(panel(page).getByText("No titles look like spellings")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(row(page, "Registered Nurse")).toContainText("45");
    await expect(row(page, "Registerd Nurse")).toHaveCount(0);
    await page.getByRole("button", { name: /^Undo what was done on/ }).click();
    await expect(row(page, "Registerd Nurse")).toHaveCount(1);
  });

  await test.step("merge by hand where the decisions differ", async () => {
    await page.getByRole("button", { name: "Choose an occupation for Nurse, Registered" }).click();
    await page.getByRole("radio", { name: /^No occupation/ }).check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(row(page, "Nurse, Registered")).toHaveCount(0);
    await page.getByRole("button", { name: "Confirm Registered Nurse" }).click();
    await expect(row(page, "Registered Nurse")).toHaveCount(0);
    await page.goto(`/discovery/${sessionId}/map-roles?state=all`);
    await row(page, "Registered Nurse").getByRole("link", { name: "Registered Nurse" }).click();
    await panel(page).getByLabel("Search the titles of this session").fill("nurse,");
    await panel(page).getByRole("button", { name: "Merge Nurse, Registered into this role" }).click();
    await panel(page).getByRole("button", { name: "That of Registered Nurse", exact: true }).click();
    await expect(panel(page).getByRole("button", { name: "Take out Nurse, Registered" })).toBeVisible();
    await expect(panel(page)).toContainText("42 people");
  });

  await test.step("offer described occupations for one that O*NET does not describe", async () => {
    await page.goto(`/discovery/${sessionId}/map-roles?state=all`);
    await row(page, "Managers, All Other").getByRole("link", { name: "Managers, All Other" }).click();
    await expect(panel(page).getByRole("heading", { name: /^Described occupations/ })).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("split a role, and decide its part otherwise than suggested", async () => {
    await page.goto(`/discovery/${sessionId}/map-roles?state=all&q=nurse`);
    await row(page, "Registered Nurse").getByRole("link", { name: "Registered Nurse" }).click();
    await panel(page).getByRole("checkbox", { name: "Care (40)" }).check();
    await panel(page).getByRole("button", { name: "Split off 1 department" }).click();
    await expect(toast(page, "1 department is a role of its own.")).toBeVisible({ timeout: 40_000 });
    await panel(page)
      .getByRole("link", { name: /^Registered Nurse · Care/ })
      .click();
    await expect(panel(page).getByRole("heading", { name: "Registered Nurse · Care" })).toBeVisible();
    await expect(panel(page)).toContainText("Nobody decided yet.");
    await panel(page).getByRole("button", { name: "Put back into Registered Nurse" }).click();
    await expect(toast(page, "is one role with Registered Nurse again")).toBeVisible();
    await expect(panel(page)).toContainText("This title was merged into Registered Nurse");
  });

  await test.step("an alias is learnt and comes first in the next session", async () => {
    await page.goto(`/discovery/${sessionId}/map-roles?state=all&q=controller`);
    await page.getByRole("button", { name: "Choose an occupation for Controller" }).click();
    await page.getByLabel("Search all occupations").fill("air traffic");
    await page.getByRole("option", { name: /^Air Traffic Controllers/ }).click();
    await page.getByLabel("Reason (if you like)").fill("They sit in the tower.");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(row(page, "Controller")).toContainText("Air Traffic Controllers");
    await page.goto("/discovery");
    await mapRoster(page, "Second", [{ title: "CONTROLLER", headcount: 7 }]);
    await expect(row(page, "CONTROLLER")).toContainText("Own alias");
    await expect(row(page, "CONTROLLER")).toContainText("Air Traffic Controllers");
    await row(page, "CONTROLLER").getByRole("link", { name: "CONTROLLER" }).click();
    await expect(panel(page).getByRole("heading", { name: "Same title elsewhere" })).toBeVisible();
    await panel(page).getByRole("link", { name: "See the alias" }).click();
    await page.waitForURL(/\/reference\/aliases/);
    await expect(page.getByText("Reason: They sit in the tower.")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "End the alias of Controller" }).click();
    await toast(page, "The alias of Controller is ended.").getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("button", { name: "End the alias of Controller" })).toBeVisible();
  });
});

test("who splits what somebody else split meanwhile is told, and sees it", async ({ page, context }) => {
  await enterOrganization(page);
  const sessionId = await createSession(page, "Two at once");
  await arrangeRoles(sessionId, [{ title: "Analyst", headcount: 4, department: "Finance" }]);
  await arrangeRoles(sessionId, [{ title: "Analysts", headcount: 5, department: "IT" }]);
  await page.goto(`/discovery/${sessionId}/map-roles`);
  const other = await context.newPage();
  for (const each of [page, other]) {
    await each.goto(`/discovery/${sessionId}/map-roles?look=spellings`);
    await expect(panel(each).getByRole("checkbox")).toHaveCount(1);
  }
  await panel(page).getByRole("button", { name: "Merge 1 title" }).click();
  await expect(toast(page, "1 title merged.")).toBeVisible();
  await panel(other).getByRole("button", { name: "Merge 1 title" }).click();
  await expect(toast(other, /Somebody merged “Analyst/)).toBeVisible();
  await expect(panel(other).getByText("No titles look like spellings")).toBeVisible();
  await other.goto(`/discovery/${sessionId}/map-roles?role=${sessionId}`);
  await expect(panel(other).getByText("This role is not in the session any more.")).toBeVisible();
});
