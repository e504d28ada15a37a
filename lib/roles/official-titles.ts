/**
 * The official occupation titles are lists ("Paving, Surfacing, and Tamping Equipment Operators") and inversions
 * ("Cooks, Restaurant"). Employers write one item of the list, so each item is made a title of its own.
 */

const workerNoun =
  /(?:[a-z]{2}ers|ors|ists|ants|ians|eons|wrights|mechanics|clerks|cooks|aides|agents|guards|pilots|nurses|maids|masons|chefs|analysts|hostesses|hosts|models|scouts|readers|teachers|workers|architects|specialists)$/i;

/** The title without the clause that says who is not meant and without the residual mark. */
export function withoutExceptions(title: string): string {
  return title.replace(/,? \(?except\b.*$/i, "").replace(/,? +-* *all other\b.*$/i, "");
}

function listItems(text: string): string[][] {
  return text
    .split(/,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|\//i)
    .map((item) => item.trim().split(/\s+/).filter(Boolean))
    .filter((item) => item.length > 0);
}

/** "Fish Cutters and Trimmers" → "Fish Cutters", "Fish Trimmers"; a tail that the items share goes to each. */
function expandList(text: string): string[] {
  const items = listItems(text);
  const lastWorker = items.findLastIndex((item) => workerNoun.test(item.at(-1) ?? ""));
  const named = lastWorker < 0 ? items : items.slice(0, lastWorker + 1);
  const field = items
    .slice(named.length)
    .map((item) => item.join(" "))
    .join(" ");
  const modifiers = named.find((item) => workerNoun.test(item.at(-1) ?? ""))?.slice(0, -1) ?? [];
  const tail = named.at(-1) ?? [];
  const titles = named.flatMap((item) => {
    if (item !== tail && !workerNoun.test(item.at(-1) ?? "")) {
      return tail.slice(1).map((_, cut) => [...item, ...tail.slice(cut + 1)].join(" "));
    }
    return [(item.length === 1 ? [...modifiers, ...item] : item).join(" ")];
  });
  return field ? titles.map((title) => `${title} ${field}`) : titles;
}

function expandTeachers(subject: string): string[] {
  return listItems(subject).flatMap((item) => {
    const name = item.join(" ");
    return [
      `${name} Professor`,
      `Assistant Professor of ${name}`,
      `${name} Lecturer`,
      `${name} Instructor`,
      `${name} Faculty`,
    ];
  });
}

/** The single titles that an official occupation title stands for, the title itself first. */
export function expandOfficialTitle(official: string): string[] {
  const title = withoutExceptions(official);
  const helpers = /^Helpers--(.+)$/.exec(title);
  if (helpers?.[1]) {
    return [
      official,
      ...listItems(helpers[1]).flatMap((item) => [
        `${item.join(" ")} Helper`,
        `${item.join(" ")} Apprentice Helper`,
      ]),
    ];
  }
  const supervisors = /^First-Line Supervisors of (.+)$/.exec(title);
  if (supervisors?.[1]) {
    const teams = listItems(supervisors[1].replace(/ Workers$/, "")).map((item) => item.join(" "));
    return [official, ...teams.flatMap((team) => [`${team} Supervisor`, `${team} Foreman`])];
  }
  const teachers = /^(.+) Teachers, Postsecondary$/.exec(title);
  if (teachers?.[1]) return [official, ...expandTeachers(teachers[1])];
  return [...new Set([official, title, ...expandList(title)])];
}
