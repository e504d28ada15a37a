import { inspect } from "node:util";
import { DrizzleQueryError } from "drizzle-orm";
import { expect, it } from "vitest";
import "./client";

it("prints no statement and no parameter of a query that failed", () => {
  const cause = Object.assign(new Error("duplicate key (email)=(ada@example.org)"), { code: "23505" });
  const printed = inspect(new DrizzleQueryError("select secret_column from people", ["Ada Lovelace"], cause));
  expect(printed).toContain("23505");
  expect(printed).toContain("client.test.ts");
  expect(printed).not.toMatch(/Lovelace|secret_column|ada@/);
});
