import { expect, it } from "vitest";
import { readPackTable } from "@/lib/onet/reference-pack-reader";
import { socMajorGroups } from "./soc-major-groups";

it("names every family that an occupation belongs to, as OEWS does", () => {
  const families = new Set(readPackTable("occupations").map(({ code }) => code.slice(0, 2)));
  expect([...families].sort()).toEqual(Object.keys(socMajorGroups).sort());
  const majors = readPackTable("wages").filter((row) => row.occupationGroup === "major");
  expect(majors.length).toBeGreaterThan(20);
  for (const { soc, title } of majors) {
    expect(title).toBe(`${socMajorGroups[soc.slice(0, 2)]} Occupations`);
  }
});
