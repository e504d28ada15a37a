import { invalid } from "@/lib/errors";

/** Reads the cells of a source row; `place` says where, for the sentence when a cell does not fit. */

export function requiredText(text: string | null, place: string): string {
  if (text === null) throw invalid(`${place} is empty in a row of the release. Nothing was imported.`);
  return text;
}

const largestInteger = 2_147_483_647;

export function toInteger(text: string | null, place: string, [least, most] = [0, largestInteger]): number {
  const figure = text !== null && /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(figure >= least && figure <= most)) {
    throw invalid(`"${text ?? ""}" in ${place} is not a whole number from ${least} to ${most}.`);
  }
  return figure;
}

/** Null stays unknown. */
export function toDecimal(
  text: string | null,
  place: string,
  [least, most]: readonly [number, number],
): number | null {
  if (text === null) return null;
  if (!/^\d+(\.\d+)?$/.test(text)) throw invalid(`"${text}" in ${place} is not a number.`);
  const figure = Number(text);
  if (figure < least || figure > most) {
    throw invalid(`${text} in ${place} lies outside ${least} to ${most}. Nothing was imported.`);
  }
  return figure;
}

/** O*NET writes Y and N; null where it says nothing. */
export function toFlag(text: string | null, place: string): boolean | null {
  if (text === null) return null;
  if (text === "Y" || text === "N") return text === "Y";
  throw invalid(`"${text}" in ${place} is neither Y nor N.`);
}

/** The entry of a closed list, `Primary-Short` as `primary_short`. */
export function toListed<const L extends readonly string[]>(
  text: string | null,
  list: L,
  place: string,
): L[number] {
  const name = (text ?? "").toLowerCase().replaceAll("-", "_");
  const found = list.find((known) => known === name);
  if (found === undefined) throw invalid(`"${text ?? ""}" in ${place} is not known.`);
  return found;
}

/** The first day of the month that O*NET puts on a row (`08/2023`); null for anything else. */
export function toDay(text: string | null): string | null {
  const month = /^(\d{2})\/(\d{4})$/.exec(text ?? "");
  if (month) return `${month[2]}-${month[1]}-01`;
  return /^\d{4}-\d{2}-\d{2}/.exec(text ?? "")?.[0] ?? null;
}
