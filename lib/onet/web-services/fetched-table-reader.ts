import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { AppError } from "@/lib/errors";
import {
  type InputDescription,
  type InputField,
  type InputName,
  inputFields,
  type ReleaseSource,
  type SourceRow,
} from "@/lib/onet/release/release-inputs";
import type { InputRow } from "./input-rows";

/** One table as it was fetched: a file of lines, the first of which says which fields the service did not have. */
export interface FetchedTable {
  readonly input: InputName;
  readonly table: string;
  /** SHA-256 of the file. */
  readonly fingerprint: string;
  readonly absent: readonly string[];
}

export interface LocalTable extends FetchedTable {
  readonly path: string;
}

const batchSize = 1_000;

function toRow<I extends InputName>(input: I, cells: InputRow): SourceRow<I> {
  const fields: readonly InputField<I>[] = inputFields[input];
  const row = Object.fromEntries(fields.map((field, at) => [field, cells[at] ?? null]));
  // It has exactly the fields of the input.
  return row as SourceRow<I>;
}

async function* readFile<I extends InputName>(table: LocalTable, input: I): AsyncGenerator<SourceRow<I>[]> {
  const lines = createInterface({ input: createReadStream(table.path), crlfDelay: Number.POSITIVE_INFINITY });
  let batch: SourceRow<I>[] = [];
  for await (const line of lines) {
    const cells: InputRow = JSON.parse(line);
    batch.push(toRow(input, cells));
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** A release that was fetched whole from the Web Services, as the importer reads it. */
export function fetchedRelease(number: string, tables: readonly LocalTable[]): ReleaseSource {
  const tablesOf = (input: InputName) => tables.filter((table) => table.input === input);
  return {
    origin: "web_services",
    number,
    describe(input): InputDescription {
      const own = tablesOf(input);
      if (own.length === 0) {
        throw new AppError("invalid", `Nothing of ${input} was fetched from O*NET. Start the sync again.`);
      }
      return {
        files: own.map(({ table }) => table),
        release: number,
        fingerprint: own.map(({ fingerprint }) => fingerprint).join(" | "),
        // What one of two tables lacks is not known of the whole.
        absent: new Set(own.flatMap(({ absent }) => absent)),
      };
    },
    async *read(input) {
      for (const table of tablesOf(input)) yield* readFile(table, input);
    },
    close: async () => undefined,
  };
}
