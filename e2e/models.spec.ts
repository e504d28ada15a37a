import { expectAccessible } from "./accessible";
import { expect, test } from "./fixtures";
import { scriptModel } from "./model-set-up";
import { enterOrganization } from "./session-set-up";

test("an admin tests a model, settles a budget, and reads what went wrong in words", async ({ page }) => {
  await enterOrganization(page);
  await page.getByRole("link", { name: "Models", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Models", level: 1 })).toBeVisible();
  await expect(page.getByText("No calls yet")).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel("Model to test").selectOption("gpt-4o-mini");
  await page.getByRole("button", { name: "Make a test call" }).click();
  await expect(
    page.getByText(/gpt-4o-mini answered in [\d.]+ s, with \d+ tokens for \$0\.0000/),
  ).toBeVisible();
  const calls = page.getByRole("region", { name: "Last calls" });
  await expect(calls.getByRole("row", { name: /Test call/ })).toContainText("Answered");

  await scriptModel("Is anybody there?", { fault: "status", status: 401, code: "invalid_api_key" });
  await page.getByLabel("Model to test").selectOption("gpt-4.1-nano");
  await page.getByRole("button", { name: "Make a test call" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "does not accept our key" })).toBeVisible();
  await page.getByRole("link", { name: "Failed", exact: true }).click();
  await expect(calls.getByRole("row", { name: /Test call/ })).toHaveCount(1);
  await expect(calls.getByRole("row", { name: /Test call/ })).toContainText("key not accepted");
  await expectAccessible(page);

  await page.getByText("Add a model").click();
  await page.getByLabel("Name, as the server knows it").fill("our-own-model");
  await page.getByLabel("US dollars for a million tokens in the prompt").fill("0.05");
  await page.getByLabel("US dollars for a million tokens in the answer").fill("0.1");
  await page.getByLabel("Longest text, in tokens").fill("32000");
  await page.getByRole("button", { name: "Add the model" }).click();
  await expect(page.getByText("our-own-model is on the list.")).toBeVisible();
  await page.getByLabel("Model for scoring").selectOption("our-own-model");
  await page.getByLabel("Budget for a calendar month, in US dollars").fill("0");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("2 settings are changed.")).toBeVisible();
  await expect(page.getByRole("row", { name: /our-own-model/ })).toContainText("Scoring");

  // Nothing is left of the budget: said in words, and no call is made.
  await page.getByLabel("Model to test").selectOption("our-own-model");
  await page.getByRole("button", { name: "Make a test call" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "budget for model calls" })).toBeVisible();
  await page.getByRole("button", { name: "Remove our-own-model" }).click();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByRole("button", { name: "Remove our-own-model" })).toBeVisible();
  await expect(page.getByLabel("Model for scoring")).toHaveValue("our-own-model");
  await expectAccessible(page);
});
