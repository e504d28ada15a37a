import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkAnswer } from "./check-answer";
import { houseTemplates } from "./house-templates";

const page = readFileSync("docs/scoring-templates.md", "utf8");
const example = page.slice(page.indexOf("## Worked example"), page.indexOf("## Versions"));

const profileText = example
  .split("\n")
  .filter((line) => line.startsWith("> "))
  .map((line) => line.slice(2))
  .join("\n");

const rows = [...example.matchAll(/^\| `(\w+)` \| ([\d.]+) \| ([\d.]+) \| (.+?) \| (.+?) \|$/gm)].map(
  ([, key = "", weight, points, quote = "", counts = ""]) => ({
    ...{ key, quote, counts },
    weight: Number(weight),
    points: Number(points),
  }),
);

const said = [...example.matchAll(/\*\*(.+?)\*\*/g)].map(([, text]) => text);

describe("docs/scoring-templates.md", () => {
  const general = houseTemplates.find(({ houseKey }) => houseKey === "general");
  if (!general) throw new Error("There is no general template.");
  const checked = checkAnswer(
    general,
    profileText,
    {
      criteria: Object.fromEntries(
        rows.map(({ key, points, quote }) => [key, { points, quote, rationale: "" }]),
      ),
      overall: Number(/total of ([\d.]+) of its own/.exec(example)?.[1]),
      summary: "",
    },
    { canary: "mark-none", injections: [], markers: [] },
  );

  it("speaks of the general template as it is", () => {
    const { scale, thresholds, minCoverage, criteria } = general.body;
    expect(example).toContain(
      `scale ${scale.min} to ${scale.max}, passed from ${thresholds.pass}, ${minCoverage * 100} %`,
    );
    expect(rows.map(({ key, weight }) => ({ key, weight }))).toEqual(
      criteria.map(({ key, weight }) => ({ key, weight })),
    );
  });

  it("comes to what the code comes to", () => {
    expect(
      checked.points.map(({ points, abstainReason }) =>
        points === null ? `abstains: \`${abstainReason}\`` : String(points),
      ),
    ).toEqual(rows.map(({ counts }) => counts));
    expect([checked.overall, checked.outcome, checked.disagreement].map(String)).toEqual(said);
  });
});
