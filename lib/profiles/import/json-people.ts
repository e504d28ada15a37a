/** A person's object as text, and where it begins in the file. */
export interface JsonPiece {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** Text that is no list of objects. */
export class JsonShapeError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.name = "JsonShapeError";
    this.line = line;
    this.column = column;
  }
}

/** No profile within the limits is longer. */
const mostCharacters = 4_000_000;

/**
 * Cuts a JSON text that arrives in parts into its outermost objects: those of a list, one alone, or one a line. It
 * looks at brackets and strings only; each piece is still to be parsed.
 */
export class JsonCutter {
  #line = 1;
  #column = 0;
  #depth = 0;
  #isInList = false;
  #hasEnded = false;
  #isInString = false;
  #isEscaped = false;
  #parts: string[] = [];
  #length = 0;
  #start: { readonly line: number; readonly column: number } | null = null;

  *push(text: string): Generator<JsonPiece> {
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const character = text[at] ?? "";
      if (character === "\n") {
        this.#line += 1;
        this.#column = 0;
      } else {
        this.#column += 1;
      }
      if (this.#start === null) {
        if (this.#outside(character)) from = at;
        continue;
      }
      if (!this.#inside(character)) continue;
      yield this.#finish(text.slice(from, at + 1));
    }
    if (this.#start !== null) this.#keep(text.slice(from));
  }

  /** @throws JsonShapeError when the text ends in the middle */
  end(): void {
    if (this.#start !== null) {
      const { line, column } = this.#start;
      throw new JsonShapeError("The object that begins here is never closed.", line, column);
    }
    if (this.#isInList && !this.#hasEnded) {
      throw new JsonShapeError("The list is never closed.", this.#line, this.#column);
    }
  }

  /** Between objects. @returns whether one begins here */
  #outside(character: string): boolean {
    if (/[\s,\ufeff]/.test(character)) return false;
    if (character === "{" && !this.#hasEnded) {
      this.#start = { line: this.#line, column: this.#column };
      this.#depth = 1;
      return true;
    }
    if (character === "[" && !this.#isInList) {
      this.#isInList = true;
      return false;
    }
    if (character === "]" && this.#isInList && !this.#hasEnded) {
      this.#hasEnded = true;
      return false;
    }
    throw new JsonShapeError(`"${character}" stands where an object should begin.`, this.#line, this.#column);
  }

  /** Within an object. @returns whether it ends here */
  #inside(character: string): boolean {
    if (this.#isInString) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (character === "\\") this.#isEscaped = true;
      else if (character === '"') this.#isInString = false;
      return false;
    }
    if (character === '"') this.#isInString = true;
    else if (character === "{" || character === "[") this.#depth += 1;
    else if (character === "}" || character === "]") this.#depth -= 1;
    return this.#depth === 0;
  }

  #keep(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
    if (this.#length <= mostCharacters) return;
    const { line, column } = this.#start ?? { line: this.#line, column: this.#column };
    throw new JsonShapeError("The object that begins here is longer than a profile can be.", line, column);
  }

  #finish(rest: string): JsonPiece {
    this.#keep(rest);
    const piece = { text: this.#parts.join(""), ...(this.#start ?? { line: 1, column: 1 }) };
    this.#parts = [];
    this.#length = 0;
    this.#start = null;
    return piece;
  }
}

/** Where a fault of the parser lies in the file. */
export function placeOfJsonFault(piece: JsonPiece, error: unknown): { line: number; column: number } {
  const position = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
  if (position === undefined) return { line: piece.line, column: piece.column };
  const before = piece.text.slice(0, Number(position)).split("\n");
  const last = before.at(-1) ?? "";
  return before.length === 1
    ? { line: piece.line, column: piece.column + last.length }
    : { line: piece.line + before.length - 1, column: last.length + 1 };
}
