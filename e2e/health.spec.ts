import { expect, test } from "./fixtures";

test("says that it is alive and ready", async ({ request }) => {
  const alive = await request.get("/api/health");
  expect(alive.status()).toBe(200);
  const ready = await request.get("/api/health/ready");
  expect(ready.status()).toBe(200);
  expect(await ready.json()).toEqual({
    ready: true,
    database: true,
    migrations: true,
    worker: true,
    engine: "local",
  });
});

test("has no door for an Inngest server while it needs none", async ({ request }) => {
  for (const method of ["GET", "POST", "PUT"]) {
    const answer = await request.fetch("/api/inngest?fnId=opportune-map-roles&stepId=step", { method });
    expect(answer.status(), method).toBe(404);
    expect(await answer.text()).toBe("");
  }
});

test("opens with the sign-in page for somebody it does not know", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: /sign in/i })).toBeVisible();
});

test("answers an address that is no text as one that names nothing", async ({ request }) => {
  for (const path of ["/%E0%A4%A", "/%", "/nothing/%ff?q=%ff", "/_next/static/%E0%A4%A"]) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(404);
    if (!path.startsWith("/_next")) expect(await answer.text(), path).toContain("The page does not exist");
  }
  // The door comes before the id.
  const session = await request.get("/discovery/%E0%A4%A/upload", { maxRedirects: 0 });
  expect([session.status(), session.headers().location]).toEqual([307, expect.stringContaining("/sign-in")]);
});
