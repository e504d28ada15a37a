import { describe, expect, it } from "vitest";
import { bareTitle, partTitle } from "./part-titles";

describe("titles of roles that were split off", () => {
  it.each([["Finance"], [null], ["Ops · East"]])(
    "carry the department %s, and lose it again",
    (department) => {
      const title = partTitle("Analyst", department);
      expect(title).toBe(`Analyst · ${department ?? "no department"}`);
      expect(bareTitle({ title, department, departmentKey: department ?? "" })).toBe("Analyst");
    },
  );

  it("leave a title alone that a roster wrote with a dot", () => {
    expect(bareTitle({ title: "Analyst · Finance", department: null, departmentKey: null })).toBe(
      "Analyst · Finance",
    );
  });
});
