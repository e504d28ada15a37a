import { invalid } from "@/lib/errors";

/** The longest line of O*NET's files is a few thousand characters. */
const maxLineCharacters = 200_000;

/**
 * Lines in batches, one per chunk, without their ends (LF or CRLF) and without a byte order mark.
 * @throws AppError `invalid` for bytes that are no UTF-8 and for a line without end
 */
export async function* readLines(chunks: AsyncIterable<Buffer>, file: string): AsyncGenerator<string[]> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for await (const chunk of chunks) {
    const lines = `${rest}${decode(decoder, chunk, file)}`.split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > maxLineCharacters) {
      throw invalid(`${file} holds a line of more than ${maxLineCharacters} characters; it is not a table.`);
    }
    if (lines.length > 0) yield lines.map(withoutReturn);
  }
  rest += decode(decoder, undefined, file);
  if (rest !== "") yield [withoutReturn(rest)];
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

function decode(decoder: TextDecoder, chunk: Buffer | undefined, file: string): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw invalid(`${file} is not UTF-8 text. Take the file from O*NET's own download again.`);
  }
}
