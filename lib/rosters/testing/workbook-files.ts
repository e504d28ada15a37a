import { type MadePart, madeZip } from "@/lib/files/testing/made-zip";
import { rosterFile } from "./roster-files";
import { type MadeSheet, workbookParts } from "./workbook-parts";

export function madeWorkbook(sheets: readonly MadeSheet[], more: readonly MadePart[] = []): string {
  return rosterFile(madeZip(workbookParts(sheets, more)), ".xlsx");
}
