import { randomBytes } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, test } from "./fixtures";
import { type Entrant, makeFirstAdminPath, makeOrganization } from "./people-set-up";

const newAddress = () => `newcomer-${randomBytes(4).toString("hex")}@harbour.example`;
const password = "nine brown owls call";

async function fillSignIn(page: Page, { email, password: secret }: Pick<Entrant, "email" | "password">) {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function signIn(page: Page, person: Pick<Entrant, "email" | "password">) {
  await page.goto("/sign-in");
  await fillSignIn(page, person);
  await expect(page.getByRole("heading", { name: "Discovery sessions" })).toBeVisible();
}

async function invite(page: Page, email: string, role = "Analyst"): Promise<string> {
  await page.goto("/admin/members");
  const form = page.locator("form", { has: page.getByRole("button", { name: "Make invitation link" }) });
  await form.getByLabel("E-mail address").fill(email);
  await form.getByLabel("Role").selectOption(role);
  await form.getByRole("button", { name: "Make invitation link" }).click();
  return page.getByLabel(`Link for ${email}`).inputValue();
}

/** Another person at another machine. */
async function elsewhere(browser: Browser, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  return (await browser.newContext(options)).newPage();
}

const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });

// For a moment the installation has no operator, which other journeys need.
test("the first admin comes in by the printed link, once", { tag: "@alone" }, async ({ page, browser }) => {
  const path = await makeFirstAdminPath();
  const email = newAddress();
  const organization = `First ${randomBytes(3).toString("hex")}`;
  await page.goto(path);
  await expectAccessible(page);
  await page.getByLabel("Your name").fill("Grace Hopper");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Organization").fill(organization);
  await page.getByLabel("Password").fill("password1234");
  await page.getByRole("button", { name: "Create account" }).click();
  // What was typed stays, but for the secret; the field that was refused has the focus.
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/easy to guess/);
  await expect(page.getByLabel("Password")).toBeFocused();
  await expect(page.getByLabel("Password")).toHaveValue("");
  await expect(page.getByLabel("Your name")).toHaveValue("Grace Hopper");
  await expect(page.getByLabel("E-mail address")).toHaveValue(email);
  await expectAccessible(page);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Discovery sessions" })).toBeVisible();

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await expectAccessible(page);
  await fillSignIn(page, { email, password: "not the password" });
  await expect(page.getByRole("alert").filter({ hasText: "do not belong together" })).toBeVisible();
  await expect(page.getByLabel("E-mail address")).toHaveValue(email);
  await expectAccessible(page);
  await fillSignIn(page, { email, password });
  await expect(page.getByRole("heading", { name: "Discovery sessions" })).toBeVisible();

  // An operator creates organizations and may move to them.
  await page.goto("/admin/members");
  const second = `Second ${randomBytes(3).toString("hex")}`;
  for (const [name, answer] of [
    [organization, "exists already"],
    [second, "is created"],
  ] as const) {
    await page.getByLabel("Name of the new organization").fill(name);
    await page.getByRole("button", { name: "Create organization" }).click();
    await expect(page.getByText(answer)).toBeVisible();
  }
  await page.getByLabel("Organization", { exact: true }).selectOption(second);
  await expect(page).toHaveURL(/\/discovery$/);
  await expect(page.getByLabel("Organization", { exact: true }).locator("option:checked")).toHaveText(second);

  const stranger = await elsewhere(browser);
  const answer = await stranger.goto(path);
  expect(answer?.status()).toBe(404);
  await expect(stranger.getByRole("heading", { name: "This link is not valid any more" })).toBeVisible();
  await expectAccessible(stranger);
});

test("an invited person joins in another browser, and what an admin changes holds at once", async ({
  page,
  browser,
}) => {
  test.slow();
  const { admin, name } = await makeOrganization();
  await signIn(page, admin);
  await expectAccessible(page);
  const email = newAddress();
  const link = await invite(page, email);
  await expect(row(page, email)).toContainText("Analyst");
  await expectAccessible(page);

  const guest = await elsewhere(browser);
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: `Join ${name}` })).toBeVisible();
  await expectAccessible(guest);
  await guest.getByLabel("Your name").fill("Lise Meitner");
  await guest.getByLabel("Password").fill(password);
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest.getByRole("heading", { name: "Discovery sessions" })).toBeVisible();
  expect((await guest.goto("/admin/members"))?.status()).toBe(404);

  await page.goto("/admin/members");
  await page.getByLabel("Role of Lise Meitner", { exact: true }).selectOption("Manager");
  await page.getByRole("button", { name: "Change role of Lise Meitner" }).click();
  await expect(page.getByText("Lise Meitner has to sign in again")).toBeVisible();
  await expect(page.getByLabel("Role of Lise Meitner", { exact: true })).toHaveValue("manager");
  await expectAccessible(page);
  await guest.goto("/discovery");
  await expect(guest).toHaveURL(/\/sign-in$/);
  await signIn(guest, { email, password });

  await page.getByRole("button", { name: "Disable Lise Meitner" }).click();
  await expect(row(page, email)).toContainText("Disabled");
  await guest.reload();
  await expect(guest).toHaveURL(/\/sign-in$/);
  await fillSignIn(guest, { email, password });
  await expect(guest.getByRole("alert").filter({ hasText: "do not belong together" })).toBeVisible();
  await page.getByRole("button", { name: "Enable Lise Meitner" }).click();
  await expect(row(page, email)).not.toContainText("Disabled");
  await signIn(guest, { email, password });

  await page.getByRole("button", { name: "Reset link for Lise Meitner" }).click();
  const reset = await page.getByLabel(`Link for ${email}`).inputValue();
  await expectAccessible(page);
  const phone = await elsewhere(browser);
  await phone.goto(reset);
  await expectAccessible(phone);
  await phone.getByLabel("Password").fill("four white storks sleep");
  await phone.getByRole("button", { name: "Set password" }).click();
  await expect(phone.getByText("Your password is set")).toBeVisible();
  await guest.reload();
  await expect(guest).toHaveURL(/\/sign-in$/);
  expect((await phone.goto(reset))?.status()).toBe(404);
  await signIn(phone, { email, password: "four white storks sleep" });
});

test("the last admin stays, and open invitations can be revoked", async ({ page, browser }) => {
  const { admin } = await makeOrganization();
  await signIn(page, admin);
  const email = newAddress();
  const link = await invite(page, email, "Admin");
  await page.getByRole("button", { name: `Revoke invitation of ${email}` }).click();
  await expect(page.getByText("No open invitation")).toBeVisible();
  const guest = await elsewhere(browser);
  expect((await guest.goto(link))?.status()).toBe(404);

  await page.getByLabel(`Role of ${admin.name}`, { exact: true }).selectOption("Analyst");
  await page.getByRole("button", { name: `Change role of ${admin.name}` }).click();
  await expect(page.getByRole("alert").filter({ hasText: "last admin" })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel(`Role of ${admin.name}`, { exact: true })).toHaveValue("admin");
  await expect(page.getByRole("button", { name: `Disable ${admin.name}` })).toHaveCount(0);
});

test("a new password ends every other sign-in", async ({ page, browser }) => {
  const { admin } = await makeOrganization();
  await signIn(page, admin);
  const other = await elsewhere(browser);
  await signIn(other, admin);
  await page.goto("/account");
  await expect(page.getByText("You are signed in in 2 browsers")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Present password").fill("not the password");
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByLabel("Present password")).toHaveAccessibleDescription(/not your present password/);
  await expect(page.getByLabel("Present password")).toBeFocused();
  await page.getByLabel("Present password").fill(admin.password);
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
  await expect(page.getByText("You are signed in here only")).toBeVisible();
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in$/);
  await signIn(other, { email: admin.email, password });
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in$/);
});

test("people who are known join by password or by the sign-in they have", async ({ page, browser }) => {
  const [first, second] = [await makeOrganization(), await makeOrganization()];
  await signIn(page, first.admin);
  const link = await invite(page, second.admin.email, "Manager");

  const stranger = await elsewhere(browser);
  await signIn(stranger, first.admin);
  await stranger.goto(link);
  await expect(stranger.getByText(`you are signed in as ${first.admin.email}`)).toBeVisible();
  await expectAccessible(stranger);

  const guest = await elsewhere(browser);
  await guest.goto(link);
  await expectAccessible(guest);
  await guest.getByLabel("Password").fill("not the password");
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest.getByRole("alert").filter({ hasText: "do not belong together" })).toBeVisible();
  await signIn(guest, second.admin);
  await guest.goto(link);
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest.getByLabel("Organization", { exact: true }).locator("option:checked")).toHaveText(
    first.name,
  );
});

test("signing in and joining work without JavaScript", async ({ page, browser }) => {
  const { admin } = await makeOrganization();
  await signIn(page, admin);
  const email = newAddress();
  const link = await invite(page, email, "Manager");

  const plain = await elsewhere(browser, { javaScriptEnabled: false });
  await plain.goto("/sign-in");
  await fillSignIn(plain, { ...admin, password: "not the password" });
  await expect(plain.getByText("do not belong together")).toBeVisible();
  await expect(plain.getByLabel("E-mail address")).toHaveValue(admin.email);
  await fillSignIn(plain, admin);
  await expect(plain).toHaveURL(/\/discovery$/);

  const guest = await elsewhere(browser, { javaScriptEnabled: false });
  await guest.goto(link);
  await expect(guest.getByText(`${email} is invited as manager.`)).toBeVisible();
  await guest.getByLabel("Your name").fill("Lise Meitner");
  await guest.getByLabel("Password").fill("password1234");
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest.getByText("easy to guess")).toBeVisible();
  await expect(guest.getByLabel("Your name")).toHaveValue("Lise Meitner");
  await guest.getByLabel("Password").fill(password);
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest).toHaveURL(/\/discovery$/);
});

test("the demo goes in one click, after a question", async ({ page }) => {
  const { admin, name } = await makeOrganization({ isDemo: true });
  await signIn(page, admin);
  await expect(page.getByText("Demo data")).toBeVisible();
  await page.goto("/admin/members");
  await page.getByRole("button", { name: "Remove the demo" }).click();
  const question = page.getByRole("alertdialog", { name: "Remove the demo organization?" });
  await expectAccessible(page);
  await question.getByRole("button", { name: "Keep it" }).click();
  await expect(question).toBeHidden();
  await page.getByRole("button", { name: "Remove the demo" }).press("Enter");
  await question.getByRole("button", { name: "Remove the demo" }).click();
  await expect(page.getByText("The demo organization and its people are removed.")).toBeVisible();
  await fillSignIn(page, admin);
  await expect(page.getByRole("alert").filter({ hasText: "do not belong together" })).toBeVisible();
  await expect(page.getByText(name)).toHaveCount(0);
});

test("a guesser is stopped, whatever address they claim, and nobody else is", async ({ page, browser }) => {
  const { admin } = await makeOrganization();
  const wrong = { ...admin, password: "not the password" };
  await page.goto("/sign-in");
  for (let round = 1; round <= 10; round += 1) {
    await page.setExtraHTTPHeaders({ "x-forwarded-for": `203.0.113.${round}` });
    await fillSignIn(page, wrong);
    await expect(page.getByRole("alert").filter({ hasText: "do not belong together" })).toBeVisible();
    await page.reload();
  }
  await fillSignIn(page, admin);
  await expect(page.getByRole("alert").filter({ hasText: "Too many tries" })).toBeVisible();
  const neighbour = (await makeOrganization()).admin;
  await signIn(await elsewhere(browser), neighbour);
});
