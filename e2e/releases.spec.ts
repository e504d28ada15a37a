import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { arrangeClerks } from "./activities-set-up";
import { expect, test } from "./fixtures";
import { makeColleague } from "./jobs-set-up";
import { arrangeChoiceAndCandidate, arrangeSecondRelease, secondRelease as next } from "./release-set-up";
import { createSession, enterOrganization } from "./session-set-up";
import { enterAs } from "./sign-in-set-up";

test.describe.configure({ timeout: 150_000 });

const moves = (page: Page, name: string) => page.getByRole("region", { name });

test("a release is looked at, taken into use and left again", async ({ page }) => {
  await arrangeSecondRelease();
  await enterOrganization(page);
  const sessionId = await createSession(page, "Clerks");
  await arrangeClerks(sessionId);
  await arrangeChoiceAndCandidate(sessionId);

  await page.getByRole("button", { name: "Admin", exact: true }).press("Enter");
  await page.getByRole("link", { name: "O*NET", exact: true }).press("Enter");
  await expect(page.getByRole("heading", { name: "O*NET releases" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "In use" })).toContainText("30.1");
  await expectAccessible(page);
  await page.getByRole("link", { name: `What would move with O*NET ${next}` }).click();
  await expect(page.getByRole("heading", { name: "What would move" })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("Nothing moves that much")).toBeVisible();
  await page.getByLabel("Change of at least").fill("0.001");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(moves(page, "Candidates that would move")).toContainText("12 tasks fewer.");
  await expect(page.getByText(`This activity is not in O*NET ${next}`)).toBeVisible();
  await expectAccessible(page);

  // Threshold, view and scope stand in the address.
  await page.getByRole("link", { name: "Occupations", exact: true }).click();
  await expect(moves(page, "Occupations that would move")).toContainText("Payroll and Timekeeping Clerks");
  await page.getByLabel("Change of at least").fill("1");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/by=1/);
  await expect(moves(page, "Occupations that would move")).toContainText(`Not in O*NET ${next}.`);
  await expect(moves(page, "Occupations that would move").getByRole("row")).toHaveCount(2);

  await page.getByRole("button", { name: `Take O*NET ${next} into use` }).click();
  await expect(page.getByRole("alertdialog")).toContainText("2 decisions stay with their own release");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Take into use", exact: true }).click();
  await expect(page.getByText("This release is in use.")).toBeVisible();
  await expect(page.getByRole("contentinfo")).toContainText(`O*NET ${next} Database`);

  await page.goto(`/discovery/${sessionId}/activities`);
  await page.getByText(`1 choice stays with O*NET 30.1: its activity is not in ${next}.`).click();
  await expect(
    page.getByText("Verify employee information. (Payroll and Timekeeping Clerks, O*NET 30.1)"),
  ).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/discovery/${sessionId}/map-roles?state=decided`);
  await expect(page.getByText(`Not in O*NET ${next}`, { exact: true })).toHaveCount(1);
  await expect(
    page.getByText(`1 role is mapped to an occupation that is not in O*NET ${next}.`),
  ).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/discovery/${sessionId}/analysis`);
  await page.getByRole("button", { name: "Run the analysis" }).click();
  await expect(page.getByText("Roles scored")).toBeVisible({ timeout: 60_000 });

  await page.goto("/admin/onet/30.1");
  await page.getByRole("button", { name: "Take O*NET 30.1 into use" }).click();
  await page.getByRole("button", { name: "Take into use", exact: true }).click();
  await expect(page.getByText("This release is in use.")).toBeVisible();
  await page.goto(`/discovery/${sessionId}/activities`);
  await expect(page.getByText("stays with O*NET")).toHaveCount(0);

  // The run that was made meanwhile still computes to its numbers.
  await page.goto(`/discovery/${sessionId}/analysis`);
  await page.getByText("What this run was made from").click();
  await page.getByRole("button", { name: "Check this run" }).click();
  await expect(page.getByText("Computed again from the same inputs")).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
});

test("the page is the admins' and the operators'", async ({ page, browser }) => {
  await arrangeSecondRelease();
  const { organization } = await enterOrganization(page);
  const analyst = await enterAs(browser, await makeColleague(organization, "analyst"));
  await expect(analyst.getByRole("link", { name: "O*NET", exact: true })).toHaveCount(0);
  await analyst.goto("/admin/onet");
  await expect(analyst.getByRole("heading", { name: "Nothing here" })).toBeVisible();
  const operator = await enterAs(browser, await makeColleague(organization, "analyst", { isOperator: true }));
  await operator.goto(`/admin/onet/${next}`);
  await expect(operator.getByText("An admin of the organization can take it into use.")).toBeVisible();
  await operator.goto("/admin/onet/99.9");
  await expect(operator.getByRole("heading", { name: "Nothing here" })).toBeVisible();
});
