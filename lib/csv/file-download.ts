import type { OpenFile } from "@/lib/files/file-store";

/** Everything outside the characters RFC 8187 lets through unencoded. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A name that every file system takes: no path, no control character, at most 120 characters before the ending. */
export function safeFileName(name: string, ending: string): string {
  const plain = name
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+/, "");
  const short = [...plain]
    .slice(0, 120)
    .join("")
    .replace(/[. ]+$/, "");
  return `${short || "export"}.${ending}`;
}

/** RFC 6266: the real name for browsers that read `filename*`, a plain one for the others. */
export function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]/g, "_").replace(/["\\%]/g, "_");
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeName(fileName)}`;
}

/** Sends bytes as they are read; a reader that goes away ends the reading. */
function toWebStream(chunks: AsyncIterator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}

/** A CSV file to save, never to show. */
export function csvDownload(fileName: string, { stream, byteSize }: OpenFile): Response {
  return new Response(toWebStream(stream[Symbol.asyncIterator]()), {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": attachment(fileName),
      "content-length": String(byteSize),
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}
