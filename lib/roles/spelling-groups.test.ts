import { describe, expect, it } from "vitest";
import { groupSpellings } from "./spelling-groups";

const known = new Set(
  "software engineer senior manager product production sales analyst business trainer trainee developer front end frontend assistant executive director nurse accountant account maintenance technician registered".split(
    " ",
  ),
);

const groups = (...titles: readonly string[]) => {
  const rows = titles.map((title, index) => ({ id: title, title, headcount: 100 - index }));
  return groupSpellings(rows, known).map(({ intoId, otherIds }) => [intoId, ...otherIds]);
};

describe("groupSpellings", () => {
  it.each([
    ["another order", "Senior Software Engineer", "Engineer, Software, Senior"],
    ["an abbreviation", "Senior Software Engineer", "Sr. Software Engr"],
    ["a plural", "Sales Manager", "Sales Managers"],
    ["case and punctuation", "Sales Manager", "SALES-MANAGER"],
    ["link words", "Director of Sales", "Sales Director"],
    ["one word or two", "Front End Developer", "Frontend Developer"],
    ["a letter too few", "Maintenance Technician", "Maintenace Technician"],
    ["letters swapped", "Business Analyst", "Buisness Analyst"],
    ["a grade written otherwise", "Accountant II", "Accountant 2"],
  ])("joins %s", (_, a, b) => {
    expect(groups(a, b)).toEqual([[a, b]]);
  });

  it.each([
    ["Product Manager", "Production Manager"],
    ["Trainer", "Trainee"],
    ["Accountant I", "Accountant II"],
    ["Accountant", "Senior Accountant"],
    ["Assistant Manager", "Manager Assistant"],
    ["Executive Assistant", "Assistant Executive"],
    ["Zorblaxer", "Zorblaxes Two"],
    ["Zorblaxer", "Zorblaxed"],
    ["Nurse", "Purse"],
    ["***", "---"],
  ])("keeps %s and %s apart", (a, b) => {
    expect(groups(a, b)).toEqual([]);
  });

  it("takes the title with known words before the one with more people, and the largest group first", () => {
    expect(
      groups(
        "Maintenace Technician",
        "Nurse Manager",
        "Maintenance Technician",
        "Manager, Nurse",
        "Technician, Maintenance",
      ),
    ).toEqual([
      ["Maintenance Technician", "Technician, Maintenance", "Maintenace Technician"],
      ["Nurse Manager", "Manager, Nurse"],
    ]);
  });

  it("is quick for a large roster", () => {
    const words = [...known];
    const titles = Array.from({ length: 3000 }, (_, index) => {
      const pick = (step: number) => words[(index * step) % words.length] ?? "";
      return { id: String(index), title: `${pick(7)} ${pick(11)} ${pick(13)} ${index % 50}`, headcount: 1 };
    });
    const start = performance.now();
    groupSpellings(titles, known);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
