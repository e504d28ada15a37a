/**
 * Promise: the matcher finds the right occupation more often than MiniSearch and pg_trgm, and at least five times as fast.
 *
 * Held-out: 6 % of the distinct reference titles (by a hash of their words and the seed) are taken out of index and
 * training, with every row that has them; house titles and parts of official titles are never among the questions.
 * They are asked as they stand and as employers would type them (`title-noise.ts`). A labelled file has columns `title`
 * and `accept` (6-digit codes joined by `|`); it is read for measuring only. Then 10,000 distinct titles go through
 * `npm run -s map`, start included.
 * Run: npm run bench -- matcher [labelled.csv] [--seeds 3]
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parse } from "csv-parse/sync";
import { readPackTable } from "@/lib/onet/reference-pack-reader";
import { matchTitle } from "@/lib/roles/occupation-matcher";
import { hashFeature } from "@/lib/roles/title-features";
import { listTitleForms, splitBrackets, type TitlePack } from "@/lib/roles/title-forms";
import { buildTitleIndex, type TitleIndex } from "@/lib/roles/title-index";
import { readTitleIndex, readTitlePack } from "@/lib/roles/title-index-reader";
import { normaliseTitle } from "@/lib/roles/title-normaliser";
import { trainTitleClassifier } from "@/lib/roles/title-trainer";
import { runMap } from "./map-run";
import {
  agreementLine,
  calibrationError,
  coverageLines,
  type LabelledTitle,
  type Ranking,
} from "./matcher-measures";
import { methodLines } from "./matcher-methods";
import { openMiniSearch, openTrigrams, type Peer } from "./matcher-peers";
import { withOwnDatabase } from "./own-database";
import { addTitleNoise } from "./title-noise";

const heldPercent = 6;
const peerQuestions = 250;
const mappedTitles = 10_000;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function keyOf(title: string): string {
  return [...normaliseTitle(title).words].sort().join(" ");
}

function isHeld(key: string, seed: number): boolean {
  return hashFeature("word", `held out ${seed}: ${key}`) % 100 < heldPercent;
}

/** The pack without the held-out titles, and these as questions with every code that had them. */
function splitPack(pack: TitlePack, seed: number): { rest: TitlePack; questions: LabelledTitle[] } {
  const given = new Set(
    listTitleForms({ ...pack, titles: [] }).map((form) => [...form.words].sort().join(" ")),
  );
  const questions = new Map<string, { title: string; accepted: Set<string> }>();
  const titles = pack.titles.filter((row) => {
    const held = splitBrackets(row.title)
      .map((title) => ({ title, key: keyOf(title) }))
      .filter(({ key }) => key !== "" && !given.has(key) && isHeld(key, seed));
    for (const { title, key } of held) {
      const known = questions.get(key);
      if (known) known.accepted.add(row.code.slice(0, 7));
      else questions.set(key, { title: title.trim(), accepted: new Set([row.code.slice(0, 7)]) });
    }
    return held.length === 0;
  });
  return { rest: { occupations: pack.occupations, titles }, questions: [...questions.values()] };
}

function readLabelled(path: string): LabelledTitle[] {
  const rows: { title: string; accept: string }[] = parse(readFileSync(path), { columns: true, bom: true });
  return rows.map(({ title, accept }) => ({ title, accepted: new Set(accept.split("|")) }));
}

function rankAll(index: TitleIndex, questions: readonly LabelledTitle[]): Ranking[] {
  return questions.map(({ title }) => {
    const match = matchTitle(index, { title }, 5);
    const socs = match.candidates.map((candidate) => candidate.code.slice(0, 7));
    return { socs, confidence: match.confidence, margin: match.margin, isAccepted: match.accepted };
  });
}

/** Milliseconds per title. */
async function time(run: () => unknown, titles: number): Promise<number> {
  const started = performance.now();
  await run();
  return (performance.now() - started) / titles;
}

async function askAll(peer: Peer, questions: readonly LabelledTitle[]): Promise<Ranking[]> {
  const rankings: Ranking[] = [];
  for (const { title } of questions)
    rankings.push({ socs: await peer.ask(title), confidence: 0, margin: 0, isAccepted: false });
  return rankings;
}

/** Ours and the peers in turn, five rounds, medians. */
async function compareSpeed(
  index: TitleIndex,
  peers: readonly Peer[],
  questions: readonly LabelledTitle[],
): Promise<void> {
  const asked = questions.slice(0, peerQuestions);
  const rounds: number[][] = [];
  for (let round = 0; round < 5; round += 1) {
    const times = [await time(() => rankAll(index, questions), questions.length)];
    for (const peer of peers) times.push(await time(() => askAll(peer, asked), asked.length));
    rounds.push(times);
  }
  const median = (at: number) => rounds.map((times) => times[at] ?? 0).sort((a, b) => a - b)[2] ?? 0;
  const ours = median(0);
  const others = peers.map(({ name }, at) => {
    const theirs = median(at + 1);
    return `${name} ${(theirs * 10).toFixed(1)} s (${(theirs / ours).toFixed(0)} times ours)`;
  });
  print(`  per 10,000 titles: ours ${(ours * 10).toFixed(2)} s, ${others.join(", ")}`);
}

function reportOurs(name: string, index: TitleIndex, questions: readonly LabelledTitle[]): void {
  const rankings = rankAll(index, questions);
  print(`${name}: ${questions.length} titles`);
  print(`  ours: ${agreementLine(questions, rankings)}`);
  for (const line of coverageLines(questions, rankings)) print(`  ${line}`);
  print(`  calibration error ${calibrationError(questions, rankings).toFixed(3)}`);
}

async function reportPeers(
  index: TitleIndex,
  peers: readonly Peer[],
  questions: readonly LabelledTitle[],
): Promise<void> {
  const asked = questions.filter((_, at) => at % Math.ceil(questions.length / 400) === 0);
  for (const peer of peers)
    print(`  ${peer.name} (${asked.length} of them): ${agreementLine(asked, await askAll(peer, asked))}`);
  await compareSpeed(index, peers, questions);
}

function reportMethods(index: TitleIndex, pack: TitlePack, questions: readonly LabelledTitle[]): void {
  for (const line of methodLines(index, pack, questions)) print(`  ${line}`);
}

function reportHeld(pack: TitlePack, seed: number): void {
  const { rest, questions } = splitPack(pack, seed);
  const classifier = trainTitleClassifier(listTitleForms(rest));
  const index = buildTitleIndex({ ...rest, wages: readPackTable("wages"), classifier });
  const noisy = questions.map(({ title, accepted }) => ({ title: addTitleNoise(title, seed), accepted }));
  reportOurs(`Held-out reference titles, seed ${seed}`, index, questions);
  reportOurs(`The same as employers type them, seed ${seed}`, index, noisy);
  reportMethods(index, rest, noisy);
}

/** Reference titles as employers type them, each once. */
function listTitlesToMap(pack: TitlePack): string[] {
  const titles = new Set<string>();
  for (const { title } of pack.titles) {
    titles.add(addTitleNoise(title, 3));
    if (titles.size === mappedTitles) break;
  }
  return [...titles];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: "string", default: "1" } },
});
const pack = readTitlePack();
const labelled = positionals[0] ?? process.env.OPPORTUNE_LABELLED_TITLES;
const titles = listTitlesToMap(pack);
const index = readTitleIndex();
await withOwnDatabase(async (database) => {
  const trigrams = await openTrigrams(database, pack);
  const peers = [openMiniSearch(pack), trigrams.peer];
  if (labelled) {
    const questions = readLabelled(labelled);
    reportOurs(`Labelled titles (${labelled})`, index, questions);
    await reportPeers(index, peers, questions);
    reportMethods(index, pack, questions);
  } else {
    print("Labelled titles: none given. Speed on reference titles as employers type them:");
    await compareSpeed(
      index,
      peers,
      titles.slice(0, 1000).map((title) => ({ title, accepted: new Set<string>() })),
    );
  }
  await trigrams.close();
});
const mapped = await runMap(titles);
print(
  `npm run -s map: ${titles.length} distinct titles in ${mapped.seconds.toFixed(1)} s with its start, ` +
    `${mapped.lines} lines out, at most ${mapped.peakMb.toFixed(0)} MB in all its processes`,
);
for (let seed = 1; seed <= Number(values.seeds); seed += 1) reportHeld(pack, seed);
