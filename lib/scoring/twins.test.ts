import { describe, expect, it } from "vitest";
import { ProfileContent } from "@/lib/profiles/schema";
import { countTwins, twinText } from "./twins";

const anna = ProfileContent.parse({
  name: "Anna Berg",
  about: "Leads with calm.",
  education: [{ school: "University of Bergen", degree: "MSc" }],
});

describe("twinText", () => {
  it("is the same to the letter where blind scoring hides what was swapped", () => {
    expect(twinText(anna, "name", true)).toBe("identical");
    expect(twinText(anna, "name", false)).toBe("different");
  });

  it("differs where the swap shows, blind or not", () => {
    expect(twinText(anna, "school", true)).toBe("different");
    expect(twinText(anna, "school", false)).toBe("different");
  });

  it("is absent where there is nothing to swap", () => {
    expect(twinText(ProfileContent.parse({ name: "Anna Berg" }), "school", true)).toBe("absent");
  });
});

describe("countTwins", () => {
  it("counts every profile once for each variant", () => {
    const counts = countTwins([anna, anna, ProfileContent.parse({ name: "Bo" })], true);
    expect(counts.map(({ variant }) => variant)).toEqual(["name", "gender", "school", "gap_year"]);
    for (const { different, identical, absent } of counts) expect(different + identical + absent).toBe(3);
    expect(counts.find(({ variant }) => variant === "school")).toMatchObject({ different: 2, absent: 1 });
  });
});
