import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError } from "@/lib/errors";
import { type PackManifest, type PackRow, type PackTableName, packShape } from "@/lib/onet/pack/pack-tables";
import type { ColumnKind } from "@/lib/onet/release/release-tables";

/**
 * Reads the reference pack from disk: synchronous, no database, no `server-only`, so that command lines, worker
 * threads and the server share it. Nothing is cached here; a caller that needs a table twice keeps it.
 */

/** `db/reference` under the working folder (start, build, tests), else under the root this file belongs to. */
export function referencePackFolder(): string {
  const candidates = [
    join(/* turbopackIgnore: true */ process.cwd(), "db", "reference"),
    join(dirname(fileURLToPath(import.meta.url)), "..", "..", "db", "reference"),
  ];
  const found = candidates.find((folder) => existsSync(join(folder, "manifest.json")));
  if (found === undefined) {
    throw new AppError(
      "unavailable",
      `The reference pack is missing: no manifest.json in ${candidates.join(" or ")}. Start from the project folder, or restore db/reference from the repository.`,
    );
  }
  return found;
}

export function readManifest(): PackManifest {
  // The manifest is written by our own script and its content is checked by a test.
  return JSON.parse(readFileSync(join(referencePackFolder(), "manifest.json"), "utf8")) as PackManifest;
}

/** Fingerprint of the whole pack: the manifest holds the hash of every table. */
export function readPackHash(): string {
  return hashOf(readFileSync(join(referencePackFolder(), "manifest.json")));
}

/** All rows of one table, sorted by natural key: camelCase keys, numbers and flags parsed, empty as null. */
export function readPackTable<N extends PackTableName>(name: N): PackRow<N>[] {
  const text = readFileSync(join(referencePackFolder(), `${name}.tsv`), "utf8");
  const lines = text.split("\n");
  lines.pop();
  const { columns } = packShape(name);
  const names = Object.keys(columns);
  if (lines.shift() !== names.join("\t")) {
    throw new AppError("unavailable", `db/reference/${name}.tsv has other columns than ${names.join(", ")}.`);
  }
  const keys = names.map((column) =>
    column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );
  const parsers = names.map((column) => parserOf(columns[column] ?? "text"));
  return lines.map((line) => {
    const cells = line.split("\t");
    const row: Record<string, string | number | boolean | null> = {};
    for (let index = 0; index < keys.length; index++) {
      row[keys[index] ?? ""] = parsers[index]?.(cells[index] ?? "") ?? null;
    }
    // Guaranteed by the header check and by the parsers, which follow the same list of columns as the type.
    return row as PackRow<N>;
  });
}

function parserOf(kind: ColumnKind): (cell: string) => string | number | boolean | null {
  if (kind === "text" || typeof kind === "object") return (cell) => cell;
  if (kind === "flag") return (cell) => cell === "1";
  if (kind === "text?") return (cell) => (cell === "" ? null : cell);
  return (cell) => (cell === "" ? null : Number(cell));
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
