import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, test } from "./fixtures";
import { chooseFile, createSession, csvFile, enterOrganization } from "./session-set-up";

const titles = [
  "Payroll Clerk",
  "Registered Nurse",
  "Accountant",
  "Data Entry Clerk",
  "Truck Driver",
  "Customer Service Representative",
  "Electrician",
  "Software Developer",
  "Cashier",
  "Bookkeeper",
  "Receptionist",
];
const row = (title: string, headcount: number, department = "Head office") =>
  `${title},${department},Oslo,${headcount}`;
const roster = (rows: readonly string[]) => `Job Title,Department,Location,Headcount\n${rows.join("\n")}\n`;

const first = roster(titles.map((title, index) => row(title, 10 + index)));
/** The cashiers left, cooks came, the accountants sit elsewhere, and there are many more receptionists. */
const next = roster([
  ...titles
    .filter((title) => title !== "Cashier")
    .map((title, index) =>
      row(
        title,
        title === "Receptionist" ? 400 : 10 + index,
        title === "Accountant" ? "Shared Services" : undefined,
      ),
    ),
  row("Cook", 9),
]);

/** Confirms what the rule accepts. @returns the tab that says how many that were */
async function confirmAccepted(page: Page): Promise<string> {
  const confirm = page.getByRole("button", { name: /^Confirm \d+ roles?$/ });
  await expect(confirm).toBeEnabled({ timeout: 60_000 });
  await confirm.click();
  const decided = page.getByText(/Decided \([1-9]\d*\)/);
  await expect(decided).toBeVisible();
  return (await decided.textContent())?.trim() ?? "";
}

async function analyse(page: Page, sessionId: string, label: string): Promise<void> {
  await page.goto(`/discovery/${sessionId}/analysis`);
  await page.getByRole("button", { name: label }).first().click();
  await expect(page.getByText("The analysis is ready.")).toBeVisible({ timeout: 60_000 });
}

test("the next roster takes the place of the first, carries decisions over, is compared and undone", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await enterOrganization(page);
  const sessionId = await createSession(page, "Month by month");
  await chooseFile(page, csvFile(first, "january.csv"));
  await page.getByRole("button", { name: "Import 165 people" }).click();
  await page.getByRole("link", { name: "Go on: map roles" }).click({ timeout: 60_000 });
  const decided = await confirmAccepted(page);
  await analyse(page, sessionId, "Run the analysis");

  // What it is and what it would change is said before anybody imports it.
  await page.goto(`/discovery/${sessionId}/upload`);
  await chooseFile(page, csvFile(next, "february.csv"));
  const asNext = page.getByRole("radio", { name: /The next roster, in place of the present one/ });
  await expect(asNext).toBeChecked({ timeout: 30_000 });
  await expect(page.getByText("10 of its 11 titles are titles of the present roster.")).toBeVisible();
  const preview = page.getByRole("region", { name: "What this roster would change" });
  await expect(preview).toContainText("11 → 11");
  await expect(preview).toContainText("1 new, 1 gone");
  await expect(preview.getByRole("row").filter({ hasText: "Cook" })).toContainText("+9");
  await expectAccessible(page);
  await preview.getByRole("link", { name: /^Moved/ }).click();
  const accountant = preview.getByRole("row").filter({ hasText: "Accountant" });
  await expect(accountant).toContainText("Head office: 12 → 0");
  await expect(accountant).toContainText("Shared Services: 0 → 12");
  await page.getByRole("radio", { name: /More people, beside those/ }).check();
  await expect(preview).toBeHidden();
  await asNext.check();
  await page.getByRole("button", { name: /^Import \d+ people$/ }).click();

  const changed = page.getByRole("region", { name: "What february.csv changed" });
  await expect(changed).toBeVisible({ timeout: 60_000 });
  await expect(changed).toContainText(/\d+ decisions/);
  await expect(page.getByRole("row").filter({ hasText: "january.csv" })).toContainText(
    "Replaced by february.csv",
  );
  await expectAccessible(page);

  // Only what is new is left to decide; what was decided holds.
  await changed.getByRole("link", { name: "1 new role to map" }).click();
  await expect(page.getByText("Only roles that came with the latest roster.")).toBeVisible();
  await expect(page.getByText("Cook").first()).toBeVisible({ timeout: 60_000 });
  await analyse(page, sessionId, "Run again");
  await page.reload();

  await page.getByRole("link", { name: "Compare the two runs" }).click();
  const totals = page.getByRole("region", { name: "Both runs in totals" });
  await expect(totals).toContainText("10 roles in both, 1 came, 1 went");
  await expect(totals).toContainText("Both runs have the same.");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Reach", exact: true }).click();
  const moves = page.getByRole("region", { name: "Roles that moved" });
  await expect(moves.getByRole("row").nth(1)).toContainText("Receptionist");
  await expect(moves.getByRole("row").nth(1)).toContainText("20 → 400");
  await expectAccessible(page);

  // The way back: january as it was, with what was decided for it.
  await page.goto(`/discovery/${sessionId}/upload`);
  await page.getByRole("button", { name: "Undo the import" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Undo the import" }).click();
  await expect(page.getByText("The import is undone. The roster before it is there again.")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "january.csv" })).not.toContainText("Replaced");
  await page.goto(`/discovery/${sessionId}/map-roles?state=all`);
  await expect(page.getByText("Cashier").first()).toBeVisible();
  await expect(page.getByText(decided)).toBeVisible();
});
