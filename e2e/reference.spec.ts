import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, test } from "./fixtures";
import { chooseEmptyRelease } from "./reference-set-up";
import { enterOrganization } from "./session-set-up";

const rows = (page: Page, table: string) =>
  page.getByRole("region", { name: table, exact: true }).locator("tbody").getByRole("row");

async function expectAccessibleInBoth(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "light" });
}

test("an occupation is found despite slips, and its exposure followed to the source row", async ({
  page,
}) => {
  await enterOrganization(page, "manager");
  await page.getByRole("link", { name: "Reference" }).click();
  await expect(rows(page, "Occupations")).toHaveCount(50);
  await expect(page.getByText("1,016 occupations")).toBeVisible();

  await test.step("search as one types, from the keyboard", async () => {
    await page.keyboard.press("/");
    await expect(page.getByLabel("Title or code")).toBeFocused();
    await page.keyboard.type("sofware devloper");
    await expect(page).toHaveURL(/q=sofware\+devloper/);
    await expect(rows(page, "Occupations").first()).toContainText("Software Developers");
    await page.getByLabel("Title or code").fill("11-1011");
    await expect(rows(page, "Occupations")).toHaveCount(2);
    await page.getByLabel("Title or code").fill("nurse");
    await expect(rows(page, "Occupations").first()).toContainText("Registered Nurses");
    await page.getByLabel("Title or code").fill("chief executive officer");
    await expect(rows(page, "Occupations").first()).toContainText("Also called");
    await expectAccessibleInBoth(page);
  });

  await test.step("filter, sort and keep the place on the way back", async () => {
    await page.goto("/reference");
    await page.getByLabel("Major group").selectOption("15");
    await expect(page).toHaveURL(/group=15/);
    await page.getByRole("columnheader", { name: "Exposure" }).getByRole("link").click();
    await expect(page.getByRole("columnheader", { name: "Exposure" })).toHaveAttribute(
      "aria-sort",
      "descending",
    );
    await page.getByLabel("Title or code").fill("developer");
    await expect(page).toHaveURL(/q=developer/);
    await rows(page, "Occupations").getByRole("link", { name: "Software Developers", exact: true }).click();
    await expect(page.getByRole("heading", { name: /^Software Developers/ })).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(/group=15.*/);
    await expect(page.getByLabel("Title or code")).toHaveValue("developer");
    await expect(page.getByLabel("Major group")).toHaveValue("15");
  });

  await test.step("from the occupation's exposure to the row of the source", async () => {
    await page.goto("/reference?q=payroll+clerk");
    await page
      .getByRole("link", { name: "Where the exposure of Payroll and Timekeeping Clerks comes from" })
      .click();
    await expect(page).toHaveURL(/\/reference\/43-3051\.00\?tab=activities/);
    const activities = rows(page, "Activities of the occupation");
    await activities.first().getByRole("link").first().click();
    await expect(page).toHaveURL(/open=/);
    await expectAccessibleInBoth(page);
    const tasks = page.getByRole("region", { name: /^Tasks behind/ });
    await tasks
      .getByRole("link", { name: /^Where the exposure of Task/ })
      .first()
      .click();
    await expect(page).toHaveURL(/\/reference\/evidence\/task\/\d+/);
    await expect(
      page.getByRole("region", { name: "Rows of the source" }).locator("tbody tr"),
    ).not.toHaveCount(0);
    await expect(page.getByText("Citation")).toBeVisible();
    await expectAccessibleInBoth(page);
    await page.goBack();
    await expect(page).toHaveURL(/open=/);
  });
});

test("an occupation tells all that the release holds, and what it does not", async ({ page }) => {
  await enterOrganization(page, "analyst");
  // A code as people write it leads to O*NET's own.
  await page.goto("/reference/15-1252");
  await expect(page).toHaveURL(/\/reference\/15-1252\.00$/);
  await expect(page.getByText(/^Scored \d+ of \d+ tasks/)).toBeVisible();
  await expect(page.getByText(/holds no descriptions and no task statements/)).toBeVisible();
  await expectAccessibleInBoth(page);
  for (const [tab, table] of [
    ["Skills", "Skills"],
    ["Technologies", "Technologies"],
    ["Other titles", "Other titles"],
    ["Related occupations", "Related occupations"],
  ] as const) {
    await page
      .getByRole("navigation", { name: "Parts of the occupation" })
      .getByRole("link", { name: tab })
      .click();
    await expect(rows(page, table).first()).toBeVisible();
    await expectAccessible(page);
  }
  await rows(page, "Related occupations").first().getByRole("link").first().click();
  await expect(page).not.toHaveURL(/15-1252/);

  await page.goto("/reference/11-9199.00");
  await expect(page.getByText(/^Mean of \d+ siblings/)).toBeVisible();
  await page.goto("/reference/55-1011.00");
  await expect(page.getByText("O*NET has no tasks for it, and no sibling of it has any.")).toBeVisible();
});

test("the tree opens by address, and a detailed activity names who does it", async ({ page }) => {
  await enterOrganization(page);
  await page.goto("/reference/activities");
  const tree = page.getByRole("region", { name: "Work activities" });
  await tree.getByRole("link", { name: "Getting Information", exact: true }).click();
  await expect(page).toHaveURL(/open=4\.A\.1\.a\.1/);
  await expect(tree.getByRole("link", { name: "Getting Information", exact: true })).toHaveAttribute(
    "aria-expanded",
    "true",
  );
  await expect(tree.getByText("no detailed ones; can be ticked as an activity itself")).toHaveCount(4);
  await expectAccessibleInBoth(page);

  await page.getByLabel("Find an activity").fill("finacial recrods");
  await expect(page).toHaveURL(/q=finacial/);
  const found = tree.getByRole("listitem").filter({ hasText: "DWA" }).last().getByRole("link").first();
  await found.click();
  await expect(
    rows(
      page,
      (await page.getByRole("region", { name: /^Tasks that lead to/ }).getAttribute("aria-label")) ?? "",
    ).first(),
  ).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole("region", { name: /^Tasks that lead to/ })).toBeVisible();
});

test("two sources are compared side by side, in chart and table", async ({ page }) => {
  await enterOrganization(page);
  await page.goto("/reference/lenses");
  await expect(page.getByText(/^Spearman’s rank correlation is/)).toBeVisible();
  await expect(rows(page, "Occupations through both lenses")).toHaveCount(50);
  await expect(page.getByRole("img", { name: /^Scatter of/ })).toBeVisible();
  await expectAccessibleInBoth(page);
  await page.getByLabel("Source B").selectOption("gwa-classes@1");
  await page.getByLabel("Major group").selectOption("29");
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(page).toHaveURL(/b=gwa-classes/);
  await expect(page.getByText(/in this major group/)).toBeVisible();
  await page.getByRole("columnheader", { name: "Exposure B" }).getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: "Exposure B" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  const first = rows(page, "Occupations through both lenses").first();
  await first
    .getByRole("link", { name: /^Where the exposure of/ })
    .last()
    .click();
  await expect(page).toHaveURL(/\/reference\/29-.*source=gwa-classes/);
  await expect(page.getByText(/^Seen through/)).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/sort=b/);
});

test("what is not there is said", async ({ page, complaints }) => {
  const { organization } = await enterOrganization(page);
  for (const address of [
    "/reference/99-9999.00",
    "/reference/nonsense",
    "/reference/evidence/task/999999999",
  ]) {
    expect((await page.goto(address))?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
  }
  // The browser complains of every 404.
  complaints.length = 0;
  await page.goto("/reference?q=qqqqqqq&zone=9");
  await expect(page.getByText("Part of this link meant nothing and was left out.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Nothing is called that" })).toBeVisible();
  await expectAccessible(page);

  const restore = await chooseEmptyRelease(organization);
  try {
    for (const address of [
      "/reference",
      "/reference/15-1252.00",
      "/reference/activities",
      "/reference/lenses",
    ]) {
      await page.goto(address);
      await expect(page.getByRole("heading", { name: "No reference data to show" })).toBeVisible();
    }
    await expectAccessible(page);
  } finally {
    await restore();
  }
});
