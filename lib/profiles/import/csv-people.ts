import type { ProfileFault, ReadPerson } from "./import-report";
import { type ColumnOf, type ImportTerms, personFromRecord } from "./person-from-record";

const listNames: Readonly<Record<string, string>> = {
  experience: "experience",
  job: "experience",
  position: "experience",
  education: "education",
  school: "education",
  certification: "certifications",
  certificate: "certifications",
};

/** What a column's values are put under. */
type Place =
  | { readonly kind: "plain"; readonly key: string }
  | { readonly kind: "numbered"; readonly list: string; readonly number: number; readonly key: string };

const numbered =
  /^(experience|job|position|education|school|certification|certificate)s?[ _.-]?(\d{1,3})[ _.-]+(.+)$/i;

function placeOf(header: string): Place {
  const match = numbered.exec(header.trim());
  const list = listNames[match?.[1]?.toLowerCase() ?? ""];
  if (!match || !list) return { kind: "plain", key: header.trim() };
  return { kind: "numbered", list, number: Number(match[2]), key: match[3] ?? "" };
}

const isFilled = (cells: readonly string[]) => cells.some((cell) => cell.trim() !== "");

/** Cells that may hold a JSON list instead of text. */
const jsonColumns = new Set([
  "experience",
  "experiences",
  "education",
  "educations",
  "certifications",
  "skills",
  "languages",
]);

function put(
  lists: Map<string, Map<number, Record<string, unknown>>>,
  place: Extract<Place, { kind: "numbered" }>,
  cell: string,
): void {
  const list = lists.get(place.list) ?? new Map<number, Record<string, unknown>>();
  lists.set(place.list, list);
  list.set(place.number, { ...list.get(place.number), [place.key]: cell });
}

/** Reads rows below a header, one person each. */
export class CsvPeople {
  readonly #places: readonly Place[];
  readonly #header: readonly string[];
  readonly #terms: ImportTerms;
  readonly #blank: Readonly<Record<string, unknown>>;

  constructor(header: readonly string[], terms: ImportTerms) {
    this.#header = header.map((cell) => cell.trim());
    this.#places = header.map(placeOf);
    this.#blank = Object.fromEntries(
      this.#places.flatMap((place) =>
        place.kind === "plain" && place.key !== "" && !jsonColumns.has(place.key.toLowerCase())
          ? [[place.key, ""]]
          : [],
      ),
    );
    this.#terms = terms;
  }

  /** What is wrong with the header itself; no row is read then. */
  headerFaults(line: number): ProfileFault[] {
    const forms = this.#header.map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""));
    const repeated = this.#header.filter(
      (name, index) => name !== "" && forms.indexOf(forms[index] ?? "") < index,
    );
    const faults: ProfileFault[] = repeated.map((column) => ({
      line,
      column,
      message: `The column "${column}" stands here twice.`,
      hint: "Keep one of them.",
    }));
    const has = (...names: readonly string[]) => names.some((name) => forms.includes(name));
    if (!has("externalid", "linkedinid", "publicidentifier", "profileid", "employeeid", "id")) {
      faults.push({
        line,
        column: "external_id",
        message: 'There is no column "external_id".',
        hint: "Add one with an id that stays the same for a person, such as the personnel number.",
      });
    }
    if (!has("name", "fullname", "firstname", "lastname")) {
      faults.push({
        line,
        column: "name",
        message: 'There is no column "name".',
        hint: "Add it, or first_name and last_name.",
      });
    }
    return faults;
  }

  /** @returns null for a blank row */
  read(cells: readonly string[], line: number): ReadPerson | null {
    if (!isFilled(cells)) return null;
    const faults: ProfileFault[] = [];
    if (isFilled(cells.slice(this.#header.length))) {
      faults.push({
        line,
        column: null,
        message: `This row has ${cells.length} cells, the header ${this.#header.length}.`,
        hint: "Put text that holds the separator into quotation marks.",
      });
    }
    const { record, columnOf } = this.#record(cells, line, faults);
    const person = personFromRecord(record, line, this.#terms, columnOf);
    if (faults.length === 0) return person;
    return { ...person, profile: null, faults: [...faults, ...person.faults] };
  }

  #record(cells: readonly string[], line: number, faults: ProfileFault[]) {
    // Empty cells are kept, so that a fault about what is missing names the column.
    const record: Record<string, unknown> = { ...this.#blank };
    const lists = new Map<string, Map<number, Record<string, unknown>>>();
    const columns = new Map<string, string>();
    for (const [index, place] of this.#places.entries()) {
      const cell = cells[index] ?? "";
      const column = this.#header[index] ?? "";
      if (cell.trim() === "" || column === "") continue;
      if (place.kind === "numbered") {
        put(lists, place, cell);
      } else {
        record[place.key] = this.#plain(place.key, cell, line, column, faults);
        columns.set(place.key, column);
      }
    }
    for (const [name, list] of lists) {
      const byNumber = [...list].sort(([a], [b]) => a - b);
      record[name] ??= byNumber.map(([, entry]) => entry);
      for (const [index, [number, entry]] of byNumber.entries()) {
        for (const key of Object.keys(entry)) {
          columns.set(`${name}.${index}.${key}`, `${name}_${number}_${key}`);
        }
      }
    }
    const columnOf: ColumnOf = (path) => columns.get(path) ?? path;
    return { record, columnOf };
  }

  #plain(key: string, cell: string, line: number, column: string, faults: ProfileFault[]): unknown {
    if (!jsonColumns.has(key.toLowerCase()) || !/^\s*\[/.test(cell)) return cell;
    try {
      const value: unknown = JSON.parse(cell);
      return value;
    } catch (error) {
      const at = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
      faults.push({
        line,
        column,
        message: `The JSON in "${column}" is broken${at === undefined ? "" : ` at its character ${Number(at) + 1}`}.`,
        hint: "Mend it, or use numbered columns such as experience_1_title.",
      });
      return [];
    }
  }
}
