import { createHash } from "node:crypto";
import { countTokens } from "@/lib/llm/tokens";
import { withoutIdentity } from "./blind-text";
import { type CutText, cutMark, cutText } from "./cut-text";
import type { InjectionKind } from "./injection-rules";
import { type DatedJob, newestFirst, spanText } from "./job-dates";
import type { ProfileContent } from "./schema";
import { withoutInjections } from "./untrusted-text";

/** Another number for every change that makes another text of the same profile. */
const serializerVersion = "1";

export const defaultMaxTokens = 8_000;

/** What is left of the whole for a section at most, as a share; experience takes what the others leave. */
const shareOf = {
  headline: 0.03,
  about: 0.15,
  education: 0.12,
  certifications: 0.08,
  skills: 0.08,
  languages: 0.02,
} as const;

/** Of one job's description, as a share of the whole. */
const descriptionShare = 0.08;

export type TextSection =
  | keyof typeof shareOf
  | "current"
  | "location"
  | "name"
  | "contact"
  | "experience"
  | "whole";

export interface FoundInjection {
  readonly section: TextSection;
  readonly kind: InjectionKind;
  /** The beginning of the passage, as the person wrote it. */
  readonly excerpt: string;
}

export interface SerializedProfile {
  /** What a model reads. Lines end in "\n". */
  readonly text: string;
  readonly serializerVersion: string;
  /** Sections that did not fit; marked in the text where something is missing. */
  readonly trimmed: readonly TextSection[];
  /** Passages that addressed a model and were taken out. */
  readonly injections: readonly FoundInjection[];
}

interface Options {
  readonly isBlind: boolean;
  readonly maxTokens?: number;
}

/** Characters that are seen by no reader and could hide something from them; joiners stay, some scripts need them. */
const unseen = /(?![\t\n\r\u0085\u200c\u200d])[\p{Cc}\p{Cf}]/gu;

/** Half of a surrogate pair. */
const halfCharacter = /\p{Cs}/gu;
const lineEnd = /\r\n|[\r\u0085\u2028\u2029]/g;

/** Makes the lines of one profile, and remembers what it took out. */
class Writer {
  readonly trimmed = new Set<TextSection>();
  readonly injections: FoundInjection[] = [];
  readonly #content: ProfileContent;
  readonly #isBlind: boolean;

  constructor(content: ProfileContent, isBlind: boolean) {
    this.#content = content;
    this.#isBlind = isBlind;
  }

  /** Text as a model may read it: no orders, nothing invisible, and when blind nobody to recognise. */
  #safe(section: TextSection, text: string): string {
    const { text: clean, removed } = withoutInjections(text.replace(halfCharacter, "\ufffd"));
    for (const { kind, excerpt } of removed) this.injections.push({ section, kind, excerpt });
    const visible = clean.replace(unseen, "");
    return this.#isBlind ? withoutIdentity(visible, this.#content) : visible;
  }

  /** One line, whatever line ends the source has: nobody can write a heading of ours. */
  line(section: TextSection, text: string | null): string {
    return text === null ? "" : this.#safe(section, text.replace(/\s+/g, " ").trim());
  }

  /** A text of several lines, indented, cut to what it may take. */
  block(section: TextSection, text: string | null, maxTokens: number): readonly string[] {
    if (text === null) return [];
    // What cannot fit is not searched either. Masks may be longer than what they hide, hence the second cut.
    const given = this.cut(section, text.replace(lineEnd, "\n").trim(), maxTokens + 200).text;
    const clean = this.cut(section, this.#safe(section, given), maxTokens).text;
    return clean
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .map((line) => `  ${line}`);
  }

  cut(section: TextSection, text: string, maxTokens: number): CutText {
    const result = cutText(text, maxTokens);
    if (result.isCut) this.trimmed.add(section);
    return result;
  }

  /** As many lines as fit, then how many are missing. */
  fitting(section: TextSection, lines: readonly string[], maxTokens: number, noun: string): string[] {
    const kept: string[] = [];
    let left = maxTokens - restTokens;
    for (const line of lines) {
      left -= countTokens(line) + 1;
      if (left < 0) break;
      kept.push(line);
    }
    const missing = lines.length - kept.length;
    if (missing === 0) return kept;
    this.trimmed.add(section);
    return [...kept, `[${missing} more ${noun} left out]`];
  }
}

/** Room for the line that says how much is missing. */
const restTokens = 12;

const filled = (parts: readonly (string | null)[], glue: string) =>
  parts.filter((part) => part !== null && part !== "").join(glue);

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines, ""];
}

function currentLines(writer: Writer, { currentTitle, currentCompany }: ProfileContent): string[] {
  const at = filled([writer.line("current", currentTitle), writer.line("current", currentCompany)], " at ");
  return at === "" ? [] : [at];
}

type Job = ProfileContent["experience"][number];

const headOf = (writer: Writer, job: Job, number: number) =>
  filled(
    [
      `${number}. ${filled([writer.line("experience", job.title), writer.line("experience", job.company)], " at ")}`,
      spanText(job as DatedJob),
      writer.line("experience", job.location),
    ],
    ", ",
  );

/** Every job has its head as long as there is room; descriptions get what that leaves, the newest first. */
function experienceLines(writer: Writer, jobs: readonly Job[], room: number, perJob: number): string[] {
  const sorted = newestFirst(jobs);
  const heads = writer.fitting(
    "experience",
    sorted.map((job, index) => headOf(writer, job, index + 1)),
    room,
    "earlier positions",
  );
  const shown = Math.min(
    sorted.length,
    heads.length - (heads.length > 0 && heads.at(-1)?.startsWith("[") ? 1 : 0),
  );
  let left = room - heads.reduce((sum, head) => sum + countTokens(head) + 1, 0);
  const lines: string[] = [];
  for (const [index, head] of heads.entries()) {
    lines.push(head);
    const job = index < shown ? sorted[index] : undefined;
    if (!job) continue;
    const details = detailsOf(writer, job, Math.min(perJob, left));
    left -= details.reduce((sum, line) => sum + countTokens(line) + 1, 0);
    lines.push(...details);
  }
  return lines;
}

/** Below this a description would be a few words that mislead. */
const leastDetail = 24;

function detailsOf(writer: Writer, job: Job, room: number): string[] {
  const hasMore = job.description !== null || job.skills.length > 0;
  if (!hasMore) return [];
  if (room < leastDetail) {
    writer.trimmed.add("experience");
    return room < 8 ? [] : [`  ${cutMark}`];
  }
  const description = writer.block("experience", job.description, room - 2);
  const used = description.reduce((sum, line) => sum + countTokens(line) + 1, 0);
  if (job.skills.length === 0 || room - used < leastDetail) return [...description];
  const skills = writer.block("experience", `Skills: ${job.skills.join(", ")}`, room - used - 2);
  return [...description, ...skills.map((line) => line.replaceAll("\n", " "))];
}

const years = (start: number | null, end: number | null) =>
  start === null ? (end === null ? "" : String(end)) : end === null ? `from ${start}` : `${start} to ${end}`;

function educationLines(writer: Writer, { education }: ProfileContent, room: number): string[] {
  const sorted = education
    .map((item, index) => ({ item, index }))
    .sort(
      (a, b) =>
        (b.item.endYear ?? b.item.startYear ?? 0) - (a.item.endYear ?? a.item.startYear ?? 0) ||
        a.index - b.index,
    )
    .map(({ item }) => item);
  const lines = sorted.map(({ school, degree, field, startYear, endYear, activities }) => {
    const line = (text: string | null) => writer.line("education", text);
    const what = filled([line(degree), line(field)], " in ");
    return `- ${filled([filled([what, line(school)], ", "), years(startYear, endYear), line(activities)], "; ")}`;
  });
  return writer.fitting("education", lines, room, "entries");
}

function certificationLines(writer: Writer, { certifications }: ProfileContent, room: number): string[] {
  const lines = certifications.map(
    ({ name, issuer, year }) =>
      `- ${filled([writer.line("certifications", name), writer.line("certifications", issuer), year === null ? "" : String(year)], ", ")}`,
  );
  return writer.fitting("certifications", lines, room, "certifications");
}

function contactLines(writer: Writer, content: ProfileContent): string[] {
  const { emails, phones, addresses, urls } = content.contact;
  const all = [...emails, ...phones, ...addresses, ...urls];
  return all
    .slice(0, 10)
    .map((value) => `- ${writer.cut("contact", writer.line("contact", value), 60).text}`);
}

/** Who and where; only when a reason was given to show it. */
function personLines(writer: Writer, content: ProfileContent): string[] {
  const where = filled(
    [writer.line("location", content.city), writer.line("location", content.country)],
    ", ",
  );
  return [
    ...section("NAME", [writer.line("name", content.name)]),
    ...section("LOCATION", where === "" ? [] : [where]),
    ...section("CONTACT", contactLines(writer, content)),
  ];
}

const tokensOf = (lines: readonly string[]) => lines.reduce((sum, line) => sum + countTokens(line) + 1, 0);

/**
 * The text of a profile for a model: the same for the same content, sections in a fixed order, the newest experience
 * first, each section within its budget. Blind, it leaves out who the person is and how to reach them, also where their
 * own words say so.
 * @param options.maxTokens at least 500; the text keeps within it
 */
export function serializeProfile(
  content: ProfileContent,
  { isBlind, maxTokens = defaultMaxTokens }: Options,
): SerializedProfile {
  const writer = new Writer(content, isBlind);
  const roomOf = (name: keyof typeof shareOf) => Math.floor(maxTokens * shareOf[name]);
  const before = [
    ...(isBlind ? [] : personLines(writer, content)),
    ...section("CURRENT POSITION", currentLines(writer, content)),
    ...section("HEADLINE", writer.block("headline", content.headline, roomOf("headline"))),
    ...section("ABOUT", writer.block("about", content.about, roomOf("about"))),
  ];
  const after = [
    ...section("EDUCATION", educationLines(writer, content, roomOf("education"))),
    ...section("CERTIFICATIONS", certificationLines(writer, content, roomOf("certifications"))),
    ...section("SKILLS", listLines(writer, "skills", content.skills, roomOf("skills"))),
    ...section("LANGUAGES", listLines(writer, "languages", content.languages, roomOf("languages"))),
  ];
  const spare = Math.ceil(maxTokens * 0.02) + 20;
  const room = Math.max(0, maxTokens - tokensOf(before) - tokensOf(after) - spare);
  const experience = experienceLines(
    writer,
    content.experience,
    room,
    Math.floor(maxTokens * descriptionShare),
  );
  const lines = [...before, ...section("EXPERIENCE", experience), ...after];
  const text = lines.length === 0 ? "This profile is empty." : lines.join("\n").trimEnd();
  // An order may be spread over fields that are harmless one by one.
  const { text: clean, removed } = withoutInjections(text);
  const spreadOut = removed.map(({ kind, excerpt }) => ({ section: "whole", kind, excerpt }) as const);
  return {
    text: `${clean}\n`,
    serializerVersion,
    trimmed: [...writer.trimmed],
    injections: [...writer.injections, ...spreadOut],
  };
}

function listLines(
  writer: Writer,
  name: "skills" | "languages",
  items: readonly string[],
  room: number,
): string[] {
  return writer.fitting(
    name,
    items.map((item) => `- ${writer.line(name, item)}`),
    room,
    name,
  );
}

/** SHA-256 of the text a model reads, with the version of what made it. */
export function profileHash(text: string): string {
  return createHash("sha256").update(`${serializerVersion}\n${text}`).digest("hex");
}
