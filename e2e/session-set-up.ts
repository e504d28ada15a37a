import type { Page } from "@playwright/test";
import type { MemberRole } from "@/db/enums";
import { makeOrganization } from "./people-set-up";
import { letIn } from "./sign-in-set-up";

/** A person of a fresh organization, signed in on this page. */
export async function enterOrganization(page: Page, role?: MemberRole): Promise<{ organization: string }> {
  const { name, admin } = await makeOrganization({ role });
  await letIn(page, admin.email);
  return { organization: name };
}

/** Opens a new session at its first step. @returns its id */
export async function createSession(page: Page, name: string): Promise<string> {
  await page.getByLabel("New session").fill(name);
  await page.getByRole("button", { name: "Create session" }).click();
  await page.waitForURL(/\/discovery\/[0-9a-f-]{36}\/upload$/);
  return new URL(page.url()).pathname.split("/")[2] ?? "";
}

export interface FileToUpload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export function csvFile(text: string, name = "roster.csv"): FileToUpload {
  return { name, mimeType: "text/csv", buffer: Buffer.from(text) };
}

export async function chooseFile(page: Page, file: FileToUpload): Promise<void> {
  await page.locator("input[type=file]").setInputFiles({ ...file });
}
