import { houseTitles } from "./house-titles";
import { expandOfficialTitle } from "./official-titles";
import { normaliseTitle } from "./title-normaliser";

/** Rows of the reference pack that the matcher reads. Order does not matter. */
export type TitlePack = {
  readonly occupations: readonly { readonly code: string; readonly title: string }[];
  readonly titles: readonly { readonly code: string; readonly title: string; readonly kind: string }[];
};

/** One way of writing the title of one occupation. */
export type TitleForm = {
  readonly code: string;
  readonly words: readonly string[];
  readonly head: string | undefined;
  /** How much it counts: official and house titles more than one among hundreds of alternates. */
  readonly weight: number;
};

const officialWeight = 2;
const houseWeight = 3;
/** Titles that people of the occupation gave themselves. */
const reportedWeight = 1.5;

/** "CEO (Chief Executive Officer)" is two titles; without brackets it is one. */
export function splitBrackets(title: string): string[] {
  const match = /^(.*?)\(([^()]*)\)(.*)$/.exec(title);
  if (!match) return [title];
  const outside = `${match[1] ?? ""} ${match[3] ?? ""}`;
  const inside = match[2] ?? "";
  return inside.trim().length > 1 ? [outside, inside] : [outside];
}

type Written = { code: string; title: string; weight: number };

function listWritten(pack: TitlePack): Written[] {
  const codes = new Set(pack.occupations.map((occupation) => occupation.code));
  const official = pack.occupations.flatMap(({ code, title }) =>
    expandOfficialTitle(title).map((text, index) => ({
      code,
      title: text,
      weight: index === 0 ? officialWeight : 1,
    })),
  );
  const listed = pack.titles.flatMap(({ code, title, kind }) =>
    splitBrackets(title).map((text) => ({
      code,
      title: text,
      weight: kind === "reported" ? reportedWeight : 1,
    })),
  );
  const house = houseTitles
    .map(({ soc, title }) => ({ code: `${soc}.00`, title, weight: houseWeight }))
    .filter(({ code }) => codes.has(code));
  return [...official, ...listed, ...house];
}

/** All title forms of the pack, without repeats, in an order that does not depend on the order of the rows. */
export function listTitleForms(pack: TitlePack): TitleForm[] {
  const forms = new Map<string, TitleForm>();
  for (const { code, title, weight } of listWritten(pack)) {
    const { words, heads } = normaliseTitle(title);
    if (words.length === 0) continue;
    const key = `${code} ${words.join(" ")}`;
    const known = forms.get(key);
    if (!known || known.weight < weight) forms.set(key, { code, words, head: heads[0], weight });
  }
  return [...forms].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, form]) => form);
}

/** Changes when any form, its order, its head or its weight does: tells whether a classifier belongs to these forms. */
export function fingerprintForms(forms: readonly TitleForm[]): number {
  let hash = 2166136261;
  for (const { code, words, head, weight } of forms) {
    const line = `${code} ${words.join(" ")} ${head ?? ""} ${weight}`;
    for (let index = 0; index < line.length; index += 1)
      hash = Math.imul(hash ^ line.charCodeAt(index), 16777619);
  }
  return hash >>> 0;
}
