import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { envExample, withSettingsTable } from "./env-example";

describe("the written settings", () => {
  it("stand in .env.example as the code has them", async () => {
    expect(await readFile(".env.example", "utf8")).toBe(envExample());
  });

  it("stand in the README as the code has them", async () => {
    const readme = await readFile("README.md", "utf8");
    expect(readme).toBe(withSettingsTable(readme));
  });
});
