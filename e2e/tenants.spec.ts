import { expect, test } from "./fixtures";
import { createSession, enterOrganization } from "./session-set-up";

test("two organizations cannot see each other", async ({ page, browser, baseURL, complaints }) => {
  await enterOrganization(page);
  const sessionId = await createSession(page, "Secret of the first");
  const stranger = await (await browser.newContext()).newPage();
  await enterOrganization(stranger);
  await expect(stranger.getByText("Secret of the first")).toHaveCount(0);

  for (const step of ["", "/upload", "/map-roles", "/activities", "/analysis", "/roadmap"]) {
    const response = await stranger.goto(`/discovery/${sessionId}${step}`);
    expect(response?.status(), step).toBe(404);
    await expect(stranger.getByRole("heading", { name: "Nothing here" })).toBeVisible();
    await expect(stranger.getByText("Secret of the first")).toHaveCount(0);
  }

  const upload = await stranger.request.post(`/api/uploads?session=${sessionId}&name=roster.csv`, {
    headers: { origin: baseURL ?? "" },
    data: "Job Title\nNurse\n",
  });
  expect(upload.status()).toBe(404);
  const jobs = await stranger.request.get("/api/jobs");
  expect(await jobs.json()).toEqual({ jobs: [] });
  expect(complaints).toEqual([]);
});

test("a change from elsewhere is refused", async ({ page, baseURL }) => {
  await enterOrganization(page);
  const sessionId = await createSession(page, "Guarded");
  const send = (headers: Record<string, string>) =>
    page.request.post(`/api/uploads?session=${sessionId}&name=roster.csv`, {
      headers,
      data: "Job Title\nNurse\n",
    });
  expect((await send({ origin: "https://elsewhere.example" })).status()).toBe(403);
  expect((await send({ origin: "null" })).status()).toBe(403);
  expect((await send({})).status()).toBe(403);
  expect((await send({ origin: baseURL ?? "", "sec-fetch-site": "cross-site" })).status()).toBe(403);
  expect((await send({ origin: baseURL ?? "" })).status()).toBe(201);
});
