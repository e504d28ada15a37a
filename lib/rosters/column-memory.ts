import { headerText } from "./header-text";
import { rosterFields } from "./roster-fields";
import type { ColumnMapping, RosterColumn, RosterField } from "./schema";

/** What an organization's people took a column of this name for, the last time they imported one. */
export interface RememberedColumn {
  readonly headerKey: string;
  /** Null: left out. */
  readonly field: RosterField | null;
  readonly byName: string;
  readonly at: string;
}

const unnamed = /^Column \d+$/;

/** Null for a column without a name of its own, of which there is nothing to remember. */
function headerKeyOf(name: string): string | null {
  return unnamed.test(name) ? null : headerText(name) || null;
}

function memoryOf(name: string, memories: ReadonlyMap<string, RememberedColumn>) {
  const key = headerKeyOf(name);
  return key === null ? undefined : memories.get(key);
}

/**
 * The columns with what people chose before in the place of what was detected. A field that is remembered for one
 * column is taken from any other; of two columns with the same remembered field the left one has it.
 */
export function withMemories(
  columns: readonly RosterColumn[],
  remembered: readonly RememberedColumn[],
): RosterColumn[] {
  const memories = new Map(remembered.map((memory) => [memory.headerKey, memory]));
  const taken = new Map<string, string>();
  for (const { name } of columns) {
    const field = memoryOf(name, memories)?.field;
    if (field && !taken.has(field)) taken.set(field, name);
  }
  return columns.map((column) => {
    const memory = memoryOf(column.name, memories);
    if (memory && (memory.field === null || taken.get(memory.field) === column.name)) {
      const reason = { rule: "remembered", words: null, byName: memory.byName, at: memory.at } as const;
      const confidence = memory.field === null ? 0 : 1;
      const isPersonal = memory.field === null && column.isPersonal;
      return { ...column, field: memory.field, confidence, reason, isPersonal };
    }
    if (column.field === null || !taken.has(column.field)) return column;
    return { ...column, field: null, confidence: 0, reason: null };
  });
}

/**
 * What to remember of an import: columns that a person took for something else than they look like, left out ones
 * too, and columns that are remembered already.
 */
export function chosenColumns(
  names: readonly string[],
  detected: ColumnMapping,
  chosen: ColumnMapping,
  known: ReadonlySet<string>,
): { readonly headerKey: string; readonly field: RosterField | null }[] {
  const fieldIn = (mapping: ColumnMapping, name: string) =>
    rosterFields.find((field) => mapping[field] === name) ?? null;
  const byKey = new Map<string, RosterField | null>();
  for (const name of names) {
    const headerKey = headerKeyOf(name);
    if (headerKey === null || byKey.has(headerKey)) continue;
    const field = fieldIn(chosen, name);
    if (field !== fieldIn(detected, name) || known.has(headerKey)) byKey.set(headerKey, field);
  }
  return [...byKey].map(([headerKey, field]) => ({ headerKey, field }));
}
