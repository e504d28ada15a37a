import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, test } from "./fixtures";
import { scriptModel } from "./model-set-up";
import { arrangeRoles, type RosterRole, switchModelMappingOn } from "./role-set-up";
import { createSession, enterOrganization } from "./session-set-up";

const roster: readonly RosterRole[] = [
  { title: "Registered Nurse", headcount: 40, department: "Care" },
  { title: "Sr. Accountant II", headcount: 12, department: "Finance" },
  { title: "Bookkeeper", headcount: 7, department: "Finance" },
  { title: "Dentist", headcount: 3, department: "Care" },
  { title: "Solutions Wizard", headcount: 25 },
  { title: "Zzyzx", headcount: 2 },
];

/** A session with these roles, at its second step, with suggestions made by the product itself. */
async function mapRoster(page: Page, name: string): Promise<string> {
  await enterOrganization(page);
  const sessionId = await createSession(page, name);
  await arrangeRoles(sessionId, roster);
  await page.goto(`/discovery/${sessionId}/map-roles`);
  await page.getByRole("button", { name: "Suggest occupations" }).click();
  await expect(page.getByRole("button", { name: "Suggest anew" })).toBeVisible({ timeout: 40_000 });
  return sessionId;
}

const row = (page: Page, title: string) =>
  page.getByRole("region", { name: "Roles", exact: true }).getByRole("row").filter({ hasText: title });
const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Which roles" }).getByRole("link", { name });
const toast = (page: Page, text: string | RegExp) =>
  page.locator("[data-sonner-toast]").filter({ hasText: text });

test("roles are suggested, decided one by one and in bulk, and all of it can be taken back", async ({
  page,
}) => {
  test.slow();
  await mapRoster(page, "Bit by bit");
  await expectAccessible(page);
  await expect(row(page, "Registered Nurse")).toContainText("Registered Nurses");
  await expect(row(page, "Zzyzx")).toContainText("No word of this title is known");

  await test.step("confirm by keyboard, and undo", async () => {
    await page.getByRole("button", { name: "Confirm Registered Nurse" }).press("Enter");
    await expect(tab(page, "Decided (1)")).toBeVisible();
    await expect(row(page, "Registered Nurse")).toHaveCount(0);
    await expect(page.locator("[data-first-action]:focus")).toHaveCount(1);
    await toast(page, "Registered Nurse: Registered Nurses").getByRole("button", { name: "Undo" }).click();
    await expect(tab(page, "Decided (0)")).toBeVisible();
    await expect(row(page, "Registered Nurse")).toHaveCount(1);
  });

  await test.step("search for another occupation", async () => {
    await page.getByRole("button", { name: "Choose an occupation for Solutions Wizard" }).click();
    await page.getByLabel("Search all occupations").fill("computer systems anal");
    await page.getByRole("option", { name: /^Computer Systems Analysts/ }).click();
    await expect(page.getByRole("radio", { name: /^Computer Systems Analysts/ })).toBeChecked();
    await page.getByLabel("Reason (if you like)").fill("They advise on software.");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(tab(page, "Decided (1)")).toBeVisible();
  });

  await test.step("say that there is none", async () => {
    await page.getByRole("button", { name: "Choose an occupation for Zzyzx" }).click();
    await page.getByRole("radio", { name: /^No occupation/ }).check();
    await page.getByRole("button", { name: "Save" }).click();
    await tab(page, "No occupation (1)").click();
    await expect(row(page, "Zzyzx")).toContainText("No occupation");
  });

  await test.step("confirm from a threshold on, change one, undo the rest", async () => {
    await tab(page, "To decide (4)").click();
    await page.getByLabel("Confidence from, in percent").fill("1");
    await page.getByLabel(/only where the second/).uncheck();
    await page.getByRole("button", { name: "Confirm 4 roles" }).click();
    await expect(toast(page, "4 roles confirmed (62 people).")).toBeVisible();
    await tab(page, "Decided (5)").click();
    await expect(row(page, "Solutions Wizard")).toContainText("Reason: They advise on software.");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Change the occupation of Dentist" }).click();
    await page.getByRole("radio", { name: /^No occupation/ }).check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(tab(page, "No occupation (2)")).toBeVisible();
    await page.getByRole("button", { name: /^Undo what was confirmed on/ }).click();
    await expect(toast(page, "3 decisions taken back.")).toContainText(
      "1 was changed since and stays: Dentist.",
    );
    await expect(tab(page, "To decide (3)")).toBeVisible();
    await expect(tab(page, "Decided (1)")).toBeVisible();
  });

  await test.step("confirm what is selected", async () => {
    await tab(page, "To decide (3)").click();
    await page.getByLabel("Select all roles of this list that can be confirmed").check();
    await page.getByRole("button", { name: "Clear the selection" }).click();
    await page.getByLabel("Select Bookkeeper").check();
    await page.getByLabel("Select Sr. Accountant II").check();
    await page
      .getByText("2 roles selected")
      .locator("..")
      .getByRole("button", { name: "Confirm 2 roles" })
      .click();
    await expect(tab(page, "To decide (1)")).toBeVisible();
  });
});

test("the address holds the filter and the order", async ({ page }) => {
  const sessionId = await mapRoster(page, "Found again");
  await page.getByLabel("Department").selectOption({ label: "Finance (19)" });
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(page.getByText("2 roles, 19 people.")).toBeVisible();
  await page.getByRole("columnheader", { name: "Title" }).getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: "Title" })).toHaveAttribute("aria-sort", "ascending");
  await page.reload();
  await expect(page.getByLabel("Department")).toHaveValue("is:Finance");
  await expect(page.getByRole("region", { name: "Roles", exact: true }).getByRole("rowheader")).toHaveText([
    /Bookkeeper/,
    /Sr\. Accountant II/,
  ]);
  await page.getByRole("link", { name: "Clear the filter" }).click();
  await expect(page.getByText("6 roles, 89 people.")).toBeVisible();
  await page.goto(`/discovery/${sessionId}/map-roles?state=all&q=nurse&min=400&dir=up`);
  await expect(page.getByText("1 role, 40 people.")).toBeVisible();
});

test("of two people who decide, the second is told and sees what the first decided", async ({
  page,
  context,
}) => {
  await mapRoster(page, "Two at once");
  const other = await context.newPage();
  await other.goto(page.url());
  await page.getByRole("button", { name: "Confirm Dentist" }).click();
  await expect(tab(page, "Decided (1)")).toBeVisible();
  await other.getByRole("button", { name: "Choose an occupation for Dentist" }).click();
  await other.getByRole("radio", { name: /^No occupation/ }).check();
  await other.getByRole("button", { name: "Save" }).click();
  await expect(toast(other, "Somebody else decided or reopened this role meanwhile")).toBeVisible();
  await expect(tab(other, "Decided (1)")).toBeVisible();
  await expect(tab(other, "No occupation (0)")).toBeVisible();
});

test("what a model chooses comes with its reason, and waits for a person", async ({ page }) => {
  await enterOrganization(page);
  const sessionId = await createSession(page, "With a model");
  await arrangeRoles(sessionId, [
    { title: "Solutions Wizard", headcount: 25 },
    { title: "Registered Nurse", headcount: 4 },
  ]);
  await switchModelMappingOn(sessionId);
  const choice = { row: 1, code: "15-1252.00", reason: "It builds what is asked for." };
  await scriptModel("Solutions Wizard", { content: { choices: [choice] } });
  await page.goto(`/discovery/${sessionId}/map-roles`);
  await page.getByRole("button", { name: "Suggest occupations" }).click();
  const asked = row(page, "Solutions Wizard");
  await expect(asked).toContainText("A model chose this", { timeout: 40_000 });
  await expect(asked).toContainText("Software Developers");
  await expect(asked).toContainText("It builds what is asked for.");
  await expect(row(page, "Registered Nurse")).not.toContainText("model");
  await expectAccessible(page);
  await page.getByLabel("A model said").selectOption({ label: "Otherwise than the matcher" });
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(page.getByText("1 role, 25 people.")).toBeVisible();
  await page.getByRole("button", { name: "Confirm Solutions Wizard" }).click();
  await expect(tab(page, "Decided (1)")).toBeVisible();
});

test("a review by keyboard, a checked sample, and a rule of the organization's own", async ({
  page,
  complaints,
}) => {
  test.slow();
  const sessionId = await mapRoster(page, "Keys and samples");
  const current = page.locator("[data-role][aria-current]");
  const list = page.getByRole("region", { name: "Roles", exact: true });

  await test.step("start at the first, decide by key, take it back", async () => {
    const start = page.getByRole("link", {
      name: /^Decide (this one|these \d+) and \d+ % of people are settled$/,
    });
    // Until the browser has all roles, the link is one to the server's list, and marks no row.
    await expect(async () => {
      await start.click();
      await expect(current).toHaveCount(1, { timeout: 1_000 });
    }).toPass();
    await expect(tab(page, "Unclear")).toHaveAttribute("aria-current", "page");
    await expect(list.getByText(/% settled$/).first()).toBeVisible();
    const first = await current.getAttribute("data-role");
    await expect(current.getByRole("list", { name: "Candidates by key" })).toBeVisible();
    await page.keyboard.press("2");
    await expect(tab(page, "Decided (1)")).toBeVisible();
    await expect(page.locator(`[data-role="${first}"]`)).toHaveCount(0);
    await page.keyboard.press("u");
    await expect(tab(page, "Decided (0)")).toBeVisible();
    await tab(page, "To decide").click();
    await page.keyboard.press("/");
    // In a field the letters are text.
    await page.keyboard.type("june");
    await expect(page.getByText("0 roles, 0 people.")).toBeVisible();
    await expect(tab(page, "Decided (0)")).toBeVisible();
    await page.getByRole("searchbox", { name: "Title" }).fill("");
    await list.focus();
    await page.keyboard.press("j");
    await page.keyboard.press("n");
    await expect(tab(page, "No occupation (1)")).toBeVisible();
    await page.keyboard.press("u");
    await expect(tab(page, "No occupation (0)")).toBeVisible();
  });

  await test.step("a key that is held decides once, and beside a ticked box the keys go on", async () => {
    await list.getByRole("checkbox").nth(1).click();
    await page.keyboard.press("j");
    await expect(page.locator("[data-role] [data-first-action]:focus")).toHaveCount(1);
    await page.keyboard.down("n");
    await page.keyboard.down("n");
    await page.keyboard.down("n");
    await page.keyboard.up("n");
    await expect(tab(page, "No occupation (1)")).toBeVisible();
    await page.keyboard.press("u");
    await expect(tab(page, "No occupation (0)")).toBeVisible();
    await list.getByRole("checkbox").first().uncheck();
  });

  await test.step("a lost connection leaves the page as it is", async () => {
    await page.getByRole("searchbox", { name: "Title" }).fill("zz");
    await expect(page.getByText("1 role, 2 people.")).toBeVisible();
    await list.focus();
    await page.context().setOffline(true);
    await page.keyboard.press("j");
    await page.keyboard.press("n");
    await expect(toast(page, "The connection to the server failed")).toBeVisible();
    await page.context().setOffline(false);
    await expect(page.getByText("1 role, 2 people.")).toBeVisible();
    await page.keyboard.press("n");
    await expect(tab(page, "No occupation (1)")).toBeVisible();
    await page.keyboard.press("u");
    await expect(tab(page, "No occupation (0)")).toBeVisible();
    await page.getByRole("searchbox", { name: "Title" }).fill("");
    // The browser's own line about it is expected here.
    complaints.splice(0, complaints.length, ...complaints.filter((line) => !/DISCONNECTED/.test(line)));
  });

  await test.step("the sheet, and shortcuts switched off for good", async () => {
    await list.focus();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Shortcuts of a single key").uncheck();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await list.focus();
    await page.keyboard.press("j");
    await page.keyboard.press("n");
    await page.reload();
    await list.focus();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(tab(page, "No occupation (0)")).toBeVisible();
    await page.getByRole("button", { name: "Keyboard" }).click();
    await page.getByLabel("Shortcuts of a single key").check();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  });

  await test.step("check a sample, correct a wrong one, and see what the slider expects", async () => {
    await page.getByLabel("Confidence from, in percent").fill("1");
    await page.getByLabel(/only where the second/).uncheck();
    await expect(page.getByText("By the matcher’s calibration", { exact: false })).toBeVisible();
    await page.getByRole("button", { name: "Check a sample" }).click();
    const pass = page.getByRole("dialog", { name: "Check a sample" });
    await expect(pass.getByRole("progressbar", { name: "Role 1 of 5" })).toBeVisible();
    await expectAccessible(page);
    await pass.getByRole("button", { name: /^Wrong/ }).click();
    await pass.getByRole("button", { name: "No occupation" }).click();
    await expect(pass.getByRole("progressbar", { name: "Role 2 of 5" })).toBeVisible();
    for (const next of [3, 4, 5]) {
      await page.keyboard.press("r");
      await expect(pass.getByRole("progressbar", { name: `Role ${next} of 5` })).toBeVisible();
    }
    await page.keyboard.press("s");
    await expect(pass.getByText("5 roles checked: 3 right, 1 wrong, 1 not sure.")).toBeVisible();
    await pass.getByRole("button", { name: "Done" }).click();
    await expect(tab(page, "No occupation (1)")).toBeVisible();
    await expect(page.getByText(/From \d roles? you checked/)).toBeVisible();
    await page.getByLabel("Confidence from, in percent").fill("100");
    await page.getByText("Just outside").click();
    await expect(page.getByRole("listitem").filter({ hasText: /% ahead$/ })).toHaveCount(4);
  });

  await test.step("another rule for the organization", async () => {
    await expect(page.getByText("Suggestions from 75 % on, with a gap of 20 points")).toBeVisible();
    await page.getByRole("button", { name: "Adjust" }).click();
    await page.getByLabel("Confidence from %").last().fill("1");
    await page.getByLabel("Gap to the second, in points").fill("0");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(toast(page, "The rule is changed")).toBeVisible();
    await expect(page.getByText("Suggestions from 1 % on, with a gap of 0 points")).toBeVisible();
    await tab(page, "Unclear").click();
    await expect(page.getByText("1 role, 2 people.")).toBeVisible();
    await page.goto(`/discovery/${sessionId}/map-roles?state=all`);
    await expect(list.getByText("Accepted by the rule")).toHaveCount(4);
  });
});

test("before a roster there is a way to one", async ({ page }) => {
  await enterOrganization(page);
  const sessionId = await createSession(page, "Empty");
  await page.goto(`/discovery/${sessionId}/map-roles`);
  await expect(page.getByRole("heading", { name: "No roles yet" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Upload a roster" }).click();
  await page.waitForURL(/\/upload$/);
});
