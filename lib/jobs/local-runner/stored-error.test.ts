import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { storedError } from "./stored-error";

describe("storedError", () => {
  it("keeps name, message, stack and the product's code", () => {
    const error = Object.assign(new TypeError("no such field"), { code: "invalid" });
    expect(storedError(error)).toEqual({
      name: "TypeError",
      message: "no such field",
      stack: error.stack,
      code: "invalid",
    });
  });

  it("never keeps the parameters of a statement", () => {
    const cause = Object.assign(new Error('the key "Ada Lovelace" exists'), {
      name: "PostgresError",
      code: "23505",
      constraint_name: "users_email_key",
    });
    const kept = {
      name: "DatabaseError",
      message: "The database refused a query (SQLSTATE 23505, users_email_key).",
      code: "23505",
    };
    expect(
      storedError(new DrizzleQueryError("insert into users values ($1)", ["Ada Lovelace"], cause)),
    ).toEqual(kept);
    expect(storedError(cause)).toEqual(kept);
  });

  it.each([undefined, null, "plain text", 7, {}])("makes do with %j", (thrown) => {
    expect(storedError(thrown).message).not.toBe("");
    expect(storedError("plain text").message).toBe("plain text");
  });
});
