import { invalid } from "@/lib/errors";
import type { CellValue, TableShape } from "@/lib/onet/release/release-tables";

type Row = Readonly<Record<string, CellValue>>;

/**
 * A table as tab-separated text that `COPY` reads as it stands: sorted by key, a header line, empty for unknown. The
 * same rows give the same bytes, in whatever order they came.
 * @throws AppError `invalid` when two rows have one key
 */
export function formatTable(name: string, { columns, key }: TableShape, rows: readonly Row[]): string {
  const names = Object.keys(columns);
  const sorted = [...rows].sort((a, b) => compareByKey(key, a, b));
  sorted.forEach((row, index) => {
    const next = sorted[index + 1];
    if (next !== undefined && compareByKey(key, row, next) === 0) {
      throw invalid(`${name}: two rows have the key ${key.map((column) => row[column]).join(", ")}.`);
    }
  });
  const lines = sorted.map((row) =>
    names.map((column) => formatCell(`${name}.${column}`, row[column])).join("\t"),
  );
  return `${[names.join("\t"), ...lines].join("\n")}\n`;
}

function compareByKey(key: readonly string[], a: Row, b: Row): number {
  for (const column of key) {
    const left = a[column] ?? "";
    const right = b[column] ?? "";
    if (left < right) return -1;
    if (left > right) return 1;
  }
  return 0;
}

function formatCell(place: string, value: CellValue | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "number") return String(Math.round(value * 1e6) / 1e6);
  if (typeof value !== "string") return `{${value.map((item) => item ?? "NULL").join(",")}}`;
  // Tabs and line ends separate; the others PostgreSQL, or a reader's eye, cannot hold.
  if (/\p{Cc}/u.test(value) || value === "" || value !== value.trim()) {
    throw invalid(`${place} holds ${JSON.stringify(value)}, which a table cannot hold.`);
  }
  return value.includes("\\") ? value.replaceAll("\\", "\\\\") : value;
}
