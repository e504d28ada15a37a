import { AppError } from "@/lib/errors";
import type { FileRoom } from "@/lib/files/file-room";
import { stableUuid } from "@/lib/jobs/stable-uuid";
import { type InputName, inputNames } from "@/lib/onet/release/release-inputs";
import type { FetchedTable } from "@/lib/onet/web-services/fetched-table-reader";
import { findColumns, type InputColumns, toInputRow } from "@/lib/onet/web-services/input-rows";
import { everyTable, expectedTables, tablesFor } from "@/lib/onet/web-services/table-columns";
import { readTable } from "@/lib/onet/web-services/table-reader";
import type { WebServices } from "@/lib/onet/web-services/web-services-client";

/** Fetching a whole release from the Web Services into a room, table by table. */

export interface WantedTable {
  readonly input: InputName;
  readonly table: string;
  /** Its name in the room. */
  readonly file: string;
}

export interface StoredTable extends FetchedTable {
  readonly file: string;
}

interface FetchOrder {
  readonly syncId: string;
  /** The release that was found when the sync began. */
  readonly number: string;
}

/** The number is part of it, so what was read of another release is not taken for this one's. */
function fileNameOf({ syncId, number }: FetchOrder, table: string): string {
  return stableUuid(`${syncId} ${number} ${table}`);
}

/** Every name under which a table of this sync may lie in the room. */
export function tableFilesOf(order: FetchOrder): string[] {
  return everyTable.map((table) => fileNameOf(order, table));
}

const maxTableBytes = 200 * 1024 * 1024;

function moved(number: string, now: string): AppError {
  return new AppError(
    "conflict",
    `O*NET went from release ${number} to ${now} while ${number} was being read, so the tables do not belong together. Nothing was changed; the next sync takes ${now}.`,
  );
}

/** @throws AppError `conflict` when the service serves another release by now */
export async function requireRelease(services: WebServices, number: string): Promise<void> {
  const now = await services.getRelease();
  if (now !== number) throw moved(number, now);
}

/**
 * The tables of a release.
 * @throws AppError `conflict` when the service has another release by now, `invalid` when a table is missing
 */
export async function planTables(
  services: WebServices,
  { syncId, number }: FetchOrder,
): Promise<WantedTable[]> {
  await requireRelease(services, number);
  const offered = new Set(await services.listTables());
  return inputNames.flatMap((input) => {
    const tables = tablesFor(input, offered);
    if (tables) {
      return tables.map((table) => ({ input, table, file: fileNameOf({ syncId, number }, table) }));
    }
    throw new AppError(
      "invalid",
      `O*NET's Web Services have no table ${expectedTables(input)}. Nothing was changed; a layout that is new to Opportune goes into lib/onet/web-services/table-columns.ts.`,
    );
  });
}

/**
 * Reads one table into the room.
 * @throws a WebServicesError when O*NET gives no good answer, AppError `unavailable` when the table is empty
 */
export async function fetchTable(
  services: WebServices,
  room: FileRoom,
  { input, table, file }: WantedTable,
  onRows: (share: number) => void,
): Promise<StoredTable> {
  let found: InputColumns | undefined;
  async function* lines() {
    let done = 0;
    for await (const { rows, total } of readTable(services, table)) {
      const [first] = rows;
      if (first === undefined) throw emptyTable(table);
      found ??= findColumns(input, table, first);
      const columns = found;
      yield Buffer.from(rows.map((row) => `${JSON.stringify(toInputRow(row, columns))}\n`).join(""));
      done += rows.length;
      onRows(done / total);
    }
  }
  const { sha256 } = await room.put(file, lines(), { maxBytes: maxTableBytes });
  return { input, table, file, fingerprint: sha256, absent: found?.absent ?? [] };
}

function emptyTable(table: string): AppError {
  return new AppError(
    "unavailable",
    `O*NET sent a table ${table} without rows, which no release has. Nothing was changed.`,
  );
}
