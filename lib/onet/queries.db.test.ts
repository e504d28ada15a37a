import { describe, expect } from "vitest";
import { dbTest } from "@/db/testing/db-test";
import {
  getActivityTree,
  getExposureScores,
  getOccupationNames,
  getOccupationProfiles,
  listExposureSources,
  listWages,
} from "@/lib/onet/queries";
import {
  getHotTechnologies,
  getJobZones,
  getRelatedOccupations,
} from "@/lib/onet/queries/occupation-details";
import { getOccupationFacts } from "@/lib/onet/queries/occupation-facts";
import { searchOccupations } from "@/lib/onet/queries/search-occupations";
import { readPackTable } from "@/lib/onet/reference-pack-reader";

const release = "30.1";

describe("getOccupationNames", () => {
  dbTest("names the codes that the release knows", async ({ tx }) => {
    const names = await getOccupationNames(tx, release, ["11-1011.00", "99-9999.00"]);
    expect([...names]).toEqual([["11-1011.00", "Chief Executives"]]);
    expect((await getOccupationNames(tx, release, [])).size).toBe(0);
    expect((await getOccupationNames(tx, "1.0", ["11-1011.00"])).size).toBe(0);
  });
});

describe("searchOccupations", () => {
  dbTest("finds the best of a release by title or code, despite slips", async ({ tx }) => {
    const hits = await searchOccupations(tx, release, "sofware devloper", 5);
    expect(hits[0]).toEqual({
      code: "15-1252.00",
      title: "Software Developers",
      matchedTitle: null,
      matchedKind: "occupation",
    });
    expect(await searchOccupations(tx, release, "11-1011.03", 9)).toEqual([
      {
        code: "11-1011.03",
        title: "Chief Sustainability Officers",
        matchedTitle: null,
        matchedKind: "code",
      },
    ]);
  });

  dbTest("keeps the limit and finds nothing for nothing", async ({ tx }) => {
    expect(await searchOccupations(tx, release, "manager", 25)).toHaveLength(25);
    for (const text of ["%%", "' or true --", "\\"]) {
      expect(Array.isArray(await searchOccupations(tx, release, text, 3))).toBe(true);
    }
    expect(await searchOccupations(tx, release, "%%", 3)).toEqual([]);
  });

  dbTest("puts of several nurses the one first that has the most people", async ({ tx }) => {
    const [most] = await searchOccupations(tx, release, "nurse", 5);
    expect(most?.code).toBe("29-1141.00");
  });
});

describe("getOccupationFacts", () => {
  dbTest("gives wage and employment, and says whose they are", async ({ tx }) => {
    const facts = await getOccupationFacts(tx, release);
    expect(facts.size).toBe(1016);
    expect(facts.get("43-3051.00")).toMatchObject({
      title: "Payroll and Timekeeping Clerks",
      wage: { soc: "43-3051", year: 2024, isGroup: false, occupationCount: 1 },
    });
    // One SOC code, several O*NET occupations.
    expect(facts.get("29-1141.01")?.wage).toMatchObject({ soc: "29-1141", occupationCount: 5 });
    // OEWS prints it merged with another.
    expect(facts.get("29-2011.00")?.wage).toMatchObject({ soc: "29-2010", isGroup: true });
    expect(facts.get("55-1011.00")).toMatchObject({ jobZone: null, wage: null });
  });
});

describe("getOccupationProfiles", () => {
  dbTest("gives tasks with activities and the 41 ratings", async ({ tx }) => {
    const profiles = await getOccupationProfiles(tx, release, ["43-3051.00", "55-1011.00"]);
    const profile = profiles.get("43-3051.00");
    const tasks = readPackTable("tasks").filter((task) => task.code === "43-3051.00");
    expect(profile?.title).toBe("Payroll and Timekeeping Clerks");
    expect(profile?.tasks.map((task) => [Number(task.taskId), task.importance])).toEqual(
      tasks.map((task) => [task.taskId, task.importance]),
    );
    expect(profile?.tasks.every((task) => task.dwaIds.length > 0)).toBe(true);
    expect(profile?.gwaRatings).toHaveLength(41);
    expect(profiles.get("55-1011.00")).toMatchObject({ tasks: [], gwaRatings: [] });
    expect((await getOccupationProfiles(tx, release, [])).size).toBe(0);
  });

  dbTest("gives the whole release", async ({ tx }) => {
    const profiles = [...(await getOccupationProfiles(tx, release, "all")).values()];
    expect(profiles).toHaveLength(1016);
    expect(profiles.filter((profile) => profile.tasks.length > 0)).toHaveLength(923);
    const links = profiles.flatMap((profile) => profile.tasks.flatMap((task) => task.dwaIds));
    expect(links).toHaveLength(23_850);
  });
});

describe("activities and exposure", () => {
  dbTest("names the tree", async ({ tx }) => {
    const tree = await getActivityTree(tx, release);
    expect([tree.gwas.length, tree.iwas.length, tree.dwas.length]).toEqual([41, 332, 2087]);
    expect(tree.gwas[0]).toEqual({ id: "4.A.1.a.1", name: "Getting Information" });
    expect(tree.dwas).toEqual(readPackTable("dwas"));
  });

  dbTest("gives the scores of one source as numbers", async ({ tx }) => {
    const sources = await listExposureSources(tx);
    expect(sources).toEqual(readPackTable("exposure_sources"));
    const all = readPackTable("exposure_scores");
    for (const { source, version } of sources) {
      const scores = await getExposureScores(tx, source, version);
      expect(scores).toHaveLength(all.filter((row) => row.source === source).length);
      expect(new Set(scores.map((row) => typeof row.value))).toEqual(new Set(["number"]));
    }
    expect(await getExposureScores(tx, "cdr", "none")).toEqual([]);
  });

  dbTest("gives the wages of a year", async ({ tx }) => {
    const wages = await listWages(tx, 2024);
    expect(wages).toHaveLength(1396);
    expect(wages[0]).toEqual({
      soc: "00-0000",
      title: "All Occupations",
      employment: 154_187_380,
      hourlyMean: 32.66,
      annualMean: 67_920,
    });
  });
});

describe("occupation details", () => {
  const codes = ["15-1252.00", "55-1011.00"];

  dbTest("gives job zones, hot technologies and related occupations by code", async ({ tx }) => {
    expect([...(await getJobZones(tx, release, codes))]).toEqual([["15-1252.00", 4]]);
    const technologies = (await getHotTechnologies(tx, release, codes)).get("15-1252.00") ?? [];
    expect(technologies.length).toBeGreaterThan(10);
    expect(technologies.every((technology) => technology.hot)).toBe(true);
    const firstOther = technologies.findIndex((technology) => !technology.inDemand);
    expect(technologies.slice(firstOther).some((technology) => technology.inDemand)).toBe(false);
    const related = (await getRelatedOccupations(tx, release, codes)).get("15-1252.00") ?? [];
    expect(related.map((row) => row.position)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(related[0]?.tier).toBe("primary_short");
  });

  dbTest("gives nothing for no codes", async ({ tx }) => {
    expect((await getJobZones(tx, release, [])).size).toBe(0);
    expect((await getHotTechnologies(tx, release, [])).size).toBe(0);
    expect((await getRelatedOccupations(tx, release, [])).size).toBe(0);
  });
});
