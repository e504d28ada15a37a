import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeAgent, nameAgent, topActivityIds } from "./candidate-naming";

describe("nameAgent", () => {
  it.each([
    ["Accounts Payable Clerk", "Accounts Payable Agent"],
    ["Senior Accounts Payable Clerk II", "Accounts Payable Agent"],
    ["Clerks, Accounts Payable", "Accounts Payable Agent"],
    ["Customer Service Representatives", "Customer Service Agent"],
    ["Entry-Level Data Entry Clerk", "Data Entry Agent"],
    ["Director of Marketing", "Marketing Agent"],
    ["Vice President of Finance", "Finance Agent"],
    ["VP, Sales", "Sales Agent"],
    ["Sales Manager, EMEA", "Sales Agent"],
    ["Engineer I - Civil", "Civil Engineering Agent"],
    ["Sr. Software Engineer III", "Software Engineering Agent"],
    ["Data Scientist", "Data Science Agent"],
    ["Payroll & Timekeeping Clerk", "Payroll & Timekeeping Agent"],
    ["Project Manager (PMO)", "Project Agent"],
    ["HR MANAGER", "HR Agent"],
    ["it support specialist", "IT Support Agent"],
    ["Registered Nurses", "Registered Nurse Agent"],
    ["Truck Driver", "Truck Driver Agent"],
    ["Travel Agent", "Travel Agent"],
    ["Sachbearbeiter Einkauf", "Sachbearbeiter Einkauf Agent"],
  ])("names the agent for %s the %s", (title, name) => {
    expect(nameAgent(title)).toBe(name);
  });

  it.each([
    ["Manager", "Manager Agent"],
    ["Assistant Manager", "Assistant Manager Agent"],
    ["Lead Clerk", "Lead Clerk Agent"],
    ["Agent", "Agent"],
  ])("keeps %s whole, since nothing else would be left", (title, name) => {
    expect(nameAgent(title)).toBe(name);
  });

  it("always gives a name of sensible length that ends in Agent", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (title) => {
        const name = nameAgent(title);
        expect(name).toMatch(/(^|\s)Agent$/);
        expect(name.length).toBeLessThanOrEqual(120);
        expect(name).toBe(name.trim());
      }),
    );
  });
});

describe("describeAgent", () => {
  it("says what it would do and for whom", () => {
    expect(
      describeAgent("Timekeeper", 30, ["Record personnel information.", "Verify employee information."]),
    ).toBe("Would record personnel information and verify employee information. For Timekeeper (30 people).");
  });

  it("keeps phrases with commas apart, and acronyms in capitals", () => {
    expect(describeAgent("Clerk", 1, ["Sort mail, parcels, or files.", "HTML pages to write."])).toBe(
      "Would sort mail, parcels, or files; HTML pages to write. For Clerk (1 person).",
    );
  });

  it("says no more than it knows", () => {
    expect(describeAgent("Clerk", 2, [])).toBe("For Clerk (2 people).");
  });
});

describe("topActivityIds", () => {
  it("takes the selected activities with most exposed time", () => {
    const activity = (id: string, share: number, exposure: number | null, selected = true) => ({
      id,
      share,
      exposure,
      selected,
    });
    const activities = [
      activity("heavy but safe", 0.5, 0.1),
      activity("unknown", 0.2, null),
      activity("exposed", 0.2, 0.9),
      activity("also", 0.1, 0.6),
      activity("not selected", 0, 1, false),
    ];
    expect(topActivityIds(activities, 2)).toEqual(["exposed", "also"]);
    expect(topActivityIds(activities)).toEqual(["exposed", "also", "heavy but safe"]);
  });
});
