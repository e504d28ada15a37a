import { parse } from "csv-parse/sync";
import type { CsvFile } from "../csv-file";

/** The whole file, and its rows as a spreadsheet's reader sees them. */
export async function readCsv({ parts }: CsvFile): Promise<{ text: string; rows: Record<string, string>[] }> {
  let text = "";
  for await (const part of parts) text += part.text;
  return { text, rows: parse(text, { columns: true, bom: true }) };
}
