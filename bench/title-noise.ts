import { abbreviations } from "@/lib/roles/title-words";

/**
 * Writes a clean title the way employers type it: levels, requisition numbers, places in brackets, abbreviations,
 * HR-system order, slashes, plurals, slips of the finger, capitals, and text cut at the field's length. Deterministic.
 */

type Random = () => number;
type Noise = (title: string, random: Random) => string;

const fieldLength = 50;
const ranks = ["Sr.", "SENIOR", "Jr.", "Lead", "Principal", "Sr", "Staff", "Experienced"];
const levels = [" II", " III", " I", " - Level 2", " 3", ", Grade 7", " IV", " L4", " - II"];
const codes = [" - 10482", " (Req #5512)", " 1615.42878", " #A-17", " [JR-20931]", " - 2nd Shift", " /0034"];
const brackets = [
  " (Houston, TX)",
  " (Remote)",
  " (Seasonal)",
  " (Full-Time)",
  " - US",
  " (Nights)",
  " (Multiple Openings)",
];

const shortForms = (() => {
  const forms = new Map<string, string[]>();
  for (const [short, long] of abbreviations) {
    const [word, ...more] = long;
    if (!word || more.length > 0 || short === word) continue;
    forms.set(word, [...(forms.get(word) ?? []), short]);
  }
  return forms;
})();

function seededRandom(text: string): Random {
  let state = 2166136261;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function pick<T>(list: readonly T[], random: Random): T | undefined {
  return list[Math.floor(random() * list.length)];
}

function changeWord(title: string, random: Random, fits: (word: string) => boolean, change: Noise): string {
  const words = title.split(" ");
  const at = pick(
    words.flatMap((word, place) => (fits(word) ? [place] : [])),
    random,
  );
  return words.map((word, place) => (place === at ? change(word, random) : word)).join(" ");
}

/** One slip: two letters swapped, one left out, or one doubled; the first stays. */
const slip: Noise = (word, random) => {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const kind = random();
  if (kind < 0.4) return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  if (kind < 0.8) return word.slice(0, at) + word.slice(at + 1);
  return word.slice(0, at) + word.charAt(at) + word.slice(at);
};

const noises: readonly Noise[] = [
  (title, random) => `${pick(ranks, random)} ${title}`,
  (title, random) => `${title}${pick(levels, random)}`,
  (title, random) => `${title}${pick(codes, random)}`,
  (title, random) => `${title}${pick(brackets, random)}`,
  (title, random) =>
    changeWord(
      title,
      random,
      (word) => shortForms.has(word.toLowerCase()),
      (word) => pick(shortForms.get(word.toLowerCase()) ?? [word], random) ?? word,
    ),
  // "Senior Software Engineer" → "Engineer, Senior Software"
  (title) => title.replace(/^([^,/()]+) (\S+)$/, "$2, $1"),
  (title) => title.replace(/ and | & /i, "/"),
  (title) => (/[a-z]$/.test(title) && !title.endsWith("s") ? `${title}s` : title),
  (title, random) => changeWord(title, random, (word) => /^[a-z]{5,}$/i.test(word), slip),
  (title) => title.slice(0, fieldLength),
];

/** The title with two or three of these done to it, in capitals every second time. */
export function addTitleNoise(title: string, seed: number): string {
  const random = seededRandom(`${seed} ${title}`);
  const count = random() < 0.5 ? 2 : 3;
  let noisy = title;
  for (let round = 0; round < count; round += 1) noisy = (pick(noises, random) ?? String)(noisy, random);
  return random() < 0.5 ? noisy.toUpperCase() : noisy;
}
