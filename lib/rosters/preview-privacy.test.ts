import { describe, expect, it } from "vitest";
import { reviewedInspectionOf } from "./inspect-roster";
import { withoutPeople } from "./preview-privacy";
import { readRoster } from "./read-roster";
import { rosterFile } from "./testing/roster-files";

describe("what is stored of an inspection", () => {
  it("holds no NUL, which jsonb refuses, wherever the file has one", async () => {
    const found = reviewedInspectionOf(await readRoster(rosterFile("Job Title,De\0pt,\0\nCl\0erk,\0,x\n")));
    expect(JSON.stringify(found.errors)).toContain("\\u0000");
    const stored = withoutPeople(found);
    expect(JSON.stringify(stored)).not.toContain("\\u0000");
    expect(stored.columns.map(({ name }) => name)).toEqual(found.columns.map(({ name }) => name));
    expect(stored.review.rows[0]?.cells[0]).toBe("Cl\uFFFDerk");
    expect(stored.errors[0]).toMatchObject({ code: "control_character", line: 2, value: "Cl\uFFFDerk" });
  });

  it("shows the ids of people only where they are what is wrong, and their names never", async () => {
    const file = rosterFile(
      "Employee ID,Name,Job Title\n1,Ann Lee,Clerk\n1,Bo Kay,Nurse\n3,Cy Moe,\n4,Di\u0007na,Cook\n",
    );
    const { review, errors } = withoutPeople(reviewedInspectionOf(await readRoster(file)));
    expect(review.rows.map(({ cells }) => cells)).toEqual([
      ["1", null, "Nurse"],
      [null, null, ""],
      [null, null, "Cook"],
    ]);
    for (const name of ["Ann", "Bo Kay", "Cy Moe", "Di"]) {
      expect(JSON.stringify([review, errors])).not.toContain(name);
    }
  });
});
