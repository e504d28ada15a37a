import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeOnetRelease } from "@/e2e/stubs/onet-data";
import { type OnetFault, OnetStub } from "@/e2e/stubs/onet-stub";
import { readTable } from "./table-reader";
import { type WebServices, type WebServicesSettings, webServices } from "./web-services-client";

const stub = new OnetStub();
beforeAll(() => stub.start());
afterAll(() => stub.stop());
beforeEach(() => stub.reset());

/** Waits are noted and not waited for. */
function open(settings: Partial<WebServicesSettings> = {}): { services: WebServices; waits: number[] } {
  const waits: number[] = [];
  let skipped = 0;
  const clock = {
    now: () => Date.now() + skipped,
    async pause(ms: number) {
      waits.push(ms);
      skipped += ms;
    },
    random: () => 0.5,
  };
  const services = webServices({
    ...{ baseUrl: `${stub.url}/`, apiKey: stub.apiKey, requestsPerSecond: 1_000, clock },
    ...settings,
  });
  return { services, waits };
}

const few = { start: 1, end: 20 };

describe("what it asks", () => {
  it("finds occupations by a word", async () => {
    const found = await open().services.search(" thing 7 ", few);
    expect(found).toEqual({
      ...{ start: 1, end: 1, total: 1 },
      occupation: [{ code: "15-1007.00", title: "Keepers of thing 7" }],
    });
    expect(stub.asked[0]).toMatchObject({
      path: "/online/search?keyword=thing+7&start=1&end=20",
      userAgent: expect.stringContaining("Opportune"),
    });
  });

  it("takes no match for an answer", async () => {
    expect(await open().services.search("zzyzx", few)).toMatchObject({ total: 0, occupation: [] });
  });

  it("reads an occupation and a section of its details", async () => {
    const { services } = open();
    expect(await services.getOccupation("15-1007.00")).toMatchObject({ title: "Keepers of thing 7" });
    expect(await services.listDetails("15-1007.00", "tasks", few)).toMatchObject([{ category: "Core" }]);
  });

  it("tells the release and the tables", async () => {
    const { services } = open();
    expect(await services.getRelease()).toBe("31.0");
    expect(await services.listTables()).toContain("gwas_to_iwas_to_dwas");
  });

  it.each([
    ["an empty word", (s: WebServices) => s.search("  ", few)],
    ["too long a word", (s: WebServices) => s.search("x".repeat(201), few)],
    ["no code", (s: WebServices) => s.getOccupation("15-1007")],
    ["a path for a code", (s: WebServices) => s.getOccupation("../about")],
    ["a path for a table", (s: WebServices) => s.getRows("a/../b", few)],
    ["a page from 0", (s: WebServices) => s.getRows("job_zones", { start: 0, end: 5 })],
    ["a page that ends before it starts", (s: WebServices) => s.getRows("job_zones", { start: 5, end: 4 })],
    ["2,001 rows", (s: WebServices) => s.getRows("job_zones", { start: 1, end: 2_001 })],
  ])("asks nothing for %s", async (_, ask) => {
    await expect(async () => ask(open().services)).rejects.toMatchObject({ code: "invalid" });
    expect(stub.asked).toEqual([]);
  });

  it("keeps to the number of requests in a second", async () => {
    const services = webServices({ baseUrl: stub.url, apiKey: stub.apiKey, requestsPerSecond: 4 });
    await Promise.all(Array.from({ length: 9 }, () => services.getRelease()));
    const at = stub.asked.map((each) => each.at);
    // Two seconds by the pacer's own clock (pacer.test.ts); how late a request arrives is up to the machine.
    expect(Math.max(...at) - Math.min(...at)).toBeGreaterThan(1_500);
  });
});

describe("what goes wrong", () => {
  const ask = (settings: Partial<WebServicesSettings> = {}) => {
    const { services, waits } = open(settings);
    return { asking: services.search("thing", few), waits };
  };

  it("is told at once that the key is bad, from a page of HTML", async () => {
    await expect(ask({ apiKey: "somebody-else-s-key" }).asking).rejects.toMatchObject({
      ...{ fault: "bad_key", code: "invalid", isPassing: false },
      message: expect.stringContaining("ONET_API_KEY"),
    });
    expect(stub.asked).toHaveLength(1);
  });

  it("passes on what O*NET says against a question", async () => {
    await expect(open().services.getOccupation("99-9999.00")).rejects.toMatchObject({
      ...{ fault: "refused", code: "invalid" },
      message: expect.stringContaining("No data for this occupation"),
    });
    expect(stub.asked).toHaveLength(1);
  });

  it.each<[string, OnetFault]>([
    ["a busy service", { kind: "busy" }],
    ["an error inside", { kind: "status", status: 503 }],
    ["a page of HTML", { kind: "html" }],
    ["half a body", { kind: "half_body" }],
  ])("comes back after %s, waiting longer each time", async (_, fault) => {
    stub.fail("search", fault, 3);
    const { asking, waits } = ask();
    expect((await asking).total).toBe(24);
    expect(waits).toEqual([375, 750, 1_500]);
  });

  it.each<[string, OnetFault, object]>([
    [
      "a busy service",
      { kind: "busy", seconds: 2 },
      { fault: "busy", code: "rate_limited", retryAfterSeconds: 2 },
    ],
    ["an error inside", { kind: "status", status: 500 }, { fault: "away", code: "unavailable" }],
    ["a page of HTML", { kind: "html" }, { fault: "malformed", code: "unavailable" }],
    ["half a body", { kind: "half_body" }, { fault: "away", code: "unavailable" }],
  ])("gives up on %s after six tries", async (_, fault, error) => {
    stub.fail("search", fault);
    await expect(ask().asking).rejects.toMatchObject(error);
    expect(stub.asked).toHaveLength(6);
  });

  it.each([false, true])("waits as long as it is asked to (as a date: %s)", async (asDate) => {
    stub.fail("search", { kind: "busy", seconds: 20, asDate }, 1);
    const { asking, waits } = ask();
    await asking;
    expect(waits).toHaveLength(1);
    // A date has whole seconds.
    expect(waits[0]).toBeGreaterThan(18_000);
    expect(waits[0]).toBeLessThanOrEqual(20_000);
  });

  it("leaves it to another time when it is asked to wait for long", async () => {
    stub.fail("search", { kind: "busy", seconds: 600 });
    await expect(ask().asking).rejects.toMatchObject({ code: "rate_limited", retryAfterSeconds: 600 });
    expect(stub.asked).toHaveLength(1);
  });

  it("gives up a silent service", async () => {
    stub.fail("search", { kind: "slow", ms: 1_000 });
    await expect(ask({ timeoutMs: 60, attempts: 2 }).asking).rejects.toMatchObject({
      ...{ fault: "away", message: "O*NET did not answer in time." },
    });
  });

  it("says so when nobody is there", async () => {
    await expect(ask({ baseUrl: "http://127.0.0.1:1" }).asking).rejects.toMatchObject({ fault: "away" });
  });
});

describe("reading a table", () => {
  const table = "task_ratings";

  async function readAll(pageSize = 100): Promise<number> {
    let count = 0;
    for await (const { rows } of readTable(open().services, table, pageSize)) count += rows.length;
    return count;
  }

  beforeEach(() => {
    stub.releases = [makeOnetRelease("31.0", { occupations: 30 })];
  });

  it("reads page by page, without following the addresses it is given", async () => {
    expect(await readAll()).toBe(1_080);
    expect(stub.asked.map(({ path }) => path).slice(0, 2)).toEqual([
      "/database/rows/task_ratings?start=1&end=100",
      "/database/rows/task_ratings?start=101&end=200",
    ]);
    expect(stub.asked).toHaveLength(11);
  });

  it("asks again for half a page", async () => {
    stub.fail("start=201", { kind: "half_page" }, 2);
    expect(await readAll()).toBe(1_080);
  });

  it("gives up when there is only ever half a page", async () => {
    stub.fail("start=201", { kind: "half_page" });
    await expect(readAll()).rejects.toMatchObject({ fault: "malformed" });
  });

  it.each<[string, OnetFault, string]>([
    ["a page that stands under another's number", { kind: "wrong_page" }, "twice"],
    ["a row that stands twice", { kind: "duplicate" }, "twice"],
    ["a total that changes", { kind: "other_total" }, "had 1080 rows, and 1081"],
  ])("refuses %s", async (_, fault, words) => {
    stub.fail("start=301", fault);
    await expect(readAll()).rejects.toMatchObject({
      ...{ fault: "inconsistent", code: "unavailable", message: expect.stringContaining(words) },
    });
  });
});
