/**
 * Promise: the blend foretells labels that it was not given better than the other rater's own labels do, by task and by
 * occupation. Its peer for the human labels is GPT-4 beta, for GPT-4's labels human beta; the ratio is that of the rank
 * correlations, and each must be above 1.
 *
 * Before that it prints what the blend is made of: coverage, agreement of the sources, what each part adds, how the two
 * halves of an occupation's tasks agree, the major groups, and the occupations that move most against GPT-4 beta.
 * It reads the reference pack and nothing else, no index of usage or of abilities.
 * Run: npm run bench -- exposure-blend
 */
import { buildOccupationProfiles } from "@/lib/activities/occupation-profiles";
import { exposureTable } from "@/lib/analysis/exposure-table";
import { socMajorGroups } from "@/lib/analysis/soc-major-groups";
import { type BlendWeights, blendTasks, blendWeights } from "@/lib/exposure/blend";
import type { ExposureScore } from "@/lib/exposure/exposure-resolution";
import { fitParts } from "@/lib/exposure/occupation-fit";
import { toBlendInput } from "@/lib/onet/pack/blend-input";
import { parseCdrClass } from "@/lib/onet/pack/exposure-sources";
import { readPackTable } from "@/lib/onet/reference-pack-reader";
import {
  deviationOf,
  idsByGroup,
  meanOf,
  percentiles,
  rankCorrelation,
  shareBetween,
  type Values,
} from "./rank-measures";

const rows = {
  occupations: readPackTable("occupations"),
  tasks: readPackTable("tasks"),
  taskDwas: readPackTable("task_dwas"),
  gwas: readPackTable("gwas"),
  iwas: readPackTable("iwas"),
  dwas: readPackTable("dwas"),
  gwaRatings: readPackTable("gwa_ratings"),
  skillRatings: readPackTable("skill_ratings"),
  exposureScores: readPackTable("exposure_scores"),
};
const occupations = buildOccupationProfiles(rows);
const input = toBlendInput(rows);
const titles = new Map(rows.occupations.map(({ code, title }) => [code, title]));

function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

const majorGroupOf = (code: string) => code.slice(0, 2);

interface Measured {
  readonly tasks: Values;
  /** Those with tasks of their own. */
  readonly occupations: Values;
}

function measure(scores: readonly ExposureScore[], profiles = occupations): Measured {
  const known = exposureTable("occupation", { occupations: profiles, tree: input.tree, scores }).flatMap(
    ({ id, value, basis }) => (value === null || basis !== null ? [] : [[id, value] as const]),
  );
  const tasks = scores.flatMap(({ level, elementId, value }) =>
    level === "task" && value !== null ? [[elementId, value] as const] : [],
  );
  return { tasks: new Map(tasks), occupations: new Map(known) };
}

function scoresOf(source: string) {
  return rows.exposureScores.filter((row) => row.source === source);
}

function blendWith(changes: Partial<BlendWeights>): ExposureScore[] {
  return blendTasks(input, { ...blendWeights, ...changes }).map(({ taskId, value }) => ({
    level: "task",
    elementId: taskId,
    value,
  }));
}

const full = measure(blendWith({}));
const human = measure(scoresOf("eloundou-human-beta"));
const gpt4 = measure(scoresOf("eloundou-gpt4-beta"));

function printCoverage(): void {
  const blended = blendTasks(input);
  const count = (borrowed: (task: (typeof blended)[number]) => boolean) => blended.filter(borrowed).length;
  print(`Coverage: ${blended.length} of ${rows.tasks.length} tasks, of which borrowed`);
  print(`  labels from the tasks of the same activity: ${count(({ labels }) => labels.borrowed)}`);
  print(`  CDR levels from there: ${count(({ presence }) => presence.borrowed)}`);
  print(`  the occupation's fit from its siblings: ${count(({ fit }) => fit.borrowed)}`);
  const table = exposureTable("occupation", { occupations, tree: input.tree, scores: blendWith({}) });
  const own = table.filter(({ basis, value }) => basis === null && value !== null).length;
  const unknown = table.filter(({ value }) => value === null).length;
  print(
    `  occupations: ${own} by their own tasks, ${table.length - own - unknown} by siblings, ${unknown} unknown`,
  );
}

function printSources(): void {
  const sources = ["eloundou-gpt4-beta", "eloundou-human-beta", "cdr", "gwa-classes", "plan-figures"];
  const measured = [
    { name: "opportune", values: full.occupations },
    ...sources.map((name) => ({ name, values: measure(scoresOf(name)).occupations })),
  ];
  print("\nRank correlation of the sources, by occupation");
  measured.forEach(({ name, values }) => {
    const cells = measured.map((other) => rankCorrelation(values, other.values).toFixed(2));
    print(`  ${name.padEnd(20)} ${cells.join("  ")}`);
  });
}

const partsLeftOut: readonly (readonly [string, Partial<BlendWeights>])[] = [
  ["nothing", {}],
  ["human labels", { human: 0 }],
  ["GPT-4 labels", { gpt4: 0 }],
  ["neighbours", { neighbours: 0 }],
  ["activities", { activities: 0 }],
  ["presence (CDR D)", { presence: 0 }],
  ["regulation (CDR R)", { regulation: 0 }],
  ["fit", { fit: 0 }],
  ...fitParts.map(
    (left) => [`fit: ${left}`, { fitParts: fitParts.filter((part) => part !== left) } as const] as const,
  ),
];

/** What each part adds: the blend without it beside the whole, and beside labels that neither was given. */
function printAblation(): void {
  print("\nWithout one part");
  print(
    `  ${"left out".padEnd(20)} with whole: task  occ.  mean  deviation  between groups  foretold: human task  occ.  GPT-4 task  occ.`,
  );
  for (const [name, changes] of partsLeftOut) {
    const without = measure(blendWith(changes));
    const noHuman = measure(blendWith({ ...changes, human: 0 }));
    const noGpt4 = measure(blendWith({ ...changes, gpt4: 0 }));
    const values = [...without.occupations.values()];
    const cells = [
      rankCorrelation(without.tasks, full.tasks).toFixed(3).padStart(17),
      rankCorrelation(without.occupations, full.occupations).toFixed(3).padStart(6),
      meanOf(values).toFixed(3).padStart(6),
      deviationOf(values).toFixed(3).padStart(10),
      shareBetween(without.occupations, majorGroupOf).toFixed(3).padStart(15),
      ...(changes.human === 0 || changes.gpt4 === 0
        ? []
        : [
            rankCorrelation(noHuman.tasks, human.tasks).toFixed(3).padStart(21),
            rankCorrelation(noHuman.occupations, human.occupations).toFixed(3).padStart(6),
            rankCorrelation(noGpt4.tasks, gpt4.tasks).toFixed(3).padStart(12),
            rankCorrelation(noGpt4.occupations, gpt4.occupations).toFixed(3).padStart(6),
          ]),
    ];
    print(`  ${name.padEnd(20)}${cells.join("")}`);
  }
}

const weightChanges: readonly (readonly [string, Partial<BlendWeights>])[] = [
  ["E2 = .5", { e2: 0.5 }],
  ["E2 = 1", { e2: 1 }],
  ...(["human", "neighbours", "activities", "presence", "regulation", "fit"] as const).flatMap((name) =>
    [0.5, 2].map((times) => {
      const most = name === "human" ? times : 1;
      return [`${name} × ${times}`, { [name]: Math.min(most, blendWeights[name] * times) }] as const;
    }),
  ),
];

function printSensitivity(): void {
  print("\nOther weights: rank correlation with the blend by occupation, mean exposure");
  for (const [name, changes] of weightChanges) {
    const other = measure(blendWith(changes)).occupations;
    print(
      `  ${name.padEnd(20)} ${rankCorrelation(other, full.occupations).toFixed(3)}  ${meanOf([...other.values()]).toFixed(3)}`,
    );
  }
}

const labelValue = (label: string) => ({ E0: 0, E1: 1, E2: blendWeights.e2 })[label] ?? 0;

function labelsOf(source: string): Map<string, string> {
  return new Map(scoresOf(source).map((row) => [row.elementId, row.class]));
}

/** Tasks of one activity, for the activities that have more than one task of that kind. */
function tasksTogether(): string[][] {
  const single = input.tasks.filter((task) => task.dwaIds.length === 1 && task.human !== null);
  const dwaOf = new Map(single.map((task) => [task.taskId, task.dwaIds[0] ?? ""]));
  return [...idsByGroup(dwaOf.keys(), (id) => dwaOf.get(id) ?? "").values()].filter((ids) => ids.length > 1);
}

/** Share of tasks whose label is the most frequent one of their activity. */
function agreementWithin(groups: readonly string[][], labels: ReadonlyMap<string, string>): number {
  const agreeing = groups.reduce((sum, ids) => {
    const counts = [...idsByGroup(ids, (id) => labels.get(id) ?? "").values()].map((same) => same.length);
    return sum + Math.max(...counts);
  }, 0);
  return agreeing / groups.reduce((sum, ids) => sum + ids.length, 0);
}

/** What the choice of parts rests on, all of it from the labels themselves. */
function printReasons(): void {
  const [humans, gpt4s] = [labelsOf("eloundou-human-beta"), labelsOf("eloundou-gpt4-beta")];
  const groups = tasksTogether();
  print("\nReasons");
  print(
    `  tasks with their activity's commonest label: human ${agreementWithin(groups, humans).toFixed(2)}, GPT-4 ${agreementWithin(groups, gpt4s).toFixed(2)}`,
  );
  const valueIn = (labels: ReadonlyMap<string, string>, id: string) => labelValue(labels.get(id) ?? "");
  const truth = new Map(groups.flat().map((id) => [id, valueIn(humans, id)]));
  const own = new Map(groups.flat().map((id) => [id, valueIn(gpt4s, id)]));
  const others = new Map(
    groups.flatMap((ids) =>
      ids.map(
        (id) => [id, meanOf(ids.filter((one) => one !== id).map((one) => valueIn(gpt4s, one)))] as const,
      ),
    ),
  );
  const both = new Map([...own].map(([id, value]) => [id, value + (others.get(id) ?? 0)]));
  const foretelling = [own, others, both].map((values) => rankCorrelation(values, truth).toFixed(2));
  print(
    `  human label foretold by GPT-4's label, by its mean over the activity's other tasks, by both: ${foretelling.join(", ")}`,
  );
  const levels = scoresOf("cdr").flatMap((row) => {
    const [label, ...more] = parseCdrClass(row.class);
    return label?.d === 0 && more.length === 0 && humans.has(row.elementId)
      ? [{ id: row.elementId, c: label.c }]
      : [];
  });
  const means = [0, 1, 2, 3].map((c) =>
    meanOf(levels.filter((level) => level.c === c).map(({ id }) => valueIn(humans, id))).toFixed(2),
  );
  print(`  mean human label at D0, for C0, C1, C2, C3: ${means.join(", ")}`);
}

/** Two halves of each occupation's tasks, as if O*NET had written only one of them. */
function printHalves(): void {
  const half = (odd: number) =>
    occupations.map((profile) => ({
      ...profile,
      tasks: profile.tasks.filter((_, at) => at % 2 === odd),
    }));
  const agreement = (scores: readonly ExposureScore[]) =>
    rankCorrelation(measure(scores, half(0)).occupations, measure(scores, half(1)).occupations).toFixed(3);
  print("\nRank correlation of the two halves of the occupations' tasks");
  print(`  GPT-4 beta ${agreement(scoresOf("eloundou-gpt4-beta"))}`);
  print(`  human beta ${agreement(scoresOf("eloundou-human-beta"))}`);
  print(`  blend      ${agreement(blendWith({}))}`);
  print(`  blend without fit, which both halves share: ${agreement(blendWith({ fit: 0 }))}`);
}

function printGroups(): void {
  print("\nMean exposure by major group: blend, GPT-4 beta, human beta");
  const groups = idsByGroup(full.occupations.keys(), majorGroupOf);
  const lines = [...groups].map(([group, codes]) => ({
    group,
    means: [full, gpt4, human].map((source) =>
      meanOf(codes.flatMap((code) => source.occupations.get(code) ?? [])),
    ),
  }));
  for (const { group, means } of lines.sort((a, b) => (b.means[0] ?? 0) - (a.means[0] ?? 0))) {
    print(`  ${means.map((mean) => mean.toFixed(2)).join("  ")}  ${group} ${socMajorGroups[group]}`);
  }
}

function printMovers(): void {
  const [ours, theirs] = [percentiles(full.occupations), percentiles(gpt4.occupations)];
  const moves = [...ours]
    .map(([code, rank]) => ({ code, move: rank - (theirs.get(code) ?? 0) }))
    .sort((a, b) => b.move - a.move);
  print("\nMost moved against GPT-4 beta, in percentiles, with both values");
  for (const { code, move } of [...moves.slice(0, 15), ...moves.slice(-15)]) {
    const values = [full, gpt4].map((source) => (source.occupations.get(code) ?? 0).toFixed(2));
    print(`  ${(move * 100).toFixed(0).padStart(4)}  ${values.join("  ")}  ${code} ${titles.get(code)}`);
  }
}

/** @returns whether every ratio is above 1 */
function printPromise(): boolean {
  print("\nLabels that the blend was not given: blend, peer, ratio");
  const contests = [
    {
      name: "human labels, peer GPT-4 beta",
      blend: measure(blendWith({ human: 0 })),
      peer: gpt4,
      truth: human,
    },
    {
      name: "GPT-4 labels, peer human beta",
      blend: measure(blendWith({ gpt4: 0 })),
      peer: human,
      truth: gpt4,
    },
  ];
  const ratios = contests.flatMap(({ name, blend, peer, truth }) =>
    (["tasks", "occupations"] as const).map((level) => {
      const ours = rankCorrelation(blend[level], truth[level]);
      const peers = rankCorrelation(peer[level], truth[level]);
      print(
        `  ${name}, ${level}: ${ours.toFixed(3)}, ${peers.toFixed(3)}, ratio ${(ours / peers).toFixed(3)} (goal > 1)`,
      );
      return ours / peers;
    }),
  );
  return ratios.every((ratio) => ratio > 1);
}

printCoverage();
printSources();
printReasons();
printAblation();
printSensitivity();
printHalves();
printGroups();
printMovers();
const isKept = printPromise();
process.exit(isKept ? 0 : 1);
