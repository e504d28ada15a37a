export interface PartialDate {
  readonly year: number;
  readonly month: number | null;
}

/** What stands for "still there" where an end is expected. */
const presentWords =
  /^(?:present|now|current|currently|today|ongoing|heute|actuel|actual|presente|heden|nå|na)$/iu;

export const isPresent = (text: string) => presentWords.test(text.trim());

const monthNames = [
  ["jan", "janv", "januar", "enero", "ene", "janeiro"],
  ["feb", "fév", "fev", "february", "febrero"],
  ["mar", "mär", "mrz", "mars", "march", "maart", "maa", "mrt"],
  ["apr", "avr", "abr", "april"],
  ["may", "mai", "mei", "mayo", "maio", "mag"],
  ["jun", "juin", "june"],
  ["jul", "juil", "july"],
  ["aug", "aoû", "aou", "ago", "august"],
  ["sep", "set", "sept"],
  ["oct", "okt", "out", "ott"],
  ["nov"],
  ["dec", "dez", "dic", "déc", "des"],
];

function monthOfName(word: string): number | null {
  const lower = word.toLowerCase().replace(/\.$/, "");
  const index = monthNames.findIndex((names) => names.some((name) => lower.startsWith(name)));
  return index < 0 ? null : index + 1;
}

const inRange = (year: number, month: number | null): PartialDate | null =>
  year >= 1900 && year <= 2100 && (month === null || (month >= 1 && month <= 12)) ? { year, month } : null;

/**
 * A date as exports write them: `2019`, `2019-05`, `2019-05-01T00:00:00.123456Z`, `05/2019`, `May 2019`, `Mai 2019`.
 * @returns null when it is none
 */
export function readDateText(text: string): PartialDate | null {
  const trimmed = text.trim();
  const iso = /^(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.]\d{1,2})?(?:[T ][\d:.,]+(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    trimmed,
  );
  if (iso) return inRange(Number(iso[1]), iso[2] === undefined ? null : Number(iso[2]));
  const monthFirst = /^(?:\d{1,2}[-/.])?(\d{1,2})[-/.](\d{4})$/.exec(trimmed);
  if (monthFirst) return inRange(Number(monthFirst[2]), Number(monthFirst[1]));
  const named = /^(?:\d{1,2}\.?\s+)?(\p{L}{3,}\.?)[\s,-]+(?:\d{1,2},?\s+)?(\d{4})$/u.exec(trimmed);
  const month = named ? monthOfName(named[1] ?? "") : null;
  return named && month !== null ? inRange(Number(named[2]), month) : null;
}
