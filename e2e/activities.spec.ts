import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { archive, arrangeClerks, giveAway } from "./activities-set-up";
import { expect, test } from "./fixtures";
import { createSession, enterOrganization } from "./session-set-up";

/** The activities step of a fresh session, opened by its owner. @returns its path */
async function openActivities(page: Page): Promise<string> {
  await enterOrganization(page);
  const sessionId = await createSession(page, "Clerks");
  await arrangeClerks(sessionId);
  const path = `/discovery/${sessionId}/activities`;
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "Payroll and Timekeeping Clerks" })).toBeVisible();
  return path;
}

const sessionIdOf = (path: string) => path.split("/")[2] ?? "";
const box = (page: Page, name: string) => page.getByRole("checkbox", { name });
const figure = (page: Page, name: string) =>
  page.getByRole("region", { name: "What is chosen" }).locator("dl > div").filter({ hasText: name });

test("ticking an activity is saved at once and survives a reload", async ({ page }) => {
  await openActivities(page);
  await expectAccessible(page);
  await expect(figure(page, "Selected")).toContainText("11 of 21");
  await expect(figure(page, "Exposure")).toContainText("0.626");

  await box(page, "Record personnel information.").press("Space");
  await expect(figure(page, "Selected")).toContainText("10 of 21");
  await expect(page.getByRole("row", { name: "Record personnel information." })).toContainText("all roles");
  await expect(figure(page, "Exposure")).toContainText("by default 0.626");
  await expect(page.getByRole("link", { name: /Payroll and Timekeeping Clerks/ })).toContainText("adjusted");
  await page.reload();
  await expect(box(page, "Record personnel information.")).not.toBeChecked();

  await page.getByRole("button", { name: "Back to the defaults" }).click();
  await expect(page.getByText("1 choice removed.")).toBeVisible();
  await expect(box(page, "Record personnel information.")).toBeChecked();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("1 choice taken back.")).toBeVisible();
  await expect(box(page, "Record personnel information.")).not.toBeChecked();
});

test("quick ticks all arrive, and a refused one is taken back with the reason", async ({ page }) => {
  const path = await openActivities(page);
  const names = [
    "Verify employee information.",
    "Compile data or documentation.",
    "Record personnel information.",
  ];
  for (const name of names) await box(page, name).uncheck();
  await expect(figure(page, "Selected")).toContainText("8 of 21");
  await expect(page.getByText("Everything is saved.")).toBeVisible();
  await page.goto(path);
  for (const name of names) await expect(box(page, name)).not.toBeChecked();

  await archive(sessionIdOf(path));
  await box(page, "Check data for recording errors.").click();
  await expect(
    page.getByText("This session is archived. Take it out of the archive to change it.").first(),
  ).toBeVisible();
  await expect(box(page, "Check data for recording errors.")).not.toBeChecked();
  await expect(box(page, "Check data for recording errors.")).toBeDisabled();
});

test("a share of time is typed, the others scale, and too much is told", async ({ page }) => {
  await openActivities(page);
  const share = page.getByLabel("Share of time for Record personnel information., in percent");
  await share.fill("50");
  await share.press("Enter");
  await expect(
    page.getByText("Typed shares sum to 50%; the others divide the remaining 50% by weight."),
  ).toBeVisible();
  await page.getByLabel("Share of time for Verify employee information., in percent").fill("70");
  await share.focus();
  await expect(page.getByText("Typed shares sum to 120%, so they are scaled to 100%.")).toBeVisible();
  await page.reload();
  await expect(share).toHaveValue("50");
  await share.fill("");
  await share.blur();
  await expect(page.getByText("Typed shares sum to 70%;", { exact: false })).toBeVisible();
});

test("a group is chosen at once, and one activity for every occupation", async ({ page }) => {
  const path = await openActivities(page);
  await page.getByRole("button", { name: "Select all of Documenting/Recording Information" }).click();
  await expect(page.getByText("3 activities selected.")).toBeVisible();
  await expect(box(page, "Prepare financial documents.")).toBeChecked();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(box(page, "Prepare financial documents.")).not.toBeChecked();

  await page.getByRole("button", { name: "More about Compile data or documentation." }).click();
  await page.getByRole("menuitem", { name: "Deselect in all 2 occupations that have it" }).click();
  await expect(page.getByText(/Changed in \d occupations?\./)).toBeVisible();
  await expect(box(page, "Compile data or documentation.")).not.toBeChecked();
  await page.goto(`${path}?occupation=43-3031.00`);
  await expect(box(page, "Compile data or documentation.")).not.toBeChecked();
});

test("one role departs from the others of its occupation", async ({ page }) => {
  await openActivities(page);
  await page.getByRole("link", { name: "Timekeeper (30)" }).click();
  await expect(page.getByText("For this role alone.")).toBeVisible();
  await expectAccessible(page);
  await box(page, "Verify employee information.").uncheck();
  await expect(page.getByRole("row", { name: "Verify employee information." })).toContainText("this role");
  await page.getByRole("link", { name: "All roles mapped here (2)" }).click();
  await expect(box(page, "Verify employee information.")).toBeChecked();
  await expect(page.getByRole("link", { name: "Timekeeper (30)" })).toContainText("adjusted");
});

test("an own activity takes the exposure of the nearest O*NET activity, and can be changed and removed", async ({
  page,
}) => {
  await openActivities(page);
  await page.getByRole("button", { name: "Add an activity" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What is done").fill("Filing personnel records");
  await dialog.getByLabel("Share of time, in percent").fill("20");
  await expect(dialog.getByRole("radio", { name: /record/i }).first()).toBeChecked();
  await expectAccessible(page);
  await dialog.getByRole("radio", { name: "As I type it" }).check();
  await dialog.getByLabel("Exposure, 0 to 1").fill("0.25");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  const own = page.getByRole("region", { name: "Your own activities" });
  await expect(own.getByRole("listitem")).toContainText("20% of the time");
  await expect(own.getByRole("listitem")).toContainText("exposure 0.250");

  await own.getByRole("button", { name: "Edit Filing personnel records" }).click();
  await dialog.getByRole("radio", { name: "Unknown" }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(own.getByRole("listitem")).toContainText("exposure unknown");
  await own.getByRole("button", { name: "Remove Filing personnel records" }).click();
  await expect(own.getByRole("listitem")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(own.getByRole("listitem")).toHaveCount(1);
});

test("the list is searched, and the address keeps what is open", async ({ page }) => {
  await openActivities(page);
  await page.getByRole("searchbox", { name: "Find an occupation or role" }).fill("bookkeeper");
  await page.getByRole("button", { name: "Find" }).click();
  const list = page.getByRole("navigation", { name: "Occupations" });
  await expect(list.getByRole("link")).toHaveCount(1);
  await list.getByRole("link").click();
  await expect(page).toHaveURL(/occupation=43-3031\.00/);
  await page.getByText("Selected", { exact: true }).last().click();
  await page.getByLabel("Find an activity").fill("data");
  await expect(page).toHaveURL(/find=data/);
  await page.reload();
  await expect(page.getByLabel("Find an activity")).toHaveValue("data");
  await expect(page.getByRole("checkbox", { name: /data/i }).first()).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Reconcile records" })).toHaveCount(0);
});

test("a reader sees everything and can change nothing", async ({ page }) => {
  const path = await openActivities(page);
  await giveAway(sessionIdOf(path));
  await page.reload();
  await expect(box(page, "Record personnel information.")).toBeDisabled();
  await expect(page.getByRole("button", { name: "Add an activity" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Select all of/ })).toHaveCount(0);
  await expect(page.getByRole("row", { name: "Record personnel information." })).toContainText("%");
  await expectAccessible(page);
});

test("time is divided with sliders, copied to a role, and found right, each with its way back", async ({
  page,
}) => {
  await openActivities(page);
  await expect(page.getByRole("link", { name: /Found right \(0\)/ })).toBeVisible();

  // Shares by keyboard: always whole, live, and still there after a reload.
  await page.getByRole("button", { name: "Divide the time" }).click();
  const panel = page.getByRole("dialog", { name: "Shares of time" });
  const slider = panel.getByRole("slider", { name: "Share of time: Record personnel information." });
  const number = panel.getByLabel("Share of time in percent: Record personnel information.");
  await slider.focus();
  await slider.press("Home");
  await expect(number).toHaveValue("0");
  for (const key of ["PageUp", "PageUp", "PageUp", "PageUp", "ArrowRight", "Shift+ArrowRight"])
    await slider.press(key);
  await expect(number).toHaveValue("41.1");
  await expect(panel.getByText("Sum 100%")).toBeVisible();
  await expect(panel.getByText("was 0.626")).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(panel.getByText("These are your shares from before; they are not saved yet.")).toBeVisible();
  await expect(number).toHaveValue("41.1");
  await panel.getByRole("button", { name: "Save the shares" }).click();
  await expect(page.getByText("1 share saved.")).toBeVisible();
  await expect(panel).toBeHidden();
  await expect(page.getByLabel("Share of time for Record personnel information., in percent")).toHaveValue(
    "41.1",
  );

  // One role departs; the other takes it over after a look at what would change.
  await page.getByRole("link", { name: "Timekeeper (30)" }).click();
  await expect(page.getByText("For this role alone.")).toBeVisible();
  await box(page, "Verify employee information.").uncheck();
  await expect(page.getByText("Everything is saved.")).toBeVisible();
  const other = page.getByRole("link", { name: "Payroll Clerk (12)" });
  await other.click();
  await expect(other).toHaveAttribute("aria-current", "page");
  await page.getByRole("link", { name: "Copy from similar work" }).click();
  const copy = page.getByRole("dialog", { name: "Copy activities" });
  await copy.getByRole("link", { name: "Preview copying from Timekeeper" }).click();
  await expect(copy.getByRole("heading", { name: "No longer selected (1)" })).toBeVisible();
  await expectAccessible(page);
  await copy.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(copy).toBeHidden();
  await expect(box(page, "Verify employee information.")).not.toBeChecked();
  await expect(page.getByRole("row", { name: "Verify employee information." })).toContainText("this role");
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(box(page, "Verify employee information.")).toBeChecked();

  // What holds beside what would hold by default, and one decision taken back by itself.
  const all = page.getByRole("link", { name: "All roles mapped here (2)" });
  await all.click();
  await expect(all).toHaveAttribute("aria-current", "page");
  await page.getByText("Decided by people", { exact: true }).click();
  await page.getByLabel("Compare with the default").check();
  await expect(page.getByRole("columnheader", { name: "Default" })).toBeVisible();
  await page.getByRole("button", { name: "More about Record personnel information." }).click();
  await page
    .getByRole("menuitem", { name: "Back to what holds below: Record personnel information." })
    .click();
  await expect(page.getByText("No activity fits the filter.")).toBeVisible();

  // The word of a person, for one and for the rest.
  await page.getByRole("button", { name: "Looks right", exact: true }).click();
  await expect(page.getByText(/^Found right by/)).toBeVisible();
  await page.getByRole("button", { name: "Accept the rest as they stand (1)" }).click();
  await expect(page.getByText("1 occupation accepted as it stands.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Found right (2)" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(page.getByRole("link", { name: "Found right (1)" })).toBeVisible();
  await page.getByRole("button", { name: "Take back" }).click();
  await expect(page.getByRole("link", { name: "Found right (0)" })).toBeVisible();

  // Somebody types a share while another divides the time: refused once, and saved over what is new then.
  const typing = await page.context().newPage();
  await typing.goto(page.url());
  await page.getByRole("button", { name: "Divide the time" }).click();
  await slider.press("PageUp");
  const typed = typing.getByLabel("Share of time for Verify employee information., in percent");
  await typed.fill("7");
  await typed.press("Tab");
  await expect(typing.getByText(/^Typed shares sum to 7%/)).toBeVisible();
  await typing.close();
  await panel.getByRole("button", { name: "Save the shares" }).click();
  await expect(panel.getByText(/^Nothing was saved: somebody changed these activities/)).toBeVisible();
  await expect(panel.getByText("was 0.626")).toBeHidden();
  await panel.getByRole("button", { name: "Save the shares" }).click();
  await expect(panel).toBeHidden();
});
