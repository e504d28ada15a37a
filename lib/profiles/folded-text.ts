/** Text brought to a plain form for a search, with the way back to where each character stood. */
export interface FoldedText {
  readonly text: string;
  /** Per UTF-16 unit of `text`, where its source began in the original; one more entry marks the end. */
  readonly starts: readonly number[];
}

/** Letters of other scripts that look like Latin ones, and Latin ones that decompose into nothing plainer. */
const lookalikes: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ["аɑαａ", "a"],
    ["вβ", "b"],
    ["сϲ", "c"],
    ["ԁđ", "d"],
    ["еєε", "e"],
    ["һ", "h"],
    ["іιıї", "i"],
    ["јϳ", "j"],
    ["кκ", "k"],
    ["ӏłι", "l"],
    ["мμ", "m"],
    ["ոη", "n"],
    ["оοøօ", "o"],
    ["рρ", "p"],
    ["ԛ", "q"],
    ["г", "r"],
    ["ѕ", "s"],
    ["тτ", "t"],
    ["υս", "u"],
    ["νѵ", "v"],
    ["ԝω", "w"],
    ["хχ", "x"],
    ["уγ", "y"],
    ["ß", "ss"],
    ["æ", "ae"],
    ["œ", "oe"],
    ["’‘ʼ`´", "'"],
    ["“”„«»", '"'],
  ].flatMap(([from = "", to = ""]) => [...from].map((letter) => [letter, to])),
);

const unseen = /[\p{Cf}\p{M}\u115F\u1160\u3164\uFFA0]/gu;

/** Plain form of one code point: compatibility forms, case, accents and invisible marks resolved. */
function foldCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return character.toLowerCase();
  // Tag characters repeat ASCII where nobody sees it.
  if (code >= 0xe0020 && code <= 0xe007e) return String.fromCodePoint(code - 0xe0000).toLowerCase();
  const plain = character.normalize("NFKD").replace(unseen, "").toLowerCase();
  return [...plain].map((letter) => lookalikes[letter] ?? letter).join("");
}

/** Folds a text for searches that care for the letters alone. */
export function foldText(original: string): FoldedText {
  const parts: string[] = [];
  const starts: number[] = [];
  let at = 0;
  for (const character of original) {
    const plain = foldCharacter(character);
    parts.push(plain);
    for (let unit = 0; unit < plain.length; unit += 1) starts.push(at);
    at += character.length;
  }
  starts.push(at);
  return { text: parts.join(""), starts };
}

/** Keeps the characters that `keep` answers for, as what it answers. */
export function refold(
  folded: FoldedText,
  keep: (letter: string, before: string, after: string) => string,
): FoldedText {
  const parts: string[] = [];
  const starts: number[] = [];
  const { text } = folded;
  for (let index = 0; index < text.length; index += 1) {
    const kept = keep(text[index] ?? "", text[index - 1] ?? "", text[index + 1] ?? "");
    parts.push(kept);
    for (let unit = 0; unit < kept.length; unit += 1) starts.push(folded.starts[index] ?? 0);
  }
  starts.push(folded.starts.at(-1) ?? 0);
  return { text: parts.join(""), starts };
}
