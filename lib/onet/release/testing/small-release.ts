import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPackTable } from "@/lib/onet/reference-pack-reader";

const rating = "N\tStandard Error\tLower CI Bound\tUpper CI Bound\tRecommend Suppress";
const scaled = `O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\t${rating}\tNot Relevant\tDate\tDomain Source`;
const flags = "8\t0.1\t1\t5";

/**
 * A release of two occupations in the layout up to 30.2, as the real files have it: tabs, CRLF, `n/a` for missing. Name
 * without `.txt` → lines.
 */
export const smallRelease: Readonly<Record<string, readonly string[]>> = {
  "Read Me": ["O*NET 30.1 Database", "December 2025 Release"],
  "Occupation Data": [
    "O*NET-SOC Code\tTitle\tDescription",
    "11-1011.00\tChief Executives\tLead. Invented.",
    "11-9199.00\tManagers, All Other\tn/a",
  ],
  "Alternate Titles": [
    "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)",
    "11-1011.00\tChief Executive Officer\tCEO\t01",
    "11-1011.00\tAgency Owner\tn/a\t10",
    "11-1011.00\tExecutive Officer\tCEO\t01",
  ],
  "Sample of Reported Titles": [
    "O*NET-SOC Code\tReported Job Title\tShown in My Next Move",
    "11-1011.00\tPresident\tY",
  ],
  "Content Model Reference": [
    "Element ID\tElement Name\tDescription",
    "4.A\tGeneralized Work Activities\tx",
    ...readPackTable("gwas").map(({ id, name }) => `${id}\t${name}\tAbout it. Invented.`),
  ],
  "IWA Reference": ["Element ID\tIWA ID\tIWA Title", "4.A.1.a.1\t4.A.1.a.1.I01\tStudy."],
  "DWA Reference": [
    "Element ID\tIWA ID\tDWA ID\tDWA Title",
    "4.A.1.a.1\t4.A.1.a.1.I01\t4.A.1.a.1.I01.D01\tReview.",
  ],
  "Work Activities": [
    scaled,
    `11-1011.00\t4.A.1.a.1\tGetting Information\tIM\t4.50\t${flags}\tN\tn/a\t08/2023\tAnalyst`,
    `11-1011.00\t4.A.1.a.1\tGetting Information\tLV\t5.21\t${flags}\tY\tN\t08/2023\tAnalyst`,
  ],
  Skills: [
    scaled,
    `11-1011.00\t2.A.1.a\tReading\tIM\t4.12\t${flags}\tN\tn/a\t08/2023\tAnalyst`,
    `11-1011.00\t2.A.1.a\tReading\tLV\t4.62\t${flags}\tY\tN\t08/2023\tAnalyst`,
  ],
  "Task Statements": [
    "O*NET-SOC Code\tTask ID\tTask\tTask Type\tIncumbents Responding\tDate\tDomain Source",
    '11-1011.00\t8823\tDirect "all" of it.\tCore\t95\t08/2023\tIncumbent',
    "11-1011.00\t10\tLead.\tn/a\tn/a\t07/2024\tAnalyst",
  ],
  "Task Ratings": [
    `O*NET-SOC Code\tTask ID\tScale ID\tCategory\tData Value\t${rating}\tDate\tDomain Source`,
    ...[1, 2, 3, 4, 5, 6, 7].map(
      (category) => `11-1011.00\t8823\tFT\t${category}\t${category}.5\t${flags}\tN\t08/2023\tIncumbent`,
    ),
    `11-1011.00\t8823\tIM\tn/a\t4.52\t${flags}\tY\t08/2023\tIncumbent`,
    `11-1011.00\t8823\tRT\tn/a\t74.44\t${flags}\tN\t08/2023\tIncumbent`,
  ],
  "Tasks to DWAs": [
    "O*NET-SOC Code\tTask ID\tDWA ID\tDate\tDomain Source",
    "11-1011.00\t8823\t4.A.1.a.1.I01.D01\t07/2014\tAnalyst",
    "11-1011.00\t10\t4.A.1.a.1.I01.D01\t07/2014\tAnalyst",
  ],
  "Technology Skills": [
    "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand",
    "11-1011.00\tAdobe Acrobat\t1\tDocuments\tY\tN",
  ],
  "Related Occupations": [
    "O*NET-SOC Code\tRelated O*NET-SOC Code\tRelatedness Tier\tIndex",
    "11-1011.00\t11-9199.00\tPrimary-Short\t1",
  ],
  "Job Zones": ["O*NET-SOC Code\tJob Zone\tDate\tDomain Source", "11-1011.00\t5\t08/2023\tAnalyst"],
  "Emerging Tasks": [
    "O*NET-SOC Code\tTask\tCategory\tOriginal Task ID\tOriginal Task\tDate\tDomain Source",
    "11-1011.00\tSteer agents.\tNew\tn/a\tn/a\t08/2025\tOccupational Expert",
    "11-1011.00\tAsk agents.\tRevision\t10\tLead.\t08/2025\tOccupational Expert",
  ],
};

export function writeReleaseFile(folder: string, name: string, lines: readonly string[]): void {
  writeFileSync(join(folder, `${name}.txt`), lines.map((line) => `${line}\r\n`).join(""));
}

/** Writes it with some files as `changes` has them; null leaves a file out. */
export function writeSmallRelease(
  folder: string,
  changes: Readonly<Record<string, readonly string[] | null>> = {},
): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, lines] of Object.entries({ ...smallRelease, ...changes })) {
    if (lines !== null) writeReleaseFile(folder, name, lines);
  }
  return folder;
}
