import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, test } from "./fixtures";
import { arrangeProfiles } from "./scoring-set-up";
import { enterOrganization } from "./session-set-up";

// Axe reads every view, and a real job runs in between.
test.describe.configure({ timeout: 120_000 });

const saved = (page: Page) => page.getByText("Saved", { exact: true });
const panel = (page: Page) => page.locator("section", { hasText: "What would be published" }).last();

test("a template is copied, edited, tried, published, compared, restored and made the default", async ({
  page,
}) => {
  const { organization } = await enterOrganization(page);
  await arrangeProfiles(organization, [
    { name: "Berta Quay", line: "Ran the harbour of Aarhus through four winters." },
  ]);
  await page.goto("/scoring/templates");
  const list = page.getByRole("region", { name: "Templates" });
  await expect(list.getByRole("row")).toHaveCount(6);
  await expect(list.getByRole("row", { name: "CTO evaluation" })).toContainText("Default");
  await expectAccessible(page);

  await page.getByRole("link", { name: "New template" }).click();
  const dialog = page.getByRole("dialog", { name: "New template" });
  await dialog.getByLabel("Name").fill("Harbour CTO");
  await dialog.getByLabel("Role").selectOption("cto");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { name: "Harbour CTO" })).toBeVisible();

  // The draft is kept as it is typed, whole or not.
  await page.getByText("Innovation, 15 %").click();
  const weight = page.getByLabel("Weight, %").and(page.locator(":visible"));
  await weight.fill("10");
  await expect(page.getByText("The weights sum to 95 %. They must sum to 100 %.")).toBeVisible();
  await expect(panel(page).getByRole("button", { name: "Publish version 1" })).toBeDisabled();
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await expect(page.getByText("The weights sum to 95 %. They must sum to 100 %.")).toBeVisible();
  await page.getByRole("button", { name: "Add a criterion" }).click();
  await page.getByLabel("Label").and(page.locator(":visible")).fill("Ice Seasons");
  await expect(page.getByLabel("Key").and(page.locator(":visible"))).toHaveValue("ice_seasons");
  await page
    .getByLabel("What it is about")
    .and(page.locator(":visible"))
    .fill("Winters a harbour was run through.");
  const levels = page.getByLabel("What it looks like in a profile").and(page.locator(":visible"));
  await levels.first().fill("None.");
  await levels.last().fill("Many.");
  await expect(page.getByText("The weights sum to 100 %.")).toBeVisible();
  await expectAccessible(page);
  await panel(page).getByRole("button", { name: "Publish version 1" }).click();
  await expect(page.getByText("Version 1 is published.")).toBeVisible();

  await page.getByLabel("Passed from").fill("7");
  await expect(panel(page)).toContainText("Passed from");
  // Whether what was added is folded by now depends on how fast the page was read again.
  const remove = page.getByRole("button", { name: "Remove Ice Seasons" });
  if (!(await remove.isVisible())) await page.getByText("Ice Seasons, 5 %").click();
  await remove.click();
  await page.getByText("Innovation, 10 %").click();
  await weight.fill("15");
  await expect(panel(page)).toContainText("Criterion Ice Seasons (5 %) is gone");
  await expect(saved(page)).toBeVisible();

  // Tried before it is published: a real job by the model, with passages of the profile.
  await page.getByRole("link", { name: "Try it" }).click();
  await page.getByRole("button", { name: "Score Berta Quay" }).click();
  await expect(page.getByRole("heading", { name: "Result for Berta Quay" })).toBeVisible();
  const evidence = page.getByRole("region", { name: "Evidence" });
  await expect(evidence.getByRole("row", { name: "Innovation" })).toContainText("harbour of Aarhus", {
    timeout: 30_000,
  });
  await expect(evidence.getByRole("row", { name: "Ice Seasons" })).toHaveCount(0);
  await expectAccessible(page);

  await page.getByRole("link", { name: "Criteria" }).click();
  await panel(page).getByRole("button", { name: "Publish version 2" }).click();
  await expect(page.getByText("Version 2 is published.")).toBeVisible();
  await expect(panel(page)).toContainText("There is nothing to publish.");

  await page.getByRole("link", { name: "Versions (2)" }).click();
  await page.getByRole("link", { name: "Compare version 2 with the one before" }).click();
  await expect(page.getByText("Criterion Ice Seasons (5 %) is gone")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Restore version 1" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("as version 1")).toBeVisible();
  await expect(page.getByRole("row", { name: "3 In use" })).toBeVisible();

  await page.getByRole("button", { name: "Make default" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Make default" }).click();
  await expect(page.getByText("It is the default now.")).toBeVisible();
  await page.goto("/scoring/templates?role=cto");
  await expect(list.getByRole("row", { name: "Harbour CTO" })).toContainText("Default");
  await expect(list.getByRole("row", { name: "CTO evaluation" })).not.toContainText("Default");
});
