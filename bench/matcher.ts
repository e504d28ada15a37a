/**
 * Promise: the matcher finds the right occupation more often than MiniSearch, and faster, in the same run.
 *
 * Held-out: 6 % of the distinct reference titles (by a hash of their words) are taken out of index and training, with
 * every row that has them; house titles and parts of official titles are never among the questions. A labelled file has
 * columns `title` and `accept` (6-digit codes joined by `|`); it is read for measuring only.
 * Run: npm run bench -- matcher [labelled.csv]
 */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import MiniSearch from "minisearch";
import { readPackTable } from "@/lib/onet/reference-pack-reader";
import { matchTitle } from "@/lib/roles/occupation-matcher";
import { hashFeature } from "@/lib/roles/title-features";
import { listTitleForms, splitBrackets, type TitlePack } from "@/lib/roles/title-forms";
import { buildTitleIndex, type TitleIndex } from "@/lib/roles/title-index";
import { readTitleIndex, readTitlePack } from "@/lib/roles/title-index-reader";
import { normaliseTitle } from "@/lib/roles/title-normaliser";
import { trainTitleClassifier } from "@/lib/roles/title-trainer";
import {
  agreementLine,
  calibrationError,
  coverageLines,
  type LabelledTitle,
  type Ranking,
} from "./matcher-measures";

const heldPercent = 6;
const peerQuestions = 250;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function keyOf(title: string): string {
  return [...normaliseTitle(title).words].sort().join(" ");
}

function isHeld(key: string): boolean {
  return hashFeature("word", `held out: ${key}`) % 100 < heldPercent;
}

/** The pack without the held-out titles, and these as questions with every code that had them. */
function splitPack(pack: TitlePack): { rest: TitlePack; questions: LabelledTitle[] } {
  const given = new Set(
    listTitleForms({ ...pack, titles: [] }).map((form) => [...form.words].sort().join(" ")),
  );
  const questions = new Map<string, { title: string; accepted: Set<string> }>();
  const titles = pack.titles.filter((row) => {
    const held = splitBrackets(row.title)
      .map((title) => ({ title, key: keyOf(title) }))
      .filter(({ key }) => key !== "" && !given.has(key) && isHeld(key));
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

type Peer = (title: string) => string[];

/** MiniSearch over the same titles: fuzzy words, any of them; each code by its best title. */
function buildPeer(pack: TitlePack): Peer {
  const search = new MiniSearch({ fields: ["title"], storeFields: ["soc"] });
  const rows = [...pack.occupations, ...pack.titles];
  search.addAll(rows.map(({ code, title }, id) => ({ id, title, soc: code.slice(0, 7) })));
  return (title) => {
    const found = search.search(title, { fuzzy: 0.2, combineWith: "OR" });
    return [...new Set(found.slice(0, 200).map((hit) => String(hit.soc)))].slice(0, 5);
  };
}

/** Milliseconds per title. */
function time(run: () => void, titles: number): number {
  const started = performance.now();
  run();
  return (performance.now() - started) / titles;
}

/** Ours and the peer in turn, five pairs, medians. */
function compareSpeed(index: TitleIndex, peer: Peer, questions: readonly LabelledTitle[]): void {
  const asked = questions.slice(0, peerQuestions);
  const pairs = Array.from({ length: 5 }, () => ({
    ours: time(() => rankAll(index, questions), questions.length),
    peers: time(() => asked.forEach(({ title }) => void peer(title)), asked.length),
  }));
  const median = (values: number[]) => values.sort((a, b) => a - b)[2] ?? 0;
  const ours = median(pairs.map((pair) => pair.ours));
  const peers = median(pairs.map((pair) => pair.peers));
  print(
    `  per 10,000 titles: ours ${(ours * 10).toFixed(2)} s, MiniSearch ${(peers * 10).toFixed(1)} s; ` +
      `ours is ${(peers / ours).toFixed(0)} times as fast`,
  );
}

function report(name: string, index: TitleIndex, peer: Peer, questions: readonly LabelledTitle[]): void {
  const rankings = rankAll(index, questions);
  print(`${name}: ${questions.length} titles`);
  print(`  ours: ${agreementLine(questions, rankings)}`);
  for (const line of coverageLines(questions, rankings)) print(`  ${line}`);
  print(`  calibration error ${calibrationError(questions, rankings).toFixed(3)}`);
  const asked = questions.filter((_, at) => at % Math.ceil(questions.length / 400) === 0);
  const peers = asked.map(({ title }) => ({
    socs: peer(title),
    confidence: 0,
    margin: 0,
    isAccepted: false,
  }));
  print(`  MiniSearch (${asked.length} of them): ${agreementLine(asked, peers)}`);
  compareSpeed(index, peer, questions);
}

const pack = readTitlePack();
const { rest, questions } = splitPack(pack);
const classifier = trainTitleClassifier(listTitleForms(rest));
report(
  "Held-out reference titles",
  buildTitleIndex({ ...rest, wages: readPackTable("wages"), classifier }),
  buildPeer(rest),
  questions,
);
const labelled = process.argv[2] ?? process.env.OPPORTUNE_LABELLED_TITLES;
if (labelled)
  report(`Labelled titles (${labelled})`, readTitleIndex(), buildPeer(pack), readLabelled(labelled));
else print("Labelled titles: none given.");
