import { foldText } from "./folded-text";
import type { ProfileContent } from "./schema";

/** What a person is recognised by. */
export type Identity = Pick<ProfileContent, "name" | "contact">;

interface Span {
  readonly start: number;
  readonly end: number;
  readonly mask: string;
}

const emailPattern =
  /[\p{L}\p{N}._%+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu;
const urlPattern =
  /(?:https?:\/\/|ftp:\/\/|www\.)[^\s<>"'()]{2,2000}|(?<![\p{L}\p{N}@.])(?!(?:asp|ado|vb)\.net)(?:[\p{L}\p{N}-]{1,63}\.){1,4}(?!js|ts\b)\p{L}{2,12}\/[^\s<>"'()]{1,2000}/giu;
/** Without a path it may be a company's or a product's name; only the person's own is theirs. */
const domainPattern = /(?<![\p{L}\p{N}@.])(?:[\p{L}\p{N}-]{1,63}\.){1,4}\p{L}{2,12}(?![\p{L}\p{N}])/gu;
/** Eight digits at least, with what people put between them; years and amounts have fewer or no plus. */
const phonePattern =
  /(?<![\p{L}\p{N}])(?:\+|00)\d{1,3}(?:[\s()./-]{0,3}\d{1,5}){2,6}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}.,])\(?0\d{1,4}\)?(?:[\s/-]{1,2}\d{2,5}){2,5}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])\(\d{3}\)\s?\d{3}[\s.-]?\d{4}(?!\d)|(?<![\p{L}\p{N}])\d{3}[.-]\d{3}[.-]\d{4}(?!\d)/gu;

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function* patternSpans(text: string, pattern: RegExp, mask: string): Generator<Span> {
  for (const match of text.matchAll(pattern)) {
    yield { start: match.index, end: match.index + match[0].length, mask };
  }
}

/** Titles and particles that belong to no one person. */
const commonParts = new Set([
  ..."dr prof mr mrs ms miss sir von van der den de del della di da dos du la le el al bin ibn ben af av zu zum und and y jr sr ii iii".split(
    " ",
  ),
]);

const wordsOf = (name: string) =>
  foldText(name)
    .text.split(/[^\p{L}\p{N}']+/u)
    .filter((part) => part.length > 0);

/** Each part of a name that is a name by itself. */
const partsOf = (name: string) =>
  [...new Set(wordsOf(name))].filter((part) => part.length >= 2 && !commonParts.has(part));

/** A part of a name stands for the person only where it is written like a name: it may be a word as well. */
const isWrittenLikeName = (written: string) => /^[^\p{Ll}]/u.test(written);

function* foldedSpans(text: string, source: string, mask: string): Generator<Span> {
  const folded = foldText(text);
  for (const match of folded.text.matchAll(
    new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, "gu"),
  )) {
    const start = folded.starts[match.index] ?? 0;
    const end = folded.starts[match.index + match[0].length] ?? text.length;
    yield { start, end, mask };
  }
}

function* nameSpans(text: string, name: string): Generator<Span> {
  const parts = partsOf(name);
  if (parts.length === 0) return;
  for (const span of foldedSpans(text, parts.map(escaped).join("|"), "[name]")) {
    if (isWrittenLikeName(text.slice(span.start, span.end))) yield span;
  }
  // The whole name is the person's however it is written.
  const words = wordsOf(name);
  if (words.length > 1) yield* foldedSpans(text, words.map(escaped).join("[^\\p{L}\\p{N}]{1,3}"), "[name]");
}

function* ownDomains(text: string, name: string): Generator<Span> {
  const parts = partsOf(name).filter((part) => part.length >= 3);
  for (const span of patternSpans(text, domainPattern, "[link]")) {
    const domain = foldText(text.slice(span.start, span.end)).text;
    if (parts.some((part) => domain.includes(part))) yield span;
  }
}

/** What was given as contact, word for word, whatever it looks like. */
function* knownSpans(text: string, values: readonly string[], mask: string): Generator<Span> {
  const given = values.map((value) => value.trim()).filter((value) => value.length >= 5);
  if (given.length === 0) return;
  yield* patternSpans(text, new RegExp(given.map(escaped).join("|"), "giu"), mask);
}

/** Puts masks where a text names the person or says how to reach them. */
export function withoutIdentity(text: string, { name, contact }: Identity): string {
  const spans = [
    ...knownSpans(text, contact.emails, "[e-mail]"),
    ...knownSpans(text, contact.urls, "[link]"),
    ...knownSpans(text, contact.photoUrl === null ? [] : [contact.photoUrl], "[link]"),
    ...knownSpans(text, contact.phones, "[phone]"),
    ...knownSpans(text, contact.addresses, "[address]"),
    ...patternSpans(text, emailPattern, "[e-mail]"),
    ...patternSpans(text, urlPattern, "[link]"),
    ...patternSpans(text, phonePattern, "[phone]"),
    ...ownDomains(text, name),
    ...nameSpans(text, name),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, mask } of spans) {
    if (end <= at) continue;
    if (start >= at) parts.push(text.slice(at, start), mask);
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join("").replace(/\[name\](?:[\s,.-]{1,3}\[name\])+/g, "[name]");
}
