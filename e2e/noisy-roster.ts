import { readPackTable } from "@/lib/onet/reference-pack-reader";

/** A small seeded generator (mulberry32): the same roster on every machine. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const departments = [
  "Finance",
  "Operations",
  "Sales",
  "People",
  "IT",
  "Customer Care",
  "Legal",
  "Research",
  "Logistics",
];
const linesOfBusiness = ["Retail", "Wholesale", "Services"];
const locations = ["Oslo", "Austin, TX", "Leeds", "Pune", "Remote"];
const shortForms: readonly (readonly [RegExp, string])[] = [
  [/\bManager\b/, "Mgr"],
  [/\bAssistant\b/, "Asst"],
  [/\bEngineer\b/, "Eng"],
  [/\bSenior\b/, "Sr"],
  [/\bRepresentative\b/, "Rep"],
  [/\bAdministrator\b/, "Admin"],
  [/\bTechnician\b/, "Tech"],
  [/\bCoordinator\b/, "Coord"],
  [/\bSupervisor\b/, "Supv"],
];

type Noise = (title: string, random: () => number) => string;

/** What people do to a title when they write it down. */
const noises: readonly Noise[] = [
  (title) => title,
  (title) => title.toUpperCase(),
  (title) => title.toLowerCase(),
  (title) => `Senior ${title}`,
  (title) => `Sr. ${title}`,
  (title) => `${title} II`,
  (title) => `${title} - Level 3`,
  (title, random) => `${title} (${locations[Math.floor(random() * locations.length)]})`,
  (title) => shortForms.reduce((text, [long, short]) => text.replace(long, short), title),
  (title) =>
    title.includes(" ") ? `${title.split(" ").at(-1)}, ${title.split(" ").slice(0, -1).join(" ")}` : title,
  (title, random) => {
    const place = 1 + Math.floor(random() * Math.max(1, title.length - 2));
    return title.slice(0, place) + title.slice(place + 1);
  },
];

export const rosterHeader = [
  "Employee ID",
  "Name",
  "Job Title",
  "Department",
  "Line of Business",
  "Location",
] as const;

/**
 * A roster as an HR system exports it: titles of the reference pack, written as people write them.
 * @param options.titleCount distinct written titles to draw from; large jobs are drawn more often
 */
export function noisyRoster(options: { rowCount: number; titleCount: number; seed?: number }): string[][] {
  const random = seeded(options.seed ?? 7);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const known = readPackTable("titles").filter(({ title }) => title.length <= 60);
  const written = new Set<string>();
  while (written.size < options.titleCount) written.add(pick(noises)(pick(known).title, random));
  const titles = [...written];
  return Array.from({ length: options.rowCount }, (_, row) => {
    // Every title once, then the first ones again and again, as in a real company.
    const place = row < titles.length ? row : Math.floor(random() ** 3 * titles.length);
    return [
      `E${String(row + 1).padStart(6, "0")}`,
      `Person ${row + 1}`,
      titles[place] ?? "Clerk",
      pick(departments),
      pick(linesOfBusiness),
      pick(locations),
    ];
  });
}

/** RFC 4180 with CR LF. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `${[rosterHeader, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
