import { storableText } from "./header-text";
import type { KeptFault, KeptRow, StoredInspection } from "./review-schema";
import type { RosterInspection, RosterNote } from "./schema";

type IsHidden = (column: string | null) => boolean;

function hiddenColumns({ columns }: RosterInspection): IsHidden {
  const hidden = new Set(
    columns.filter(({ isPersonal, field }) => isPersonal || field === "employee_id").map(({ name }) => name),
  );
  return (column) => column !== null && hidden.has(column);
}

function withoutValue<Note extends RosterNote>(note: Note, isHidden: IsHidden): Note {
  const value = note.value === null || isHidden(note.column) ? null : storableText(note.value);
  return { ...note, message: storableText(note.message), value };
}

/** Cells that tell of a person stay out, unless they are what is to be mended: an id that is there twice. */
function keptRow(row: KeptRow, inspection: RosterInspection, isHidden: IsHidden): KeptRow {
  const isId = (column: string | null) =>
    inspection.columns.some(({ name, field }) => name === column && field === "employee_id");
  const isNeeded = (column: string) => isId(column) && row.faults.some((fault) => fault.column === column);
  return {
    ...row,
    cells: row.cells.map((cell, index) => {
      const name = inspection.columns[index]?.name ?? null;
      if (cell === null || (name !== null && isHidden(name) && !isNeeded(name))) return null;
      return storableText(cell);
    }),
    faults: row.faults.map(
      (fault): KeptFault => withoutValue(fault, (column) => isHidden(column) && !isId(column)),
    ),
  };
}

/**
 * The inspection as it may be stored and shown: cells of columns that hold names, contacts or ids of people are left
 * out of the preview, the samples and the faults, and NUL, which PostgreSQL's jsonb refuses, reads as U+FFFD.
 */
export function withoutPeople(inspection: StoredInspection): StoredInspection {
  const isHidden = hiddenColumns(inspection);
  return {
    ...inspection,
    columns: inspection.columns.map((column) =>
      isHidden(column.name) ? { ...column, samples: [] } : column,
    ),
    preview: inspection.preview.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !isHidden(name))),
    ),
    errors: inspection.errors.map((error) => withoutValue(error, isHidden)),
    review: {
      ...inspection.review,
      rows: inspection.review.rows.map((row) => keptRow(row, inspection, isHidden)),
    },
  };
}
