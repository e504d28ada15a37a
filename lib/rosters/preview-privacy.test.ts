import { describe, expect, it } from "vitest";
import { inspectRoster } from "./inspect-roster";
import { withoutPeople } from "./preview-privacy";
import { rosterFile } from "./testing/roster-files";

describe("what is stored of an inspection", () => {
  it("holds no NUL, which jsonb refuses, wherever the file has one", async () => {
    const found = await inspectRoster(rosterFile("Job Title,De\0pt,\0\nCl\0erk,\0,x\n"));
    expect(JSON.stringify(found.errors)).toContain("\\u0000");
    const stored = withoutPeople(found);
    expect(JSON.stringify(stored)).not.toContain("\\u0000");
    expect(stored.columns.map(({ name }) => name)).toEqual(found.columns.map(({ name }) => name));
    expect(stored.errors[0]).toMatchObject({ code: "control_character", line: 2, value: "Cl\uFFFDerk" });
  });
});
