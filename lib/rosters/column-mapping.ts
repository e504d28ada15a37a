import { type ColumnEvidence, columnEvidence } from "./column-evidence";
import { isErrorColumn, isErrorFile } from "./error-columns";
import { type HeaderMatch, isPersonalHeader, matchHeader } from "./header-match";
import { sampleRows, shownCharacters } from "./limits";
import { cutText } from "./notes";
import { rosterFields } from "./roster-fields";
import type { ColumnMapping, ColumnReason, RosterColumn, RosterField } from "./schema";

const chosenReason: ColumnReason = { rule: "chosen", words: null };

/** Below this a column is not taken for a field by itself. */
const acceptedConfidence = 0.5;
/** Accepted, but worth a look. */
export const certainConfidence = 0.7;
const shownSamples = 3;

interface Candidate {
  readonly column: number;
  readonly field: RosterField;
  readonly confidence: number;
  readonly reason: ColumnReason;
}

/** How far the values bear out what the header says, as a factor on the header's score. */
const valueFactor: Readonly<Record<RosterField, (evidence: ColumnEvidence, headerScore: number) => number>> =
  {
    title: (values) => {
      if (values.salutationShare > 0.8) return 0.1;
      if (values.wholeNumberShare > 0.8) return 0.3;
      return values.averageLength > 80 ? 0.5 : 1;
    },
    department: (values) => (values.wholeNumberShare > 0.8 ? 0.7 : 1),
    line_of_business: (values) => (values.wholeNumberShare > 0.8 ? 0.7 : 1),
    location: (values) => (values.wholeNumberShare > 0.8 ? 0.6 : 1),
    headcount: (values, headerScore) => {
      if (values.numberShare >= 0.8) return 1;
      if (values.numberShare >= 0.3) return 0.8;
      // "Headcount" can be nothing else, so its words are faults to be shown; "Employees" may well be names.
      return headerScore === 1 ? 0.6 : 0.3;
    },
    employee_id: (values) => {
      if (values.idShare < 0.8) return 0.4;
      return values.distinctShare > 0.9 ? 1 : 0.75;
    },
  };

/** Any column most of whose values read like job titles, when no header says so. */
function titleByValues(column: number, evidence: ColumnEvidence): Candidate[] {
  if (evidence.count < 3 || evidence.jobWordShare < 0.4) return [];
  const confidence = Math.min(0.69, 0.4 + 0.4 * evidence.jobWordShare);
  return [{ column, field: "title", confidence, reason: { rule: "values", words: null } }];
}

function headerCandidates(
  column: number,
  matches: readonly HeaderMatch[],
  evidence: ColumnEvidence,
): Candidate[] {
  return matches.map(({ field, score, rule, words }) => ({
    column,
    field,
    confidence: score * (evidence.count === 0 ? 1 : valueFactor[field](evidence, score)),
    reason: { rule, words },
  }));
}

/** Best first; each field and each column is used once. Equal confidence: the field order, then the left column. */
function assign(candidates: readonly Candidate[]): Map<number, Candidate> {
  const ranked = candidates
    .filter((candidate) => candidate.confidence >= acceptedConfidence)
    .sort(
      (a, b) =>
        b.confidence - a.confidence ||
        rosterFields.indexOf(a.field) - rosterFields.indexOf(b.field) ||
        a.column - b.column,
    );
  const byColumn = new Map<number, Candidate>();
  const takenFields = new Set<RosterField>();
  for (const candidate of ranked) {
    if (takenFields.has(candidate.field) || byColumn.has(candidate.column)) continue;
    takenFields.add(candidate.field);
    byColumn.set(candidate.column, candidate);
  }
  return byColumn;
}

function distinctSamples(values: readonly string[]): string[] {
  const distinct = [...new Set(values.filter((value) => value !== ""))].slice(0, shownSamples);
  return distinct.map((value) => cutText(value, shownCharacters));
}

interface InspectedColumn {
  readonly evidence: ColumnEvidence;
  readonly isPersonal: boolean;
  readonly candidates: readonly Candidate[];
  readonly values: readonly string[];
}

function inspectColumn(name: string, column: number, values: readonly string[]): InspectedColumn {
  const evidence = columnEvidence(values.filter((value) => value !== name));
  const byHeader = headerCandidates(column, matchHeader(name), evidence);
  const isCount = byHeader.some(
    ({ field, confidence }) => field === "headcount" && confidence >= acceptedConfidence,
  );
  const isPersonal = evidence.emailShare > 0.5 || (isPersonalHeader(name) && !isCount);
  return { evidence, isPersonal, values, candidates: isPersonal ? [] : byHeader };
}

/**
 * Finds which column feeds which field, by header and by values.
 *
 * @param names unique column names
 * @param rows data rows as cleaned text, the first 200 are looked at; a short row counts as blank at its end
 */
export function detectColumns(
  names: readonly string[],
  rows: readonly (readonly string[])[],
): RosterColumn[] {
  const sample = rows.slice(0, sampleRows);
  const isOfErrors = isErrorFile(names);
  const columns = names.map((name, index) => {
    // What an error file says of its rows is no part of them.
    const isLeftOut = isOfErrors && isErrorColumn(name);
    return inspectColumn(
      isLeftOut ? "" : name,
      index,
      sample.map((row) => (isLeftOut ? "" : (row[index] ?? ""))),
    );
  });
  const candidates = columns.flatMap((column) => column.candidates);
  const hasTitle = candidates.some(
    ({ field, confidence }) => field === "title" && confidence >= acceptedConfidence,
  );
  const byValues = hasTitle ? [] : columns.flatMap((column, index) => titleByValues(index, column.evidence));
  const assigned = assign([...candidates, ...byValues]);
  return names.map((name, index) => {
    const choice = assigned.get(index);
    const column = columns[index];
    const isPersonal = (column?.isPersonal ?? false) && choice === undefined;
    return {
      name,
      field: choice?.field ?? null,
      confidence: choice ? Math.round(choice.confidence * 100) / 100 : 0,
      reason: choice?.reason ?? null,
      isPersonal,
      samples: isPersonal ? [] : distinctSamples(column?.values ?? []),
    };
  });
}

/**
 * The columns as a person mapped them: what they chose is certain, what they left out feeds nothing. A column that looks
 * like what it was taken for keeps the reason: it was another that somebody chose, or a row they mended.
 */
export function withChosenMapping(columns: readonly RosterColumn[], mapping: ColumnMapping): RosterColumn[] {
  return columns.map((column) => {
    const field = rosterFields.find((candidate) => mapping[candidate] === column.name) ?? null;
    if (field === null) return { ...column, field, confidence: 0, reason: null };
    const reason = field === column.field && column.reason ? column.reason : chosenReason;
    return { ...column, field, confidence: 1, reason, isPersonal: false };
  });
}

/** Field → column name, as a person would confirm it. */
export function mappingOf(columns: readonly RosterColumn[]): ColumnMapping {
  return Object.fromEntries(columns.flatMap(({ field, name }) => (field === null ? [] : [[field, name]])));
}
