/** English names and descriptions for proposed agents, from a role's title and its heaviest activities. */

const longestName = 120;

/** Words before the work that say how senior somebody is. */
const leadingSeniority = new Set(
  "senior sr snr junior jr jnr lead principal staff chief head deputy acting interim trainee apprentice intern entry-level mid-level graduate associate assistant vice vp svp evp avp president".split(
    " ",
  ),
);
const trailingSeniority = new Set(
  "senior sr snr junior jr jnr lead principal trainee intern chief vice vp svp evp avp".split(" "),
);

/** Nouns that only say "a person who works there". */
const personNouns = new Set(
  "clerk specialist analyst manager assistant coordinator officer administrator representative rep associate technician supervisor director worker operator executive consultant advisor adviser agent aide attendant helper lead leader partner professional expert generalist member president head intern trainee superintendent foreman handler".split(
    " ",
  ),
);

/** What a person of this name does, where English has a usual noun for it. */
const workByPerson = new Map([
  ["accountant", "accounting"],
  ["adjuster", "adjusting"],
  ["architect", "architecture"],
  ["auditor", "audit"],
  ["bookkeeper", "bookkeeping"],
  ["buyer", "buying"],
  ["designer", "design"],
  ["developer", "development"],
  ["dispatcher", "dispatch"],
  ["editor", "editing"],
  ["engineer", "engineering"],
  ["estimator", "estimating"],
  ["inspector", "inspection"],
  ["investigator", "investigation"],
  ["planner", "planning"],
  ["processor", "processing"],
  ["programmer", "programming"],
  ["receptionist", "reception"],
  ["recruiter", "recruiting"],
  ["researcher", "research"],
  ["reviewer", "review"],
  ["scheduler", "scheduling"],
  ["scientist", "science"],
  ["statistician", "statistics"],
  ["strategist", "strategy"],
  ["tester", "testing"],
  ["timekeeper", "timekeeping"],
  ["trainer", "training"],
  ["translator", "translation"],
  ["underwriter", "underwriting"],
  ["writer", "writing"],
]);

/** Kept in capitals where the whole title is written in one case, so that the case says nothing. */
const acronyms = new Set("ai ap ar cad crm erp gis hr it pr qa qc sap sql ui ux".split(" "));
const smallWords = new Set("a an and at by for in of on or the to with".split(" "));
const levelPattern = /^(?:[ivx]{1,4}|\d{1,2}|l\d|[a-d]|level|grade)$/i;
const pluralPerson = /(?:er|or|ist|ant|ian|nurse|cook|clerk)s$/;

/** "Senior Accounts Payable Clerk II" → "Accounts Payable Agent". A title made of such words alone is kept whole. */
export function nameAgent(title: string): string {
  const cleaned = title
    .replace(/\([^)]*\)|\[[^\]]*\]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const words = stripSeniority(reorder(cleaned));
  const subject = stripPerson(words);
  const kept = subject.length > 0 ? subject : words.filter((word) => !isAgent(word));
  const named = inTitleCase(kept, cleaned);
  const name = [...named, "Agent"].join(" ");
  return name.length <= longestName ? name : `${name.slice(0, longestName - 6).trimEnd()} Agent`;
}

/**
 * What the agent would do.
 *
 * @param activityNames O*NET's, in the imperative, the heaviest first
 */
export function describeAgent(title: string, headcount: number, activityNames: readonly string[]): string {
  const people = headcount === 1 ? "1 person" : `${headcount} people`;
  const audience = `For ${title.trim()} (${people}).`;
  if (activityNames.length === 0) return audience;
  const phrases = activityNames.map((name) => lowerFirst(name.trim().replace(/\.$/, "")));
  return `Would ${joinPhrases(phrases)}. ${audience}`;
}

export interface DescribedActivity {
  readonly id: string;
  readonly share: number;
  readonly exposure: number | null;
  readonly selected: boolean;
}

/** The selected activities in which most exposed time lies; ties keep their order. */
export function topActivityIds(activities: readonly DescribedActivity[], count = 3): string[] {
  const exposedTime = (activity: DescribedActivity) => activity.share * (activity.exposure ?? 0);
  return activities
    .filter((activity) => activity.selected && exposedTime(activity) > 0)
    .toSorted((a, b) => exposedTime(b) - exposedTime(a))
    .slice(0, count)
    .map((activity) => activity.id);
}

/** The words in reading order: "Manager, Accounts Payable" and "Director of Sales" put the work behind the person. */
function reorder(title: string): string[] {
  const parts = title.split(/\s+[-–—|]\s+|,/).map((part) => splitWords(part.trim()));
  const naming = parts.find((words) => words.some(isPerson)) ?? parts[0] ?? [];
  const other = parts.find((words) => words !== naming && !words.every(isAboutPerson));
  if (other !== undefined && naming.every(isAboutPerson)) return [...other, ...naming];
  const of = naming.findIndex((word) => word.toLowerCase() === "of");
  if (of > 0 && naming.slice(0, of).every(isAboutPerson)) {
    const work = naming.slice(of + 1).filter((word, index) => index > 0 || word.toLowerCase() !== "the");
    return [...work, ...naming.slice(0, of)];
  }
  return naming;
}

function splitWords(text: string): string[] {
  return text.split(" ").filter((word) => word.length > 0);
}

function stripSeniority(words: readonly string[]): string[] {
  let start = 0;
  let end = words.length;
  while (start < end - 1 && leadingSeniority.has(plainWord(words[start] ?? ""))) start += 1;
  while (end > start + 1 && isLevel(words[end - 1] ?? "")) end -= 1;
  const rest = words.slice(start, end);
  return rest.every(isAboutPerson) && !rest.some(isNamedWork) ? [...words] : rest;
}

/** Takes the person from the end: "Payroll Clerks" → "Payroll", "Data Scientist" → "Data Science". */
function stripPerson(words: readonly string[]): string[] {
  const kept = [...words];
  while (kept.length > 0 && isDroppedAtEnd(kept.at(-1) ?? "")) kept.pop();
  const last = kept.at(-1);
  if (last === undefined) return [];
  const person = singular(plainWord(last));
  const work = workByPerson.get(person);
  if (work !== undefined) return [...kept.slice(0, -1), matchCase(work, last)];
  const isPlural = kept.length === words.length && pluralPerson.test(plainWord(last));
  return isPlural ? [...kept.slice(0, -1), matchCase(person, last)] : kept;
}

function isDroppedAtEnd(word: string): boolean {
  return isPerson(word) || isLevel(word) || smallWords.has(plainWord(word)) || /^[&/-]*$/.test(word);
}

function isLevel(word: string): boolean {
  return levelPattern.test(plainWord(word)) || trailingSeniority.has(plainWord(word));
}

function isAboutPerson(word: string): boolean {
  const plain = plainWord(word);
  return isPerson(word) || isLevel(word) || leadingSeniority.has(plain) || isNamedWork(word);
}

function isNamedWork(word: string): boolean {
  return workByPerson.has(singular(plainWord(word)));
}

function isPerson(word: string): boolean {
  return personNouns.has(singular(plainWord(word)));
}

function isAgent(word: string): boolean {
  return singular(plainWord(word)) === "agent";
}

function plainWord(word: string): string {
  return word.toLowerCase().replace(/[.,;:]+$/, "");
}

function singular(word: string): string {
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return /[^s]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word;
}

function matchCase(word: string, model: string): string {
  if (model === model.toUpperCase()) return word.toUpperCase();
  return model[0] === model[0]?.toUpperCase() ? upperFirst(word) : word;
}

/** Capitals as in a heading; a word of mixed case keeps its own, unless the whole title is in one case. */
function inTitleCase(words: readonly string[], title: string): string[] {
  const isOneCase = title === title.toUpperCase() || title === title.toLowerCase();
  return words.map((word, index) => {
    const plain = word.toLowerCase();
    if (isOneCase && acronyms.has(plain)) return word.toUpperCase();
    if (index > 0 && smallWords.has(plain)) return plain;
    return upperFirst(isOneCase ? plain : word);
  });
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function lowerFirst(phrase: string): string {
  const isAcronym = /^[A-Z]{2}/.test(phrase);
  return isAcronym ? phrase : phrase.charAt(0).toLowerCase() + phrase.slice(1);
}

function joinPhrases(phrases: readonly string[]): string {
  const hasComma = phrases.some((phrase) => phrase.includes(","));
  if (hasComma) return phrases.join("; ");
  const last = phrases.at(-1) ?? "";
  return phrases.length === 1 ? last : `${phrases.slice(0, -1).join(", ")} and ${last}`;
}
