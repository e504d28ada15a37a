import { storableText } from "./header-text";
import type { RosterInspection } from "./schema";

/**
 * The inspection as it may be stored and shown: cells of columns that hold names, contacts or ids of people are left
 * out of the preview, the samples and the faults, and NUL, which PostgreSQL's jsonb refuses, reads as U+FFFD.
 */
export function withoutPeople(inspection: RosterInspection): RosterInspection {
  const hidden = new Set(
    inspection.columns
      .filter(({ isPersonal, field }) => isPersonal || field === "employee_id")
      .map(({ name }) => name),
  );
  const isHidden = (column: string | null) => column !== null && hidden.has(column);
  return {
    ...inspection,
    columns: inspection.columns.map((column) =>
      isHidden(column.name) ? { ...column, samples: [] } : column,
    ),
    preview: inspection.preview.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !isHidden(name))),
    ),
    errors: inspection.errors.map((error) => ({
      ...error,
      message: storableText(error.message),
      value: error.value === null || isHidden(error.column) ? null : storableText(error.value),
    })),
  };
}
