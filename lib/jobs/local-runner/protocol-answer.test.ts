import { describe, expect, it } from "vitest";
import { readAnswer } from "./protocol-answer";

const now = new Date("2026-01-01T00:00:00.000Z");
const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  readAnswer({ status, body, headers: new Headers(headers) }, now);
const op = (fields: object) => ({ id: "h1", displayName: "my step", opts: {}, ...fields });

describe("readAnswer", () => {
  it("reads the end of a function", () => {
    expect(answer(200, { total: 3 })).toEqual({ kind: "finished", output: { total: 3 } });
    expect(answer(200, undefined)).toEqual({ kind: "finished", output: null });
  });

  it("reads a step that is done, null for undefined", () => {
    expect(answer(206, [op({ op: "StepRun" })])).toEqual({
      kind: "steps",
      reports: [{ kind: "done", hash: "h1", name: "my step", data: null }],
    });
  });

  it("reads a step that threw and may be tried again", () => {
    const error = { name: "Error", message: "busy", stack: "at x", __serialized: true };
    const read = answer(206, [op({ op: "StepError", error })], {
      "x-inngest-no-retry": "false",
      "retry-after": "90",
    });
    expect(read).toEqual({
      kind: "steps",
      reports: [
        {
          kind: "threw",
          hash: "h1",
          name: "my step",
          error: { name: "Error", message: "busy", stack: "at x", code: undefined },
          isFinal: false,
          retryAt: new Date("2026-01-01T00:01:30.000Z"),
        },
      ],
    });
  });

  it.each([
    ["StepFailed", {}],
    ["StepError", { "x-inngest-no-retry": "true" }],
  ])("reads %s as final", (code, headers) => {
    expect(answer(206, [op({ op: code, error: { message: "no" } })], headers)).toMatchObject({
      reports: [{ kind: "threw", isFinal: true }],
    });
  });

  it("reads planned steps beside a sleep", () => {
    expect(answer(206, [op({ op: "StepPlanned" }), op({ op: "Sleep", id: "h2", name: "1h" })])).toMatchObject(
      {
        reports: [
          { kind: "planned", hash: "h1" },
          { kind: "sleep", hash: "h2", until: new Date("2026-01-01T01:00:00.000Z") },
        ],
      },
    );
  });

  it.each(["WaitForEvent", "InvokeFunction", "AIGateway", "Gateway", "WaitForSignal", "DiscoveryRequest"])(
    "refuses %s by name",
    (code) => {
      const read = answer(206, [op({ op: code })]);
      expect(read.kind).toBe("refused");
      expect(read).toMatchObject({ reason: expect.stringContaining(`"${code}"`) });
    },
  );

  it("refuses a race group, a sleep without a time and an unknown shape", () => {
    expect(answer(206, [op({ op: "StepPlanned", opts: { parallelMode: "race" } })]).kind).toBe("refused");
    expect(answer(206, [op({ op: "Sleep", name: "soon" })]).kind).toBe("refused");
    expect(answer(206, []).kind).toBe("refused");
    expect(answer(206, { op: "StepRun" }).kind).toBe("refused");
    expect(answer(418, null).kind).toBe("refused");
  });

  it("tells a failed call from a final one", () => {
    expect(answer(500, { name: "Error", message: "x" }, { "x-inngest-no-retry": "false" })).toMatchObject({
      kind: "failed",
      isFinal: false,
    });
    expect(answer(400, { name: "Error", message: "x" }, { "x-inngest-no-retry": "true" })).toMatchObject({
      kind: "failed",
      isFinal: true,
    });
  });

  it("says what is wrong when the code no longer fits the run", () => {
    const gone = answer(500, { error: "no step", requestedStep: "h1", foundSteps: [], totalFoundSteps: 0 });
    expect(gone).toMatchObject({ kind: "refused", reason: expect.stringContaining("no longer") });
    const unknown = answer(500, { type: "internal", message: 'Function "x" was not found' });
    expect(unknown).toEqual({ kind: "refused", reason: 'Function "x" was not found' });
  });
});
