import { DrizzleQueryError } from "drizzle-orm";
import { NonRetriableError, RetryAfterError } from "inngest";
import { describe, expect, it } from "vitest";
import { AppError, errorCodes } from "@/lib/errors";
import { ScoringFault } from "@/lib/scoring/scoring-fault";
import { jobFailure, scoringFailure, translated } from "./translated-errors";

async function thrownBy(error: unknown): Promise<Error> {
  const failed = translated(async () => {
    throw error;
  })();
  const caught: unknown = await failed.catch((reason: unknown) => reason);
  if (!(caught instanceof Error)) throw new Error("Nothing was thrown.");
  return caught;
}

describe("translated", () => {
  it("hands results through", async () => {
    expect(await translated(async () => 7)()).toBe(7);
  });

  it("retries only what may pass", async () => {
    const final = [];
    for (const code of errorCodes) {
      if ((await thrownBy(new AppError(code, "A sentence."))) instanceof NonRetriableError) final.push(code);
    }
    const byPerson = ["unauthorized", "forbidden", "not_found", "invalid", "conflict", "too_large"];
    expect(final).toEqual([...byPerson, "not_configured"]);
  });

  it("keeps the code of a scoring's fault, and waits or gives up as it says", async () => {
    const waiting = await thrownBy(
      new ScoringFault("rate_limited", "Too much to do.", { isFinal: false, retryAfterMs: 7_000 }),
    );
    expect(waiting).toBeInstanceOf(RetryAfterError);
    expect(waiting).toMatchObject({ name: "AppError.rate_limited", retryAfter: "7" });
    const again = await thrownBy(new ScoringFault("timed_out", "Too slow.", { isFinal: false }));
    expect(again).not.toBeInstanceOf(NonRetriableError);
    const final = await thrownBy(new ScoringFault("cut_off", "Cut off.", { isFinal: true }));
    expect(final).toBeInstanceOf(NonRetriableError);
    expect(scoringFailure(final, "run")).toEqual({ code: "cut_off", message: "Cut off." });
    const internal = Object.assign(new Error("select secret"), { name: "TypeError" });
    expect(scoringFailure(internal, "run").message).not.toContain("secret");
  });

  it("waits as long as a limit says", async () => {
    const error = await thrownBy(new AppError("rate_limited", "Slow down.", { retryAfterSeconds: 90 }));
    expect(error).toBeInstanceOf(RetryAfterError);
    expect(error).toMatchObject({ retryAfter: "90" });
  });

  it("lets no parameters of a statement out", async () => {
    const cause = Object.assign(new Error("boom"), { code: "23505" });
    const error = await thrownBy(new DrizzleQueryError("select $1", ["Ada Lovelace"], cause));
    expect(`${error.message} ${error.stack}`).not.toContain("Lovelace");
  });
});

describe("jobFailure", () => {
  it("passes on the sentences that were written for people", async () => {
    const error = await thrownBy(new AppError("invalid", "Line 17 has no title."));
    expect(jobFailure(error, "run-1")).toEqual({ code: "invalid", message: "Line 17 has no title." });
  });

  it("keeps everything else to itself, with a number to ask about", () => {
    const failure = jobFailure(new TypeError("x of undefined"), "run-1");
    expect(failure.code).toBe("internal");
    expect(failure.message).not.toContain("undefined");
    expect(failure.message).toContain("run-1");
  });

  it("says that the worker died", () => {
    const error = Object.assign(new Error("The worker died 3 times."), { name: "WorkerCrashed" });
    expect(jobFailure(error, "run-1").message).toBe("The worker died 3 times.");
  });
});
