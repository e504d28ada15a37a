import { DrizzleQueryError } from "drizzle-orm";
import { expect, it } from "vitest";
import { databaseFault } from "./database-fault";
import { AppError } from "./errors";
import { toFailure } from "./http/outcome";

const refusal = (code: string) =>
  new DrizzleQueryError(
    "insert into roles",
    ["Clerk"],
    Object.assign(new Error("could not extend file"), { code }),
  );

it("says that the disk is full, what is kept and who can help, and nothing of the statement", () => {
  const failure = toFailure(refusal("53100"));
  expect(failure.code).toBe("unavailable");
  expect(failure.message).toMatch(
    /^No room is left where the database keeps its data\. Nothing of this was saved;/,
  );
  expect(failure.message).not.toMatch(/roles|Clerk|53100|extend/);
});

it("leaves all other errors as they are", () => {
  expect(databaseFault(refusal("23505"))).toBeUndefined();
  expect(databaseFault(new Error("no code"))).toBeUndefined();
  expect(databaseFault("no error")).toBeUndefined();
  expect(databaseFault(new AppError("invalid", "A sentence.", { cause: refusal("53100") }))).toBeUndefined();
  expect(toFailure(refusal("23505")).code).toBe("internal");
});
