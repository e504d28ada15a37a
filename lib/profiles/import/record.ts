import { isPresent, type PartialDate, readDateText } from "./partial-date";

/** One person as a file gives them: names of ours or of a common export, values of any shape. */
export type ProfileRecord = Readonly<Record<string, unknown>>;

export interface FieldFault {
  /** Where in the record, such as `experience.0.start_date`. */
  readonly path: string;
  readonly message: string;
  readonly hint: string;
}

/** What of a record could be read; `ProfileContent` decides whether it is enough. */
export interface ReadRecord {
  readonly externalId: unknown;
  readonly content: Record<string, unknown>;
  readonly faults: readonly FieldFault[];
  /** Keys that mean nothing to us; they were left out. */
  readonly unknownKeys: readonly string[];
  /** From places in `content` to the record's own words, for faults that are found later. */
  readonly sourceOf: ReadonlyMap<string, string>;
}

const keyForm = (key: string) => key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

function isRecord(value: unknown): value is ProfileRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text, or null for what says nothing; numbers are texts too. */
function textOf(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value.trim() === "" ? null : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

/** Reads the keys of one object under any of their names, and remembers which it has not read. */
class Reader {
  readonly #values = new Map<string, { readonly key: string; readonly value: unknown }>();
  readonly #read = new Set<string>();
  readonly #path: string;
  readonly #faults: FieldFault[];
  readonly #sources: Map<string, string>;

  constructor(record: ProfileRecord, path: string, faults: FieldFault[], sources: Map<string, string>) {
    this.#path = path;
    this.#faults = faults;
    this.#sources = sources;
    for (const [key, value] of Object.entries(record)) {
      const form = keyForm(key);
      if (!this.#values.has(form)) this.#values.set(form, { key, value });
    }
  }

  /** The first of the names that has a value; `target` is where it goes in the content. */
  take(target: string, ...names: readonly string[]): unknown {
    let found: unknown = null;
    for (const name of names) {
      const held = this.#values.get(keyForm(name));
      if (!held) continue;
      this.#read.add(keyForm(name));
      const isEmpty = held.value === null || held.value === undefined || held.value === "";
      // A fault about what is missing names the empty cell.
      if (!this.#sources.has(target)) this.#sources.set(target, this.#place(held.key));
      if (isEmpty || found !== null) continue;
      found = held.value;
      this.#sources.set(target, this.#place(held.key));
    }
    return found;
  }

  text(target: string, ...names: readonly string[]): unknown {
    const value = this.take(target, ...names);
    // A company or language may come as an object with a name.
    return textOf(isRecord(value) ? (value.name ?? value.title ?? value) : value);
  }

  #place(key: string): string {
    return this.#path === "" ? key : `${this.#path}.${key}`;
  }

  fault(target: string, message: string, hint: string): void {
    this.#faults.push({ path: this.#sources.get(target) ?? (this.#path || target), message, hint });
  }

  unknownKeys(): string[] {
    const place = this.#path.replace(/\.\d+/g, "[]");
    return [...this.#values]
      .filter(([form, { value }]) => !this.#read.has(form) && value !== "")
      .map(([, { key }]) => (place === "" ? key : `${place}.${key}`));
  }
}

const dateHint = "Write it as 2019, 2019-05 or May 2019.";

const isNothing = (value: unknown) => value === null || value === undefined || value === "" || value === 0;

/** A date as an object with year and month; undefined when it is none. */
function dateParts(value: ProfileRecord): PartialDate | null | undefined {
  const { year, month } = value;
  if (isNothing(year)) return null;
  const read = { year: Number(year), month: isNothing(month) ? null : Number(month) };
  return Number.isInteger(read.year) && (read.month === null || Number.isInteger(read.month))
    ? read
    : undefined;
}

/** A date from text or from an object with year and month. */
function dateOf(reader: Reader, target: string, value: unknown): PartialDate | "present" | null {
  if (isNothing(value)) return null;
  const parts = isRecord(value) ? dateParts(value) : undefined;
  if (parts !== undefined) return parts;
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text === "string" && isPresent(text)) return "present";
  const date = typeof text === "string" ? readDateText(text) : null;
  if (date === null) reader.fault(target, `"${shown(value)}" is no date.`, dateHint);
  return date;
}

const shown = (value: unknown) => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const numberOr = (value: unknown, other: number | null): unknown =>
  value === null ? other : typeof value === "string" && /^\d+$/.test(value.trim()) ? Number(value) : value;

interface Read {
  readonly faults: FieldFault[];
  readonly unknown: string[];
  readonly sources: Map<string, string>;
}

/** A list from an array, a JSON text, or one object; anything else is a fault. */
function listOf(reader: Reader, target: string, ...names: readonly string[]): readonly unknown[] {
  const value = reader.take(target, ...names);
  if (value === null) return [];
  if (Array.isArray(value)) return value.filter((item) => item !== null && item !== undefined);
  if (isRecord(value)) return [value];
  reader.fault(target, `"${shown(value)}" is no list.`, "Write a JSON list of objects here.");
  return [];
}

function entries(
  read: Read,
  target: string,
  items: readonly unknown[],
  path: string,
  build: (reader: Reader, target: string) => Record<string, unknown>,
  nameKey: string | null,
): Record<string, unknown>[] {
  return items.flatMap((item, index) => {
    const here = `${path}.${index}`;
    const place = `${target}.${index}`;
    const value = typeof item === "string" && nameKey !== null ? { [nameKey]: item } : item;
    if (!isRecord(value)) {
      read.faults.push({
        path: here,
        message: `"${shown(item)}" is no entry.`,
        hint: "Write an object with its fields here.",
      });
      return [];
    }
    const reader = new Reader(value, here, read.faults, read.sources);
    read.sources.set(place, here);
    const built = build(reader, place);
    read.unknown.push(...reader.unknownKeys());
    return [built];
  });
}

function job(reader: Reader, at: string): Record<string, unknown> {
  const title = reader.text(`${at}.title`, "title", "position", "job_title", "role");
  const company = reader.text(`${at}.company`, "company", "company_name", "organization", "employer");
  const start = dateOf(
    reader,
    `${at}.startYear`,
    reader.take(`${at}.startYear`, "start", "start_date", "starts_at", "from"),
  );
  const end = dateOf(
    reader,
    `${at}.endYear`,
    reader.take(`${at}.endYear`, "end", "end_date", "ends_at", "to"),
  );
  const startDate = start === "present" ? null : start;
  const endDate = end === "present" ? null : end;
  const isCurrent = reader.take(`${at}.isCurrent`, "is_current", "current", "isCurrent");
  return {
    title,
    company,
    location: reader.text(`${at}.location`, "location", "place"),
    startYear: numberOr(reader.take(`${at}.startYear`, "start_year"), startDate?.year ?? null),
    startMonth: numberOr(reader.take(`${at}.startMonth`, "start_month"), startDate?.month ?? null),
    endYear: numberOr(reader.take(`${at}.endYear`, "end_year"), endDate?.year ?? null),
    endMonth: numberOr(reader.take(`${at}.endMonth`, "end_month"), endDate?.month ?? null),
    isCurrent: end === "present" || isCurrent === true || /^(?:true|yes|1)$/i.test(String(isCurrent)),
    description: reader.text(`${at}.description`, "description", "summary", "details"),
    skills: namesOf(reader.take(`${at}.skills`, "skills")),
  };
}

function school(reader: Reader, at: string): Record<string, unknown> {
  const start = dateOf(
    reader,
    `${at}.startYear`,
    reader.take(`${at}.startYear`, "start", "start_date", "starts_at", "from"),
  );
  const end = dateOf(
    reader,
    `${at}.endYear`,
    reader.take(`${at}.endYear`, "end", "end_date", "ends_at", "to"),
  );
  return {
    school: reader.text(`${at}.school`, "school", "school_name", "institution", "title", "name"),
    degree: reader.text(`${at}.degree`, "degree", "degree_name"),
    field: reader.text(`${at}.field`, "field", "field_of_study", "fieldOfStudy", "subject"),
    startYear: numberOr(
      reader.take(`${at}.startYear`, "start_year"),
      start === null || start === "present" ? null : start.year,
    ),
    endYear: numberOr(
      reader.take(`${at}.endYear`, "end_year", "year"),
      end === null || end === "present" ? null : end.year,
    ),
    activities: reader.text(`${at}.activities`, "activities", "description"),
  };
}

function certification(reader: Reader, at: string): Record<string, unknown> {
  const date = dateOf(
    reader,
    `${at}.year`,
    reader.take(`${at}.year`, "issued", "issue_date", "date", "starts_at", "start_date", "meta"),
  );
  return {
    name: reader.text(`${at}.name`, "name", "title", "certification"),
    issuer: reader.text(
      `${at}.issuer`,
      "issuer",
      "authority",
      "organization",
      "issuing_organization",
      "subtitle",
    ),
    year: numberOr(reader.take(`${at}.year`, "year"), date === null || date === "present" ? null : date.year),
  };
}

/** Names from a list of texts or of objects, or from one text with separators. */
function namesOf(value: unknown): unknown {
  if (value === null) return [];
  if (typeof value === "string") {
    return value
      .split(value.includes(";") || value.includes("\n") ? /[;\n]/ : value.includes("|") ? /\|/ : /,/)
      .map((part) => part.trim())
      .filter((part) => part !== "");
  }
  if (!Array.isArray(value)) return value;
  return value
    .map((item: unknown) =>
      textOf(isRecord(item) ? (item.name ?? item.title ?? item.language ?? item) : item),
    )
    .filter((item) => item !== null);
}

function contact(reader: Reader): Record<string, unknown> {
  const list = (target: string, ...names: readonly string[]) =>
    namesOf(reader.take(`contact.${target}`, ...names));
  const address = reader.take("contact.addresses", "addresses", "address");
  return {
    emails: list("emails", "emails", "email", "email_address", "e_mail"),
    phones: list("phones", "phones", "phone", "phone_number", "mobile"),
    // A comma belongs to an address.
    addresses: typeof address === "string" ? [address] : namesOf(address),
    urls: list("urls", "urls", "url", "linkedin_url", "profile_url", "website", "websites"),
    photoUrl: reader.text(
      "contact.photoUrl",
      "photo_url",
      "profile_image_url",
      "photo",
      "avatar",
      "picture",
      "profile_pic_url",
    ),
  };
}

function nameOf(reader: Reader): unknown {
  const name = reader.text("name", "name", "full_name");
  const first = reader.text("name", "first_name", "given_name");
  const last = reader.text("name", "last_name", "family_name", "surname");
  if (name !== null) return name;
  const parts = [first, last].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(" ");
}

/** Reads one person, under our names for things or those of a LinkedIn-style export. */
export function readRecord(record: ProfileRecord): ReadRecord {
  const read: Read = { faults: [], unknown: [], sources: new Map() };
  const reader = new Reader(record, "", read.faults, read.sources);
  const list = (target: string, names: readonly string[], build: typeof job, nameKey: string | null) =>
    entries(
      read,
      target,
      listOf(reader, target, ...names),
      read.sources.get(target) ?? target,
      build,
      nameKey,
    );
  const externalId = reader.text(
    "externalId",
    "external_id",
    "linkedin_id",
    "public_identifier",
    "profile_id",
    "employee_id",
    "id",
  );
  const content = {
    name: nameOf(reader),
    headline: reader.text("headline", "headline", "tagline", "position"),
    about: reader.text("about", "about", "summary", "bio"),
    currentTitle: reader.text("currentTitle", "current_title", "job_title", "title"),
    currentCompany: reader.text("currentCompany", "current_company", "company", "current_company_name"),
    city: reader.text("city", "city"),
    country: reader.text("country", "country", "country_full_name", "country_code"),
    experience: list("experience", ["experience", "experiences", "positions", "jobs"], job, null),
    education: list("education", ["education", "educations", "schools"], school, null),
    certifications: list(
      "certifications",
      ["certifications", "certificates", "licenses"],
      certification,
      "name",
    ),
    skills: namesOf(reader.take("skills", "skills")),
    languages: namesOf(reader.take("languages", "languages")),
    contact: contact(reader),
  };
  return {
    externalId,
    content,
    faults: read.faults,
    unknownKeys: [...reader.unknownKeys(), ...read.unknown],
    sourceOf: read.sources,
  };
}
