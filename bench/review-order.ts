/**
 * Promise: on rosters with Zipf-distributed headcounts, at most 5 % of the roles have to be decided by a person until 90 % of the people are settled.
 *
 * Titles: noised reference titles, or a file's column `title` (employer-written ones). People are drawn one by one
 * from a Zipf distribution over the titles, so the number of distinct roles follows from the number of people. What the
 * rule accepts is settled before anybody decides. The review goes by what a mistake does to the ranking, the short way
 * (some decisions, then a threshold) by people expected wrong. Peers, in the same run: the largest roles first, and the
 * least certain first.
 * Run: npm run bench -- review-order [titles.csv]
 */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { noisyRoster, seeded } from "@/e2e/noisy-roster";
import { buildOccupationProfiles } from "@/lib/activities/occupation-profiles";
import { exposureTable } from "@/lib/analysis/exposure-table";
import { defaultExposureSource } from "@/lib/exposure/default-source";
import { readPackTable } from "@/lib/onet/reference-pack-reader";
import { matchTitle } from "@/lib/roles/occupation-matcher";
import { doubtWeight, effectOfMistake, reviewWeight } from "@/lib/roles/review-order";
import { planShortWay, runningShares, shortWayGoal } from "@/lib/roles/review-plan";
import { readTitleIndex } from "@/lib/roles/title-index-reader";

const sizes = [1_000, 10_000, 50_000];
const exponents = [0.8, 1, 1.2];
const seeds = [1, 2, 3, 4, 5];
const titlePool = 3_000;
const goal = { people: 0.9, roles: 0.05 };

interface BenchRole {
  readonly headcount: number;
  readonly confidence: number;
  readonly effect: number | null;
  readonly accepted: boolean;
}
type Suggested = Omit<BenchRole, "headcount">;
type Order = (a: BenchRole, b: BenchRole) => number;

const orders: Readonly<Record<string, Order>> = {
  "review order": (a, b) => reviewWeight(b) - reviewWeight(a),
  "people expected wrong": (a, b) => doubtWeight(b) - doubtWeight(a),
  "by headcount": (a, b) => b.headcount - a.headcount,
  "low confidence first": (a, b) => a.confidence - b.confidence,
};

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function readTitles(file: string | undefined): string[] {
  if (file === undefined) {
    const rows = noisyRoster({ rowCount: titlePool, titleCount: titlePool });
    return rows.map((row) => row[2] ?? "");
  }
  const rows: { title: string }[] = parse(readFileSync(file), { columns: true, bom: true });
  return [...new Set(rows.map(({ title }) => title))];
}

function readExposures(): Map<string, number | null> {
  const rows = exposureTable("occupation", {
    occupations: buildOccupationProfiles({
      occupations: readPackTable("occupations"),
      tasks: readPackTable("tasks"),
      taskDwas: readPackTable("task_dwas"),
      gwaRatings: readPackTable("gwa_ratings"),
    }),
    tree: {
      gwaIds: readPackTable("gwas").map(({ id }) => id),
      iwas: readPackTable("iwas"),
      dwas: readPackTable("dwas"),
    },
    scores: readPackTable("exposure_scores").filter(({ source }) => source === defaultExposureSource),
  });
  return new Map(rows.map(({ id, value }) => [id, value]));
}

function suggestAll(titles: readonly string[]): Suggested[] {
  const index = readTitleIndex();
  const exposures = readExposures();
  return titles.map((title) => {
    const { candidates, confidence, accepted } = matchTitle(index, { title });
    const effect = effectOfMistake(candidates, (code) => exposures.get(code) ?? null);
    return { confidence, accepted, effect };
  });
}

/** Titles in another order for each seed, so that no figure hangs on which ones are large. */
function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}

function drawRoster(
  suggested: readonly Suggested[],
  people: number,
  exponent: number,
  seed: number,
): BenchRole[] {
  const random = seeded(seed);
  const pool = shuffled(suggested, random).slice(0, titlePool);
  const ends: number[] = [];
  let total = 0;
  for (let rank = 1; rank <= pool.length; rank += 1) {
    total += rank ** -exponent;
    ends.push(total);
  }
  const headcounts = new Float64Array(pool.length);
  for (let person = 0; person < people; person += 1) {
    const point = random() * total;
    let low = 0;
    let high = ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) > point) high = middle;
      else low = middle + 1;
    }
    headcounts[low] = (headcounts[low] ?? 0) + 1;
  }
  return pool.flatMap((role, place) => {
    const headcount = headcounts[place] ?? 0;
    return headcount > 0 ? [{ ...role, headcount }] : [];
  });
}

const peopleOf = (roles: readonly BenchRole[]) => roles.reduce((sum, { headcount }) => sum + headcount, 0);

/** Share of the expected error of the ranking that is left once 5 % of the roles are decided. */
function errorLeft(roles: readonly BenchRole[], order: Order): number {
  const open = roles.filter(({ accepted }) => !accepted).sort(order);
  const weightOf = (some: readonly BenchRole[]) => some.reduce((sum, role) => sum + reviewWeight(role), 0);
  return weightOf(open.slice(Math.round(goal.roles * roles.length))) / weightOf(open);
}

interface Needed {
  /** Decided one by one, on top of what the rule accepts. */
  readonly single: number;
  /** Decided one by one before a threshold may take the rest; null where that does not get there. */
  readonly short: number | null;
}

function decisionsNeeded(roles: readonly BenchRole[], order: Order): Needed {
  const all = peopleOf(roles);
  const byRule = roles.filter(({ accepted }) => accepted);
  const settled = peopleOf(byRule);
  const wrong = byRule.reduce((sum, { headcount, confidence }) => sum + headcount * (1 - confidence), 0);
  const open = roles.filter(({ accepted }) => !accepted).sort(order);
  const reached = runningShares(open, { settled, all }).findIndex((share) => share >= goal.people);
  const way = planShortWay(open, { settled, all, wrong });
  // The threshold is one more decision.
  return {
    single: settled >= goal.people * all ? 0 : reached + 1,
    short: way === null ? null : way.decisions + 1,
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const asPercent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** Mean share of a roster's roles; NaN where one does not get there at all. */
function shareOf(
  rosters: readonly BenchRole[][],
  needed: readonly Needed[],
  countOf: (one: Needed) => number | null,
): number {
  return mean(needed.map((one, place) => (countOf(one) ?? Number.NaN) / (rosters[place]?.length ?? 1)));
}

const suggested = suggestAll(readTitles(process.argv[2]));
const known = suggested.flatMap(({ effect }) => effect ?? []);
print(
  `${suggested.length} titles; the rule accepts ${asPercent(mean(suggested.map(({ accepted }) => Number(accepted))))}; mean effect of a mistake ${mean(known).toFixed(3)}, median ${known.sort((a, b) => a - b)[known.length >> 1]?.toFixed(3)}`,
);
let isKept = true;
for (const exponent of exponents) {
  for (const people of sizes) {
    const rosters = seeds.map((seed) => drawRoster(suggested, people, exponent, seed));
    const roles = mean(rosters.map((roster) => roster.length));
    const accepted = mean(
      rosters.map((roster) => peopleOf(roster.filter((role) => role.accepted)) / peopleOf(roster)),
    );
    print(
      `Zipf ${exponent}, ${people} people, ${roles.toFixed(0)} roles, ${asPercent(accepted)} of people accepted by the rule:`,
    );
    for (const [name, order] of Object.entries(orders)) {
      const needed = rosters.map((roster) => decisionsNeeded(roster, order));
      const single = shareOf(rosters, needed, (one) => one.single);
      const left = mean(rosters.map((roster) => errorLeft(roster, order)));
      const short = shareOf(rosters, needed, (one) => one.short);
      if (name === "people expected wrong" && exponent === 1) isKept = isKept && short <= goal.roles;
      print(
        `  ${name}: one by one ${asPercent(single)} of roles; and one threshold for the rest ${asPercent(short)}; expected error of the ranking left after 5 % of roles ${asPercent(left)}`,
      );
    }
  }
}
print(
  `Settled: ${asPercent(goal.people)} of people. With a threshold at most ${asPercent(shortWayGoal.wrongShare)} of them expected wrong, by calibration.`,
);
process.exitCode = isKept ? 0 : 1;
