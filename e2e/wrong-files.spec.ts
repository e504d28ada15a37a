import { readFile } from "node:fs/promises";
import { expectAccessible } from "./accessible";
import { expect, test } from "./fixtures";
import { chooseFile, createSession, csvFile, enterOrganization } from "./session-set-up";

const rows = (count: number) => Array.from({ length: count }, (_, row) => `Accountant,Finance,${row + 1}`);
// 15 rows with 120 people, a headcount of -3 on line 17, then a row without title, two of n/a, and two with no sum.
const withFaults = [
  "Job Title,Department,Headcount",
  ...rows(15),
  "Auditor,Finance,-3",
  ",Finance,1",
  "Nurse,Care,n/a",
  "Nurse,Care,n/a",
  "Cook,Kitchen,=2+3",
  "Porter,Care,?",
].join("\n");

const refused = [
  { name: "an empty file", file: csvFile(""), sentence: /empty/ },
  {
    name: "a PDF renamed .xlsx",
    file: {
      name: "roster.xlsx",
      mimeType: "application/octet-stream",
      buffer: Buffer.from("%PDF-1.7\n1 0 obj"),
    },
    sentence: /PDF|not an Excel/i,
  },
] as const;

for (const { name, file, sentence } of refused) {
  test(`${name} is refused with a sentence, and nothing is kept`, async ({ page, complaints }) => {
    await enterOrganization(page);
    await createSession(page, "Wrong file");
    await chooseFile(page, file);
    await expect(page.getByRole("alert").filter({ hasText: sentence })).toBeVisible();
    await page.reload();
    await expect(page.getByText("Drop your roster here")).toBeVisible();
    // The browser's own line about the refusal is expected here.
    complaints.splice(0, complaints.length, ...complaints.filter((line) => !/status of 422/.test(line)));
  });
}

const faulty = [
  {
    name: "a file without a title column",
    text: "Colour,Shape\nred,round\nblue,square\n",
    sentence: /job title/i,
  },
  { name: "a file with no data rows", text: "Job Title,Department\n", sentence: /row/i },
] as const;

for (const { name, text, sentence } of faulty) {
  test(`${name} is named, and cannot be imported`, async ({ page }) => {
    await enterOrganization(page);
    await createSession(page, "Faulty file");
    await chooseFile(page, csvFile(text));
    await expect(page.getByRole("alert").filter({ hasText: sentence })).toBeVisible();
    await expect(page.getByRole("button", { name: /^Import / })).toBeDisabled();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
    await expect(page.getByText("Drop your roster here")).toBeVisible();
  });
}

test("faulty rows are mended by hand, in bulk, skipped, taken back, and by an error file that comes back", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await enterOrganization(page);
  await createSession(page, "Rows to look at");
  await chooseFile(page, csvFile(withFaults));
  const review = page.getByRole("region", { name: "Rows to look at in roster.csv" });
  const importing = page.getByRole("button", { name: /^Import / });
  await expect(review.getByText("6 of 6 left")).toBeVisible();
  await expect(review.getByText(/Line 17.*-3/)).toBeVisible();
  await expect(importing).toBeDisabled();
  await expectAccessible(page);

  // By hand: Esc takes a text back, Enter keeps it and goes on to the next.
  const headcount = review.getByRole("textbox", { name: "Headcount, line 17" });
  await headcount.fill("many");
  await headcount.press("Escape");
  await expect(headcount).toHaveValue("-3");
  await headcount.fill("3");
  await headcount.press("Enter");
  await expect(review.getByText("5 of 6 left")).toBeVisible();
  await expect(review.getByRole("textbox", { name: "Job Title, line 18" })).toBeFocused();

  // What is refused stays to be corrected, and is sent again.
  const refused = review.getByRole("textbox", { name: "Headcount, line 21" });
  await refused.fill("some");
  await refused.press("Enter");
  await expect(page.getByText("The headcount must be a whole number", { exact: false })).toBeVisible();
  await expect(refused).toHaveValue("some");
  await refused.press("Escape");
  await expect(refused).toHaveValue("=2+3");

  // The tab of a fault stays when its last row is settled: it leads back to the others.
  const which = review.getByRole("navigation", { name: "Which rows are shown" });
  await which.getByRole("link", { name: "No title" }).click();
  await review.getByRole("button", { name: "Skip line 18" }).click();
  await expect(review.getByText("No row here.")).toBeVisible();
  await which.getByRole("link", { name: "All faults" }).click();
  await review.getByRole("button", { name: "Undo the last decision" }).click();
  await expect(review.getByText("5 of 6 left")).toBeVisible();

  // In bulk: all rows with one text; then all with a fault, taken back again.
  const text = review.getByRole("textbox", { name: /^Text for 2 rows: Headcount .* n\/a$/ });
  await text.fill("4");
  await text.press("Enter");
  await expect(review.getByText("3 of 6 left")).toBeVisible();
  await review.getByRole("button", { name: /^Skip 2 rows: Headcount/ }).click();
  await expect(review.getByText("1 of 6 left")).toBeVisible();
  await expect(review.getByText("Mended: 3. Skipped: 2.")).toBeVisible();
  await review.getByRole("button", { name: "Undo the last decision" }).click();
  await expect(review.getByText("3 of 6 left")).toBeVisible();

  // What is left goes out as a file, is corrected, and comes back; a reload finds it all as it was left.
  const download = page.waitForEvent("download");
  await review.getByRole("link", { name: "Download the error file" }).click();
  const file = await readFile((await (await download).path()) ?? "", "utf8");
  expect(file).toContain("Job Title,Department,Headcount,_error_code,_field,_value,_hint");
  expect(file).toContain("Cook,Kitchen,'=2+3,headcount_invalid");
  const corrected = file
    .replace(",Finance,1", "Auditor,Finance,1")
    .replace("Cook,Kitchen,'=2+3", "Cook,Kitchen,5");
  await chooseFile(page, csvFile(corrected, "roster errors.csv"));
  await expect(page.getByText("The error file mended 2 rows.")).toBeVisible();
  await page.reload();
  await expect(review.getByText("1 of 6 left")).toBeVisible();
  await review.getByRole("button", { name: "Skip line 22" }).click();
  await expect(review.getByText("Nothing is left to look at.", { exact: false })).toBeVisible();
  // 120 + 3 + 1 + 4 + 4 + 5
  await page.getByRole("button", { name: "Import 137 people" }).click();
  const imported = page.getByRole("row").filter({ hasText: "roster.csv" });
  await expect(imported).toContainText("Imported", { timeout: 30_000 });
  await expect(imported.getByRole("cell", { name: "137", exact: true })).toBeVisible();

  // The import is undone as a whole, and the same file may come again.
  await imported.getByRole("button", { name: "Undo the import" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("Takes out 137 people in 4 roles.");
  await page.getByRole("alertdialog").getByRole("button", { name: "Undo the import" }).click();
  await expect(page.getByText("Drop your roster here")).toBeVisible();

  // Rows pasted from a spreadsheet are a roster, too; all of its columns are certain.
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "Job Title\tDepartment\nCook\tKitchen\nNurse\tCare\n");
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  });
  await expect(page.getByRole("button", { name: "Import 2 people" })).toBeEnabled();
  await expect(page.getByText("All columns are certain.")).toBeVisible();

  // Files dropped beside the field are taken, too, one at a time, and none of them in the page's place.
  const wasTaken = await page.getByRole("heading", { name: "Upload", level: 1 }).evaluate((heading) => {
    const dataTransfer = new DataTransfer();
    for (const name of ["one.csv", "two.csv"])
      dataTransfer.items.add(new File(["Job Title\nPorter\n"], name));
    return !heading.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });
  expect(wasTaken).toBe(true);
  await expect(page.getByText("only one.csv was taken")).toBeVisible();
  await expect(page.getByRole("heading", { name: "one.csv" })).toBeVisible();
});
