import type { Page } from "@playwright/test";
import { madeZip } from "@/lib/files/testing/made-zip";
import { expectAccessible } from "./accessible";
import { expect, test } from "./fixtures";
import { makeColleague } from "./jobs-set-up";
import { enterOrganization } from "./session-set-up";
import { enterAs } from "./sign-in-set-up";
import { makeOnetRelease, textFilesOf } from "./stubs/onet-data";

const syncs = (page: Page) =>
  page.getByRole("region", { name: "Syncs, the newest first" }).locator("tbody").getByRole("row");

test("an operator brings releases in, by the site and by a file; an admin reads how it went", async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const { organization } = await enterOrganization(page);
  const operator = await enterAs(browser, await makeColleague(organization, "admin", { isOperator: true }));
  await operator.goto("/admin/onet");
  await expect(operator.getByRole("button", { name: "Look for a new release now" })).toBeVisible();
  await expectAccessible(operator);

  await operator.getByRole("button", { name: "Look for a new release now" }).press("Enter");
  await expect(operator.getByText("A sync is on its way.")).toBeVisible();
  await expect(operator.getByRole("progressbar").first()).toBeVisible();
  await expectAccessible(operator);
  await expect(syncs(operator).first()).toContainText("Added 31.0", { timeout: 90_000 });
  await expect(syncs(operator).first()).toContainText("Download");
  await expect(operator.getByText("Release 31.0 was added")).toBeVisible();
  await expect(operator.getByText(/^In use here: 30\.1/)).toBeVisible();
  await expectAccessible(operator);

  // What is there already is not fetched again.
  await operator.getByRole("button", { name: "Look on the Web Services" }).click();
  await expect(syncs(operator).first()).toContainText("Nothing new", { timeout: 60_000 });
  await expect(operator.getByText("nothing new. O*NET's newest release is here already.")).toBeVisible();

  const bytes = madeZip(textFilesOf(makeOnetRelease("30.3", { change: " of old" })));
  const file = { name: "db_30_3_text.zip", mimeType: "application/zip", buffer: bytes };
  await operator.locator("input[type=file]").setInputFiles(file);
  await expect(syncs(operator).first()).toContainText("Added 30.3", { timeout: 90_000 });
  await expect(syncs(operator).first()).toContainText("Uploaded file");

  await operator.getByRole("link", { name: "Jobs", exact: true }).click();
  await expect(operator.getByRole("link", { name: "O*NET sync" }).first()).toBeVisible();
  await expect(operator.getByRole("cell", { name: "O*NET reference data" }).first()).toBeVisible();

  const headers = { origin: baseURL ?? "" };
  const letter = await operator.request.post("/api/releases?name=letter.zip", { headers, data: "Dear all" });
  expect(letter.status()).toBe(422);
  expect((await letter.json()).detail).toContain("letter.zip");

  // An admin who is no operator sees the same, and may do nothing of it.
  await page.goto("/admin/onet");
  await expect(syncs(page)).toHaveCount(3);
  await expect(page.getByText("Only operators of this installation bring releases in.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Look/ })).toHaveCount(0);
  await expectAccessible(page);
  const refused = await page.request.post("/api/releases?name=a.zip", { headers, data: bytes });
  expect(refused.status()).toBe(403);
  await page.goto("/admin/onet/syncs");
  await expect(syncs(page)).toHaveCount(3);
  await expectAccessible(page);

  const analyst = await enterAs(browser, await makeColleague(organization, "analyst"));
  expect((await analyst.goto("/admin/onet"))?.status()).toBe(404);
});
