import type { BrowserContext, Page, Request } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, test } from "./fixtures";
import { arrangeManyRoles } from "./jobs-set-up";
import {
  type ArrangedJob,
  addOrganization,
  advance,
  arrangeMapping,
  fail,
  findSignIn,
  finish,
  leaveIdle,
} from "./progress-set-up";
import { arrangeRoles } from "./role-set-up";
import { createSession, enterOrganization } from "./session-set-up";

const told = (page: Page, text: string | RegExp) =>
  page.locator("[data-sonner-toast]").filter({ hasText: text });
const done = "Every role has its suggestions.";
const mapRolesOf = (sessionId: string) => `/discovery/${sessionId}/map-roles`;

/** What the tabs ask of a path, in order. */
function requestsTo(context: BrowserContext, path: string): Request[] {
  const requests: Request[] = [];
  context.on("request", (request) => {
    if (new URL(request.url()).pathname === path) requests.push(request);
  });
  return requests;
}

/** A session with one role, and a mapping in it that runs. */
async function begin(page: Page, name: string): Promise<{ sessionId: string; job: ArrangedJob }> {
  await enterOrganization(page);
  const sessionId = await createSession(page, name);
  await arrangeRoles(sessionId, [{ title: "Registered Nurse", headcount: 40 }]);
  // The session's page may still be loading, and would follow the mapping as well.
  await page.goto("about:blank");
  return { sessionId, job: await arrangeMapping(sessionId) };
}

test("two tabs follow over one stream, and the one that stays goes on", async ({ page, context }) => {
  const { sessionId, job } = await begin(page, "Shared");
  const streams = requestsTo(context, "/api/events");
  const other = await context.newPage();
  const tabs = [page, other];
  for (const tab of tabs) await tab.goto(mapRolesOf(sessionId));
  for (const tab of tabs) await expect(tab.getByText("Waiting to suggest occupations…")).toBeVisible();
  await advance(job, 250, 500);
  for (const tab of tabs)
    await expect(tab.getByText("Suggesting occupations: 250 of 500 roles.")).toBeVisible();
  expect(streams).toHaveLength(1);

  await test.step("the tab in the lead closes", async () => {
    const lead = streams[0]?.frame().page();
    const [stays] = tabs.filter((tab) => tab !== lead);
    if (!stays || !lead) throw new Error("Neither tab is in the lead.");
    await lead.close();
    await expect.poll(() => streams.length).toBe(2);
    expect(new URL(streams[1]?.url() ?? "").searchParams.get("after")).toMatch(/^\d{4}-.*Z$/);
    await advance(job, 400, 500);
    await expect(stays.getByText("Suggesting occupations: 400 of 500 roles.")).toBeVisible();
    await finish(job);
    await expect(told(stays, done)).toHaveCount(1);
    await expect(stays.getByText("Suggesting occupations:")).toHaveCount(0);
    expect(streams).toHaveLength(2);
  });
});

test("one may leave while work runs, and is told on another screen when it is done", async ({
  page,
  context,
}) => {
  test.slow();
  await enterOrganization(page);
  const sessionId = await createSession(page, "Left alone");
  // So many that one has left before they are through.
  await arrangeManyRoles(sessionId, 4_000);
  const other = await context.newPage();
  await other.goto("/account");
  await page.goto(mapRolesOf(sessionId));
  await page.getByRole("button", { name: "Suggest occupations" }).click();
  await page.getByRole("link", { name: "Rankings" }).click();
  const counts = () => Promise.all([page, other].map((tab) => told(tab, done).count()));
  await expect.poll(async () => (await counts()).toSorted(), { timeout: 40_000 }).toEqual([0, 1]);
  const teller = (await counts())[0] === 1 ? page : other;
  await teller.getByRole("link", { name: "Open Left alone" }).click();
  await expect(teller).toHaveURL(new RegExp(`${mapRolesOf(sessionId)}$`));
  await expect(teller.getByRole("button", { name: "Suggest anew" })).toBeVisible();
});

test("what runs stands in the frame of every page, with its progress", async ({ page }) => {
  const { sessionId, job } = await begin(page, "In the frame");
  await page.goto("/rankings");
  const indicator = page.getByRole("button", { name: "1 running" });
  await expect(indicator).toBeVisible();
  await advance(job, 3, 12);
  await indicator.click();
  const list = page.getByRole("dialog", { name: "Your work in progress" });
  await expect(list).toContainText("3 of 12");
  await expect(list.getByRole("link", { name: "Open In the frame" })).toHaveAttribute(
    "href",
    mapRolesOf(sessionId),
  );
  await expectAccessible(page);
  await fail(job, "The titles could not be read. Upload the roster again.");
  await expect(told(page, "The titles could not be read. Upload the roster again.")).toBeVisible();
  await expect(list).toContainText("Nothing of yours is running any more.");
  await page.keyboard.press("Escape");
  await expect(indicator).toHaveCount(0);
  await expectAccessible(page);
});

test("a page that is loaded again goes on, and what ended meanwhile is told once", async ({
  page,
  context,
}) => {
  const { sessionId, job } = await begin(page, "Away");
  await page.goto(mapRolesOf(sessionId));
  await advance(job, 1, 4);
  await page.reload();
  await expect(page.getByText("Suggesting occupations: 1 of 4 roles.")).toBeVisible();
  await advance(job, 2, 4);
  await expect(page.getByText("Suggesting occupations: 2 of 4 roles.")).toBeVisible();
  await page.goto("about:blank");
  await finish(job);
  const back = await context.newPage();
  await back.goto("/rankings");
  await expect(told(back, done)).toHaveCount(1);
  await back.reload();
  await expect(back.getByRole("heading", { level: 1 })).toBeVisible();
  const next = await arrangeMapping(sessionId);
  await back.goto("/account");
  await fail(next, "This one is told.");
  await expect(told(back, "This one is told.")).toHaveCount(1);
  await expect(told(back, done)).toHaveCount(0);
});

test("signing out in one tab ends it in all", async ({ page, context }) => {
  const { sessionId, job } = await begin(page, "Signed out");
  const other = await context.newPage();
  for (const tab of [page, other]) await tab.goto(mapRolesOf(sessionId));
  await advance(job, 1, 2);
  await expect(other.getByText("Suggesting occupations: 1 of 2 roles.")).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect(other.getByText("You are signed out. Work that runs goes on.")).toBeVisible();
  const asked = [...requestsTo(context, "/api/events"), ...requestsTo(context, "/api/jobs")];
  await advance(job, 2, 2);
  await other.getByRole("link", { name: "Sign in again" }).click();
  await expect(other.getByRole("button", { name: "Sign in" })).toBeVisible();
  expect(asked).toEqual([]);
});

test("an idle sign-in is not kept alive by a page that follows work", async ({ page }) => {
  const { sessionId, job } = await begin(page, "Idle");
  // What the page asks for by itself when it opens is a sign of life.
  const opened = page.waitForResponse(/\/api\/roles\?/);
  await page.goto(mapRolesOf(sessionId));
  await opened;
  await advance(job, 1, 9);
  await expect(page.getByText("Suggesting occupations: 1 of 9 roles.")).toBeVisible();
  const signIn = await findSignIn(job);
  await leaveIdle(signIn.id, 20);
  const aged = (await findSignIn(job)).lastSeenAt;
  const status = (path: string) => page.evaluate(async (url) => (await fetch(url)).status, path);
  expect(await status("/api/jobs")).toBe(200);
  await advance(job, 2, 9);
  await expect(page.getByText("Suggesting occupations: 2 of 9 roles.")).toBeVisible();
  expect((await findSignIn(job)).lastSeenAt).toEqual(aged);
  await leaveIdle(signIn.id, 31);
  await expect(page.getByText("You are signed out. Work that runs goes on.")).toBeVisible();
});

test("a tab of the former organization hears nothing of the new one", async ({ page, context }) => {
  const { sessionId, job } = await begin(page, "First home");
  const second = await addOrganization(job);
  const former = await context.newPage();
  await former.goto(mapRolesOf(sessionId));
  await page.goto("/account");
  await page.getByLabel("Organization").selectOption({ label: second });
  await expect(page.getByRole("heading", { name: "Discovery sessions" })).toBeVisible();
  await expect(former.getByText("You work in another organization now")).toBeVisible();
  const elsewhere = await arrangeMapping(await createSession(page, "Second home"));
  await page.goto("/rankings");
  await expect(page.getByRole("button", { name: "1 running" })).toBeVisible();
  await finish(elsewhere);
  await expect(told(page, done)).toHaveCount(1);
  await expect(told(page, done).getByRole("link", { name: "Open Second home" })).toBeVisible();
  await expect(told(former, done)).toHaveCount(0);
  await former.getByRole("button", { name: "Reload" }).click();
  await expect(former.getByRole("heading", { name: "Nothing here" })).toBeVisible();
});

test("where tabs cannot find each other, each asks for itself", async ({ page, context }) => {
  const { sessionId, job } = await begin(page, "Plain http");
  // As on plain http from another machine.
  await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "locks"));
  const streams = requestsTo(context, "/api/events");
  await page.goto(mapRolesOf(sessionId));
  await advance(job, 5, 6);
  await expect(page.getByText("Suggesting occupations: 5 of 6 roles.")).toBeVisible();
  await finish(job);
  await expect(told(page, done)).toHaveCount(1);
  expect(streams).toEqual([]);
});
