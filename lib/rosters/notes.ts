import type { RefusalCode, RosterNote, RosterRefusal } from "./schema";

const maxValueCharacters = 200;

type NoteParts<Code extends string> = Pick<RosterNote<Code>, "code" | "message" | "hint"> &
  Partial<Pick<RosterNote<Code>, "line" | "column" | "value">>;

/** The beginning of a text, which never ends in half a character. */
export function cutText(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}

/** A fault or warning with the parts that are not given set to null, and its value cut to a readable length. */
export function rosterNote<Code extends string>(parts: NoteParts<Code>): RosterNote<Code> {
  const value = parts.value ?? null;
  return {
    code: parts.code,
    line: parts.line ?? null,
    column: parts.column ?? null,
    value:
      value !== null && value.length > maxValueCharacters ? `${cutText(value, maxValueCharacters)}…` : value,
    message: parts.message,
    hint: parts.hint,
  };
}

/** Stops the reading of a file. Caught once, in `readRoster`, where it becomes part of the answer. */
export class RosterRefusedError extends Error {
  readonly refusal: RosterRefusal;

  constructor(refusal: RosterRefusal, cause?: unknown) {
    super(refusal.message, { cause });
    this.name = "RosterRefusedError";
    this.refusal = refusal;
  }
}

export function refuse(parts: NoteParts<RefusalCode>, cause?: unknown): RosterRefusedError {
  return new RosterRefusedError(rosterNote(parts), cause);
}

export function unreadableFile(cause: unknown): RosterRefusedError {
  return refuse(
    {
      code: "file_unreadable",
      message: "This file cannot be opened.",
      hint: "Check that it exists, that it is a file, and that you may read it.",
    },
    cause,
  );
}

const wholeNumber = new Intl.NumberFormat("en-US");

/** 1234567 → "1,234,567", in messages. */
export function grouped(value: number): string {
  return wholeNumber.format(value);
}
