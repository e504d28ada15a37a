import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { profileVariants } from "@/db/enums";
import { variantOf } from "./counterfactual";
import { ProfileContent } from "./schema";
import { emptyProfile, fullProfile } from "./testing/sample-profiles";

const anna = ProfileContent.parse({
  name: "Anna Berg",
  about:
    "She leads with calm. Her team trusts her. ANNA wrote this herself; Ms Berg chairs the women in data network.",
  experience: [
    { title: "Chairwoman", company: "Example Works", startYear: 2018, isCurrent: true, description: null },
    { title: "Engineer", company: "Example Works", startYear: 2010, endYear: 2018 },
  ],
  education: [{ school: "University of Bergen", activities: "Tutor at the University of Bergen." }],
});

const about = (content: ProfileContent | null) => content?.about;

describe("a counterfactual twin", () => {
  it("of the name has another one wherever the name stood", () => {
    const twin = variantOf(anna, "name");
    expect(twin?.name).not.toMatch(/Anna|Berg/);
    expect(about(twin)).not.toMatch(/anna|berg/i);
    expect(twin?.experience).toEqual(anna.experience);
  });

  it("of the gender has the other's words, and the way back leads home", () => {
    const twin = variantOf(anna, "gender");
    expect(twin?.name).toBe("Adam Berg");
    expect(about(twin)).toBe(
      "He leads with calm. His team trusts him. ADAM wrote this himself; Mr Berg chairs the men in data network.",
    );
    expect(twin?.experience[0]?.title).toBe("Chairman");
    expect(twin && variantOf(twin, "gender")).toEqual(anna);
  });

  it("of the school has others, also in the text", () => {
    const twin = variantOf(anna, "school");
    expect(JSON.stringify(twin)).not.toContain("Bergen");
    expect(twin?.education[0]?.activities).toContain(twin?.education[0]?.school);
    expect(about(twin)).toBe(about(anna));
  });

  it("of the gap opens one where there is none, and closes one where there is", () => {
    const open = variantOf(anna, "gap_year");
    expect(open?.experience[1]).toMatchObject({ startYear: 2010, endYear: 2017 });
    expect(open?.experience[0]).toEqual(anna.experience[0]);
    expect(open && variantOf(open, "gap_year")?.experience[1]?.endYear).toBe(2018);
  });

  it("is none where there is nothing to swap", () => {
    expect(profileVariants.filter((variant) => variantOf(emptyProfile, variant) === null)).toEqual([
      "gender",
      "school",
      "gap_year",
    ]);
    expect(variantOf(fullProfile, "original")).toBe(fullProfile);
  });

  it("is a sound profile, the same every time, whatever the person is called", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }), (name) => {
        const content = ProfileContent.safeParse({ ...anna, name });
        if (!content.success) return;
        for (const variant of profileVariants) {
          const twin = variantOf(content.data, variant);
          expect(variantOf(structuredClone(content.data), variant)).toEqual(twin);
          if (twin) expect(ProfileContent.safeParse(twin).success).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});
