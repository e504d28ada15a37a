import { invalid } from "@/lib/errors";
import type { InputName, ReleaseSource, SourceRow } from "@/lib/onet/release/release-inputs";
import type { ReleaseRow, ReleaseTableName } from "@/lib/onet/release/release-tables";
import { toDay } from "@/lib/onet/release/source-cells";
import type { InputCounts, SkipReason } from "@/lib/onet/schema";

/** What later tables ask of earlier ones. */
export class Parents {
  readonly codes = new Set<string>();
  readonly gwaIds = new Set<string>();
  readonly iwaIds = new Set<string>();
  readonly dwaIds = new Set<string>();
  readonly codeByTask = new Map<number, string>();

  /** Takes up the cells of a row of a finished table, by column. */
  note(name: ReleaseTableName, cell: (column: string) => string): void {
    if (name === "occupations") this.codes.add(cell("code"));
    if (name === "gwas") this.gwaIds.add(cell("id"));
    if (name === "iwas") this.iwaIds.add(cell("id"));
    if (name === "dwas") this.dwaIds.add(cell("id"));
    if (name === "tasks") this.codeByTask.set(Number(cell("task_id")), cell("code"));
  }
}

const orphanReasons: readonly SkipReason[] = ["unknown_occupation", "unknown_task", "unknown_activity"];

/** O*NET's own releases have no row that points nowhere; more than these are a mix of releases, or a damaged file. */
const mostOrphansShare = 0.01;

/** The reading of one table: rows in, counts beside them. */
export class TableWork {
  readonly source: ReleaseSource;
  readonly parents: Parents;
  newestDataAt: string | null = null;
  readonly #counts = new Map<InputName, { rows: number; skipped: Partial<Record<SkipReason, number>> }>();

  constructor(source: ReleaseSource, parents: Parents) {
    this.source = source;
    this.parents = parents;
  }

  /** For sentences: the field as its file calls it. */
  place(input: InputName, field: string): string {
    return `${this.source.describe(input).files.join(" and ")}, ${field}`;
  }

  /**
   * Hands over every row of an input and counts it.
   * @param take returns why a row is left out, or null
   */
  async each<I extends InputName>(
    input: I,
    take: (row: SourceRow<I>) => SkipReason | null,
    isOurs: (row: SourceRow<I>) => boolean = () => true,
  ): Promise<void> {
    const counts = { rows: 0, skipped: {} as Partial<Record<SkipReason, number>> };
    this.#counts.set(input, counts);
    for await (const batch of this.source.read(input)) {
      for (const row of batch) {
        if (!isOurs(row)) continue;
        counts.rows += 1;
        const reason = take(row);
        if (reason !== null) counts.skipped[reason] = (counts.skipped[reason] ?? 0) + 1;
        this.#noteDate(row);
      }
    }
    this.#checkCounts(input);
  }

  #noteDate(row: Readonly<Record<string, string | null>>): void {
    const day = toDay(row.date ?? null);
    if (day !== null && (this.newestDataAt === null || day > this.newestDataAt)) this.newestDataAt = day;
  }

  counts(): Partial<Record<InputName, InputCounts>> {
    const entries = [...this.#counts].map(([input, { rows, skipped }]) => {
      const { files, release } = this.source.describe(input);
      return [input, { files, release, rows, skipped }] as const;
    });
    return Object.fromEntries(entries);
  }

  #checkCounts(input: InputName): void {
    const { rows, skipped } = this.#counts.get(input) ?? { rows: 0, skipped: {} };
    const files = this.source.describe(input).files.join(" and ");
    if (rows === 0 && input !== "emergingTasks")
      throw invalid(`${files} holds no row. Nothing was imported.`);
    const orphans = orphanReasons.reduce((sum, reason) => sum + (skipped[reason] ?? 0), 0);
    const isTree = input === "iwas" || input === "dwas";
    if (orphans > (isTree ? 0 : rows * mostOrphansShare)) {
      throw invalid(
        `${files}: ${orphans} of ${rows} rows name an occupation, a task or an activity that this release does not have. It is a mix of releases, or damaged. Nothing was imported.`,
      );
    }
  }
}

/** Rows by key. The same row twice counts once; two rows that differ under one key refuse the release. */
export class KeyedRows<N extends ReleaseTableName> {
  readonly #rows = new Map<string, ReleaseRow<N>>();
  readonly #name: N;

  constructor(name: N) {
    this.#name = name;
  }

  add(key: string, row: ReleaseRow<N>): "duplicate" | null {
    const known = this.#rows.get(key);
    if (known === undefined) {
      this.#rows.set(key, row);
      return null;
    }
    const cells: Readonly<Record<string, unknown>> = known;
    if (Object.entries(row).some(([column, cell]) => cells[column] !== cell)) {
      throw invalid(
        `${this.#name}: two rows have the key ${key.replaceAll("\t", ", ")}. Nothing was imported.`,
      );
    }
    return "duplicate";
  }

  rows(): ReleaseRow<N>[] {
    return [...this.#rows.values()];
  }
}
