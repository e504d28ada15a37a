import { expectAccessible } from "./accessible";
import { expect, test } from "./fixtures";
import { chooseFile, createSession, csvFile, enterOrganization } from "./session-set-up";

const rows = (count: number) => Array.from({ length: count }, (_, row) => `Accountant,Finance,${row + 1}`);
const withFault = ["Job Title,Department,Headcount", ...rows(15), "Auditor,Finance,-3", ...rows(3)].join(
  "\n",
);

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
  { name: "a headcount of -3 on line 17", text: withFault, sentence: /Line 17.*-3/ },
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
