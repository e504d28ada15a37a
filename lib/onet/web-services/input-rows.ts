import { AppError } from "@/lib/errors";
import { type InputName, inputFields } from "@/lib/onet/release/release-inputs";
import type { Cell } from "./schema";
import { columnsFor } from "./table-columns";
import type { TableRow } from "./table-reader";

/** Turns rows of the Web Services into those of a release: by our field names, texts as O*NET's files write them. Pure. */

/** One row, in the order of `inputFields`. */
export type InputRow = readonly (string | null)[];

/** Fields that a table may lack. */
const optional: ReadonlySet<string> = new Set([
  ...["description", "shortTitle", "suppress", "notRelevant", "date", "originalTaskId", "inDemand"],
]);
/** The frequency of a task has categories; a table without frequencies has none. */
const optionalOf: Partial<Record<InputName, ReadonlySet<string>>> = { taskRatings: new Set(["category"]) };

export interface InputColumns {
  /** In the order of `inputFields`; null where the table does not carry the field. */
  readonly columns: readonly (string | null)[];
  readonly absent: readonly string[];
}

/**
 * Finds the columns of a table by its first row.
 * @throws AppError `invalid` that names the table and the column
 */
export function findColumns(input: InputName, table: string, first: TableRow): InputColumns {
  const fields: readonly string[] = inputFields[input];
  const columns = fields.map((field) => columnsFor(input, field).find((name) => name in first) ?? null);
  const absent = fields.filter((_, at) => columns[at] === null);
  const missing = absent.filter((field) => !optional.has(field) && !optionalOf[input]?.has(field));
  const [field] = missing;
  if (field === undefined) return { columns, absent };
  const names = columnsFor(input, field).join(" or ");
  throw new AppError(
    "invalid",
    `O*NET's table ${table} has another layout: column ${names} is missing. It has ${Object.keys(first).join(", ")}. Nothing was changed; a layout that is new to Opportune goes into lib/onet/web-services/table-columns.ts.`,
  );
}

function textOf(cell: Cell | undefined): string | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === "boolean") return cell ? "Y" : "N";
  const text = String(cell).replace(/\s+/g, " ").trim();
  return text === "" || text === "n/a" ? null : text;
}

export function toInputRow(row: TableRow, { columns }: InputColumns): InputRow {
  return columns.map((column) => (column === null ? null : textOf(row[column])));
}
