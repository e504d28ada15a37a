import { countTokens } from "@/lib/llm/tokens";

/** What stands where text was cut off. */
export const cutMark = "[…]";

/** No token of ordinary text is longer; more than this of a text never fits. */
const mostCharactersPerToken = 12;

/** Does not end inside a surrogate pair, nor, when one is near, inside a word. */
function tidyEnd(text: string, length: number): string {
  const cut = text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
  const atSpace = cut.slice(-40).search(/\s\S*$/);
  return (atSpace < 0 ? cut : cut.slice(0, cut.length - Math.min(40, cut.length) + atSpace)).trimEnd();
}

export interface CutText {
  readonly text: string;
  readonly isCut: boolean;
}

/** The beginning of a text that fits into so many tokens, with a mark when something is missing. */
export function cutText(text: string, maxTokens: number): CutText {
  const most = Math.min(text.length, Math.max(0, maxTokens) * mostCharactersPerToken);
  if (most === text.length && countTokens(text) <= maxTokens) return { text, isCut: false };
  let fits = 0;
  let tooLong = most + 1;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (countTokens(`${tidyEnd(text, middle)} ${cutMark}`) <= maxTokens) fits = middle;
    else tooLong = middle;
  }
  const kept = tidyEnd(text, fits);
  return { text: kept === "" ? cutMark : `${kept} ${cutMark}`, isCut: true };
}
