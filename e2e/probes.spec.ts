import { expectAccessible } from "./accessible";
import { expect, test } from "./fixtures";
import { scriptModel } from "./model-set-up";
import { arrangeProbe } from "./probe-set-up";
import { enterOrganization } from "./session-set-up";

const line = "Built and ran the platform of a bank with forty engineers.";
const answer = (points: number) => ({
  content: {
    criteria: { depth: { quote: line, rationale: "It shows in this passage.", points } },
    overall: points,
    summary: "A builder of platforms.",
  },
});

test("a probe tells its cost, then how far equal runs and twins lie apart", async ({ page }) => {
  test.slow();
  const { organization } = await enterOrganization(page);
  const templateId = await arrangeProbe(organization);
  await page.goto(`/scoring/templates/${templateId}/probes`);
  await expect(page.getByRole("heading", { name: "No probe yet" })).toBeVisible();

  await test.step("repeatability", async () => {
    // Four people, two runs each: one answer differs.
    await scriptModel("Judge what the profile shows.", answer(8), answer(5), ...Array(6).fill(answer(7)));
    await page.getByLabel("Runs of each profile").fill("2");
    await page.getByRole("button", { name: "Show the cost" }).click();
    const preview = page.getByRole("region", { name: "Before it starts" });
    await expect(preview).toContainText("4 profiles, model gpt-4.1");
    await expectAccessible(page);
    await preview.getByRole("button", { name: "Start the probe" }).click();
    const report = page.getByRole("region", { name: "Repeatability of version 1" }).first();
    await expect(report).toContainText("A score nearer to the line than this is undetermined.", {
      timeout: 60_000,
    });
    await expect(report).toContainText("8 scorings");
    await expectAccessible(page);
    const download = page.waitForEvent("download");
    await report.getByRole("link", { name: "Download as CSV" }).click();
    expect((await download).suggestedFilename()).toMatch(/^repeatability-v1-.*\.csv$/);
  });

  await test.step("fairness says what cannot differ before it costs anything", async () => {
    await page.goto(`/scoring/templates/${templateId}/probes?probe=fairness&sample=4&names=true`);
    const preview = page.getByRole("region", { name: "Before it starts" });
    await expect(preview.getByLabel("Why names and contacts are shown to the model")).toBeVisible();
    await page.getByLabel(/^Show the model names/).uncheck();
    await page.getByRole("button", { name: "Show the cost" }).click();
    await expect(preview.getByRole("row", { name: "Name 0 4 0" })).toBeVisible();
    await preview.getByRole("button", { name: "Start the probe" }).click();
    const report = page.getByRole("region", { name: "Fairness of version 1" });
    await expect(report.getByRole("region", { name: "Four-fifths table" })).toBeVisible({ timeout: 60_000 });
    await expectAccessible(page);
  });
});
