import { describe, expect, it } from "vitest";
import { expression } from "./expressions";

const event = { name: "a/b", data: { orgId: "o1", jobId: "j1", count: 3, list: [1], nothing: null } };

describe("expression", () => {
  it.each([
    ["event.data.orgId", "o1"],
    ["event.data.orgId + '-' + event.data.jobId", "o1-j1"],
    ["event.data.count", "3"],
    ["event.data.count > 2", "true"],
    ['"everybody"', "everybody"],
    ["event.data.absent", undefined],
    ["event.data.orgId.deeper", undefined],
    ["event.data.list", undefined],
    ["event.data.nothing", undefined],
  ])("%s is %s", (text, value) => {
    expect(expression(text, "event").value(event)).toBe(value);
  });

  it("compares a run's event with a later one; what is missing does not match", () => {
    const same = expression("event.data.jobId == async.data.jobId", "event and async");
    expect(same.holds(event, { data: { jobId: "j1" } })).toBe(true);
    expect(same.holds(event, { data: { jobId: "j2" } })).toBe(false);
    expect(same.holds(event, { data: {} })).toBe(false);
    expect(same.holds({}, {})).toBe(false);
  });

  it.each(["event.", "steps.data", "async.data.jobId", ""])("refuses %j", (text) => {
    expect(() => expression(text, "event")).toThrow();
  });
});
