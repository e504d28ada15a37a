import { describe, expect, it } from "vitest";
import { jobKinds } from "@/db/enums";
import { eventByKind, jobEvents, parseJobEvent } from "./events";

const data = { orgId: "0199c9c2-0000-7000-8000-000000000000", jobId: "0199c9c2-0000-7000-8000-000000000001" };

describe("job events", () => {
  it("give every kind of job an event with a schema", () => {
    for (const kind of jobKinds) expect(Object.keys(jobEvents)).toContain(eventByKind[kind]);
  });

  it("carry ids and nothing else", () => {
    expect(parseJobEvent("analysis/run.requested", data)).toEqual({ name: "analysis/run.requested", data });
    expect(() => parseJobEvent("analysis/run.requested", { ...data, title: "Nurse" })).toThrow(/title/);
    expect(() => parseJobEvent("analysis/run.requested", { ...data, jobId: "7" })).toThrow(/jobId/);
  });

  it("are a closed set", () => {
    expect(() => parseJobEvent("toString", data)).toThrow('"toString" is no job event of this product.');
  });
});
