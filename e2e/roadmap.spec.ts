import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { giveAway } from "./activities-set-up";
import { arrangeMappedRoles } from "./analysis-set-up";
import { expect, test } from "./fixtures";
import { arrangeRoadmap, changeBehind, forgetFirstRole } from "./roadmap-set-up";
import { createSession, enterOrganization } from "./session-set-up";

/** A planned board of `count` cards; the last `restCount` roles have none. */
async function openRoadmap(page: Page, count: number, restCount = 0): Promise<string> {
  await enterOrganization(page);
  const sessionId = await createSession(page, "Roadmap");
  await arrangeRoadmap(sessionId, count, restCount);
  await page.goto(`/discovery/${sessionId}/roadmap`);
  // Before that the page is drawn, but takes no key yet.
  await expect(page.locator("[data-card]").first()).toHaveAttribute("draggable", "true");
  return sessionId;
}

const tier = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const agents = (where: Locator) => where.getByRole("listitem").getByRole("heading");
const handle = (page: Page, agent: string) =>
  page.getByRole("button", { name: `Move ${agent}`, exact: true });
const menuOf = (page: Page, agent: string) =>
  page.getByRole("button", { name: `Actions for ${agent}`, exact: true });

const saved = (page: Page) => expect(page.getByText("Saving…")).toBeHidden();

async function reload(page: Page): Promise<void> {
  await saved(page);
  await page.reload();
}

/** As a hand does: grips, moves in small steps, lets go. */
async function drag(page: Page, from: Locator, to: Locator, edge: "upper" | "lower"): Promise<void> {
  await from.hover({ position: { x: 120, y: 40 } });
  const grip = await from.boundingBox();
  await page.mouse.down();
  // The card is taken before the page scrolls to the target: else the one that comes to lie under the pointer is.
  if (grip) await page.mouse.move(grip.x + 126, grip.y + 44, { steps: 3 });
  await to.hover({ position: { x: 120, y: 40 } });
  const box = await to.boundingBox();
  if (!box) throw new Error("The target is not on the page.");
  await page.mouse.move(box.x + 120, box.y + (edge === "upper" ? 6 : box.height - 6), { steps: 4 });
  await page.mouse.up();
}

test("the top roles of an analysis become candidates in three tiers", async ({ page }) => {
  await enterOrganization(page);
  const sessionId = await createSession(page, "From the start");
  await arrangeMappedRoles(sessionId);
  await page.goto(`/discovery/${sessionId}/roadmap`);
  await expect(page.getByRole("heading", { name: "No candidates yet" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Go to the analysis" }).click();
  await page.getByRole("button", { name: "Run the analysis" }).click();
  await expect(page.getByText("The analysis is ready.")).toBeVisible({ timeout: 60_000 });
  await page.getByRole("link", { name: "Continue: Roadmap" }).click();
  await expect(page.getByRole("listitem").getByRole("heading")).toHaveCount(11);
  for (const name of ["Now", "Next quarter", "Future"]) {
    await expect(agents(tier(page, name)).first()).toBeVisible();
  }
  await expect(page.getByText("Every scored role has a card.")).toBeVisible();
  await expectAccessible(page);
});

test("a card moves by the keys of its handle, aloud, and keeps the focus", async ({ page }) => {
  await openRoadmap(page, 10);
  await expect(agents(tier(page, "Now"))).toHaveText(["Agent 1", "Agent 2"]);
  await handle(page, "Agent 1").focus();
  await page.keyboard.press("ArrowDown");
  await expect(agents(tier(page, "Now"))).toHaveText(["Agent 2", "Agent 1"]);
  await expect(page.getByText("Agent 1 moved to Now, place 2 of 2.")).toHaveCount(1);
  await expect(handle(page, "Agent 1")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(agents(tier(page, "Next quarter"))).toHaveText(["Agent 3", "Agent 1", "Agent 4", "Agent 5"]);
  await expect(handle(page, "Agent 1")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowRight");
  await expect(agents(tier(page, "Future")).first()).toHaveText("Agent 1");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("Agent 1 cannot go further that way.")).toHaveCount(1);
  await expect(handle(page, "Agent 1")).toBeFocused();
  await reload(page);
  await expect(agents(tier(page, "Future")).first()).toHaveText("Agent 1");
  await expect(page.getByText("Moved by hand")).toHaveCount(1);

  await menuOf(page, "Agent 1").click();
  await expectAccessible(page);
  await page.getByRole("menuitem", { name: "Back to the ranking’s place" }).click();
  await expect(agents(tier(page, "Now"))).toHaveText(["Agent 1", "Agent 2"]);
  await expect(page.getByText("Moved by hand")).toHaveCount(0);
});

test("a card moves by its menu, on the board and in the table", async ({ page }) => {
  await openRoadmap(page, 10);
  await menuOf(page, "Agent 4").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Move to the top" }).click();
  await expect(agents(tier(page, "Next quarter"))).toHaveText(["Agent 4", "Agent 3", "Agent 5"]);
  await menuOf(page, "Agent 4").click();
  await page.getByRole("menuitem", { name: "Move to Now" }).click();
  await expect(agents(tier(page, "Now"))).toHaveText(["Agent 1", "Agent 2", "Agent 4"]);
  await expect(menuOf(page, "Agent 4")).toBeFocused();
  await saved(page);

  await page.getByRole("link", { name: "Table" }).click();
  await expect(page).toHaveURL(/view=table/);
  const rows = page.getByRole("region", { name: "Roadmap" }).getByRole("rowheader");
  await expect(rows).toHaveText(["1", "2", "4", "3", "5", "6", "7", "8", "9", "10"].map((n) => `Agent ${n}`));
  await expectAccessible(page);
  await menuOf(page, "Agent 10").click();
  await page.getByRole("menuitem", { name: "Move up" }).click();
  await expect(rows.nth(8)).toHaveText("Agent 10");
  await reload(page);
  await expect(rows.nth(8)).toHaveText("Agent 10");
});

test("a card is dragged, and takes the selection along", async ({ page }) => {
  await openRoadmap(page, 10);
  const card = (agent: string) => page.getByRole("listitem").filter({ has: handle(page, agent) });
  await drag(page, card("Agent 9"), card("Agent 1"), "upper");
  await expect(agents(tier(page, "Now"))).toHaveText(["Agent 9", "Agent 1", "Agent 2"]);
  await page.getByRole("checkbox", { name: "Select Agent 6" }).check();
  await page.getByRole("checkbox", { name: "Select Agent 9" }).check();
  await expect(page.getByText("2 cards selected")).toBeVisible();
  await expectAccessible(page);
  await drag(page, card("Agent 6"), card("Agent 4"), "lower");
  await expect(agents(tier(page, "Next quarter"))).toHaveText([
    "Agent 3",
    "Agent 4",
    "Agent 9",
    "Agent 6",
    "Agent 5",
  ]);
  await reload(page);
  await expect(agents(tier(page, "Now"))).toHaveText(["Agent 1", "Agent 2"]);
});

test("several cards are moved and chosen at once", async ({ page }) => {
  await openRoadmap(page, 10);
  await page.getByRole("checkbox", { name: "Select all cards in Future" }).check();
  await page.getByRole("button", { name: "Move to Now" }).click();
  await expect(agents(tier(page, "Now"))).toHaveCount(7);
  await expect(tier(page, "Future")).toContainText("No card here.");
  await page.getByRole("button", { name: "Choose for build" }).click();
  await expect(page.getByText("Chosen for build", { exact: true })).toHaveCount(5);
  await page.getByRole("button", { name: "Take back “chosen”" }).click();
  await expect(page.getByText("Chosen for build", { exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Clear the selection" }).click();
  await reload(page);
  await expect(agents(tier(page, "Now"))).toHaveCount(7);
});

test("a card has an address, and what is written there stays", async ({ page }) => {
  const sessionId = await openRoadmap(page, 10);
  await page.getByRole("button", { name: "Agent 2", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Clerk 2");
  await expectAccessible(page);
  await page.reload();
  await dialog.getByLabel("Name of the agent").fill("Clara");
  await dialog.getByLabel("What it would do").fill("Books what comes in.");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Clara", exact: true })).toBeVisible();
  expect(new URL(page.url()).search).toBe("");

  await page.getByRole("button", { name: "Clara", exact: true }).click();
  await dialog.getByRole("button", { name: "Choose for build" }).click();
  await expect(dialog.getByText("Chosen for build", { exact: true })).toBeVisible();
  await dialog.getByLabel("Name of the agent").fill("Clara the Second");
  await saved(page);
  await changeBehind(sessionId);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Somebody changed this card meanwhile.")).toBeVisible();
  await expect(dialog.getByLabel("Name of the agent")).toHaveValue("Clara the Second");
  await expect(dialog.getByRole("link", { name: "How the score came about" })).toHaveAttribute(
    "href",
    /\/analysis\?run=1&role=[0-9a-f-]{36}$/,
  );
});

test("a move that somebody else forestalled is rolled back with the reason", async ({ page }) => {
  const sessionId = await openRoadmap(page, 10);
  await changeBehind(sessionId);
  await handle(page, "Agent 1").focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("Not moved. Somebody changed this card meanwhile.")).toHaveCount(1);
  await expect(agents(tier(page, "Now"))).toHaveText(["Agent 1", "Agent 2"]);
  await handle(page, "Agent 1").focus();
  await page.keyboard.press("ArrowRight");
  await expect(agents(tier(page, "Next quarter"))).toHaveCount(4);
  await reload(page);
  await expect(agents(tier(page, "Next quarter"))).toHaveCount(4);
});

test("cards are dismissed, brought back and made by hand", async ({ page }) => {
  await openRoadmap(page, 12, 3);
  await menuOf(page, "Agent 1").click();
  await page.getByRole("menuitem", { name: "Dismiss" }).click();
  await expect(page.getByText("Agent 1 is off the board.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Agent 1 is back on the board.")).toBeVisible();
  await expect(agents(tier(page, "Now")).first()).toHaveText("Agent 1");

  await menuOf(page, "Agent 1").click();
  await page.getByRole("menuitem", { name: "Dismiss" }).click();
  const rest = page.getByRole("region", { name: "The rest" }).getByRole("table");
  await expect(rest.getByRole("row").filter({ hasText: "Clerk 1" }).first()).toContainText("Dismissed");
  await page.getByRole("button", { name: "Bring Clerk 1 back to the board" }).click();
  await expect(page.getByText("Clerk 1 has a card now.")).toBeVisible();
  await page.getByRole("searchbox", { name: "Find a role or occupation" }).fill("Clerk 11");
  await page.getByRole("button", { name: "Find" }).click();
  await expect(rest.getByRole("row")).toHaveCount(2);
  await page.getByRole("button", { name: "Make Clerk 11 a candidate" }).click();
  await expect(page.getByText("2 scored roles have no card.")).toBeVisible();
  await expectAccessible(page);
});

test("the number of candidates is a person's, and what falls out is marked", async ({ page }) => {
  const sessionId = await openRoadmap(page, 12, 3);
  const limit = page.getByLabel("Roles that become candidates");
  await limit.fill("12");
  await page.getByRole("button", { name: "Plan", exact: true }).click();
  await expect(page.getByText("3 cards were added; none fell below the line.")).toBeVisible();
  await limit.fill("10");
  await page.getByRole("button", { name: "Plan", exact: true }).click();
  await expect(page.getByText(/^2 cards are out of date: the latest plan/)).toBeVisible();
  await expect(page.getByText("Out of date", { exact: true })).toHaveCount(2);

  await forgetFirstRole(sessionId);
  await page.reload();
  await expect(page.getByText("10 cards show figures of an earlier run.")).toBeVisible();
  await page.getByRole("button", { name: "Plan again with run 2" }).click();
  await expect(page.getByText("figures of an earlier run")).toHaveCount(0);
  const forgotten = page.getByRole("listitem").filter({ hasText: "Clerk 1 ·" });
  await forgotten.getByRole("heading").getByRole("button").click();
  await expect(page.getByRole("dialog")).toContainText("Run 1 was the last to score this role.");
});

test("who may not edit reads all of it and changes nothing", async ({ page }) => {
  const sessionId = await openRoadmap(page, 12, 3);
  await giveAway(sessionId);
  await page.goto(`/discovery/${sessionId}/roadmap`);
  await expect(agents(tier(page, "Now"))).toHaveCount(2);
  await expect(page.getByText("You can read this session.")).toBeVisible();
  for (const role of ["checkbox", "spinbutton"] as const) await expect(page.getByRole(role)).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^(Move|Actions|Make|Plan)/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Agent 1", exact: true }).click();
  await expect(page.getByRole("dialog").getByRole("textbox")).toHaveCount(0);
  await expectAccessible(page);
});

test("a board of 500 cards stays usable", async ({ page }) => {
  await openRoadmap(page, 500);
  await expect(agents(tier(page, "Now"))).toHaveCount(100);
  await handle(page, "Agent 50").focus();
  for (let press = 0; press < 5; press += 1) await page.keyboard.press("ArrowUp");
  await expect(page.getByText("Agent 50 moved to Now, place 45 of 100.")).toHaveCount(1);
  await page.getByRole("checkbox", { name: "Select all cards in Future" }).check();
  await page.getByRole("button", { name: "Move to Next quarter" }).click();
  await expect(agents(tier(page, "Next quarter"))).toHaveCount(400);
  await reload(page);
  await expect(agents(tier(page, "Next quarter"))).toHaveCount(400);
  await expect(agents(tier(page, "Now")).nth(44)).toHaveText("Agent 50");
});
