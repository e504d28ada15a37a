import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { authorize, type Ctx } from "@/lib/auth/context";
import { arriving } from "@/lib/files/arriving-body";
import type { ByteStream } from "@/lib/files/file-store";
import { quarantine } from "@/lib/files/rooms";
import {
  type ImportReport,
  maxListedFaults,
  maxProfileFileBytes,
  type ProfileFault,
} from "../import/import-report";
import { openProfileFile, type ProfileFileKind } from "../import/profile-file-reader";
import { type ImportCounts, maxProfilesPerImport, NewProfile } from "../schema";
import { importProfiles, previewImport } from "./import-profiles";

/** What stands in the address that the file is sent to. */
const ImportTermsInput = z.strictObject({
  /** `check` says what an import would do; nothing is kept then. */
  mode: z.enum(["check", "import"]),
  purpose: NewProfile.shape.purpose,
  retainUntil: NewProfile.shape.retainUntil,
});

/** Read and written together. */
const chunkSize = 500;

/** Gathers what is to be said about a file while it is read. */
class Report {
  readonly #seen = new Map<string, number | null>();
  readonly #unknown = new Map<string, number>();
  readonly #faults: ProfileFault[] = [];
  readonly #counts = { created: 0, changed: 0, unchanged: 0, faultyCount: 0, faultCount: 0 };

  fault(faults: readonly ProfileFault[]): void {
    this.#counts.faultyCount += 1;
    this.#counts.faultCount += faults.length;
    this.#faults.push(...faults.slice(0, Math.max(0, maxListedFaults - this.#faults.length)));
  }

  unknownKeys(keys: readonly string[]): void {
    for (const key of new Set(keys)) {
      const count = this.#unknown.get(key);
      if (count !== undefined || this.#unknown.size < 100) this.#unknown.set(key, (count ?? 0) + 1);
    }
  }

  /** Whether this person is to be taken in: the first of their id, within the limit. */
  admits({ externalId }: NewProfile, line: number | null): boolean {
    const earlier = this.#seen.get(externalId);
    if (earlier !== undefined) {
      const message = `The id "${externalId}" stood on line ${earlier} already.`;
      this.fault([{ line, column: "external_id", message, hint: "Keep one row for each person." }]);
      return false;
    }
    if (this.#seen.size >= maxProfilesPerImport) {
      const most = maxProfilesPerImport.toLocaleString("en-US");
      this.fault([{ line, column: null, message: `More than ${most} people.`, hint: "Split the file." }]);
      return false;
    }
    this.#seen.set(externalId, line);
    return true;
  }

  count({ created, changed, unchanged }: ImportCounts): void {
    this.#counts.created += created;
    this.#counts.changed += changed;
    this.#counts.unchanged += unchanged;
  }

  get done(): ImportReport {
    const unknownKeys = [...this.#unknown].map(([key, count]) => ({ key, count }));
    return { ...this.#counts, faults: this.#faults, unknownKeys };
  }
}

async function walk(
  ctx: Ctx,
  path: string,
  { mode, purpose, retainUntil }: z.infer<typeof ImportTermsInput>,
): Promise<ImportReport> {
  const { kind, people } = await openProfileFile(path, { purpose, retainUntil });
  const report = new Report();
  let chunk: NewProfile[] = [];
  const flush = async () => {
    if (chunk.length > 0) report.count(await take(ctx, chunk, mode, kind));
    chunk = [];
  };
  for await (const { line, profile, faults, unknownKeys } of people) {
    report.unknownKeys(unknownKeys);
    if (profile === null) report.fault(faults);
    else if (report.admits(profile, line)) chunk.push(profile);
    if (chunk.length >= chunkSize) await flush();
  }
  await flush();
  return report.done;
}

function take(
  ctx: Ctx,
  chunk: readonly NewProfile[],
  mode: "check" | "import",
  kind: ProfileFileKind,
): Promise<ImportCounts> {
  return mode === "check" ? previewImport(ctx, chunk) : importProfiles(ctx, chunk, kind);
}

/**
 * Reads a file of people, CSV or JSON, and says what its import would do, or does it. People with a fault are left
 * out; every fault is told with its place. The file itself is kept nowhere.
 * @throws AppError `forbidden`, `invalid`, `too_large`
 */
export async function importProfileFile(ctx: Ctx, terms: unknown, body: ByteStream): Promise<ImportReport> {
  authorize(ctx, "profile:manage");
  const parsed = ImportTermsInput.parse(terms);
  const key = randomUUID();
  try {
    await quarantine.put(key, arriving(body), { maxBytes: maxProfileFileBytes });
    return await quarantine.withLocalCopy(key, (path) => walk(ctx, path, parsed));
  } finally {
    await quarantine.remove(key);
  }
}
