import { createHash } from "node:crypto";
import { z } from "zod";
import { type ImportableReading, noText, segmentWidth } from "./pack-reading";
import type { PlacedRule } from "./review-schema";
import { rosterFields } from "./roster-fields";
import { ColumnMapping, type WorkforceSegment } from "./schema";

/** To be raised whenever the reader makes something else of the same file: what was kept before is then read anew. */
const readerVersion = 1;

/** All that a reading depends on. */
export interface ReadingBasis {
  readonly sha256: string;
  readonly fileName: string;
  readonly sheet: string | null;
  readonly mapping: ColumnMapping;
  readonly rules: readonly PlacedRule[];
}

/** Equal for two readings that cannot differ. */
export function basisKey({ sha256, fileName, sheet, mapping, rules }: ReadingBasis): string {
  const columns = rosterFields.map((field) => mapping[field] ?? null);
  const decided = rules
    .toSorted((a, b) => a.position - b.position)
    .map((rule) => [rule.faultCode, rule.line, rule.column, rule.value, rule.action, rule.replacement]);
  return createHash("sha256")
    .update(JSON.stringify([readerVersion, sha256, fileName, sheet, columns, decided]))
    .digest("hex");
}

const Count = z.int().min(0);

const PackedReading = z.object({
  rows: Count,
  people: Count,
  roles: Count,
  ignored: z.object({ blank: Count, total: Count, repeatedHeader: Count }),
  detected: ColumnMapping,
  mapping: ColumnMapping,
  columns: z.array(z.object({ name: z.string() })),
  review: z.object({ mendedLines: Count, skippedLines: Count }),
  texts: z.array(z.string()),
  segments: z.array(z.int()),
});

/** @throws when the text is not what `packReading` gives */
export function unpackReading(packed: string): ImportableReading {
  const { texts, segments: numbers, ...reading } = PackedReading.parse(JSON.parse(packed));
  if (numbers.length % segmentWidth !== 0) throw new Error("The kept reading is cut off.");
  const optional = (number = noText) => (number === noText ? null : wanted(number));
  const wanted = (number = noText) => {
    const text = texts[number];
    if (text === undefined) throw new Error("The kept reading names a text that it does not have.");
    return text;
  };
  const segments: WorkforceSegment[] = [];
  for (let at = 0; at < numbers.length; at += segmentWidth) {
    segments.push({
      title: wanted(numbers[at]),
      titleKey: wanted(numbers[at + 1]),
      department: optional(numbers[at + 2]),
      lineOfBusiness: optional(numbers[at + 3]),
      location: optional(numbers[at + 4]),
      headcount: numbers[at + 5] ?? 0,
    });
  }
  return { ...reading, segments };
}
