import { AppError, invalid } from "@/lib/errors";

/** The largest body of any endpoint: a hundred long profiles. */
const mostBytes = 10 * 1024 * 1024;

function tooLarge(): AppError {
  return new AppError("too_large", "The body is larger than 10 MB. Nothing was done; send it in parts.");
}

async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) throw tooLarge();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let size = 0;
  let text = "";
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > mostBytes) {
      await reader?.cancel();
      throw tooLarge();
    }
    text += decoder.decode(read.value, { stream: true });
  }
  return text + decoder.decode();
}

/** PostgreSQL keeps neither; said here, they are a fault of the request and not of ours. */
const unstorable = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

function checked(_key: string, value: unknown): unknown {
  const texts = typeof value === "object" && value !== null ? Object.keys(value) : [value];
  if (texts.some((text) => typeof text === "string" && unstorable.test(text)))
    throw new SyntaxError("A text holds what cannot be stored.");
  return value;
}

/** The JSON of a request. @throws AppError `invalid` with what kind of fault it is, `too_large` */
export async function readBody(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    throw new AppError("invalid", "The body must be JSON, sent with Content-Type: application/json.", {
      reason: "UNSUPPORTED_MEDIA_TYPE",
    });
  }
  try {
    return JSON.parse(await readText(request), checked);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("invalid", "The body is not sound JSON in UTF-8. Nothing was done.", {
      reason: "MALFORMED_BODY",
      cause,
    });
  }
}

/** What a caller names a request by, to send it again safely. @throws AppError `invalid` */
export function idempotencyKeyOf(headers: Headers): string | undefined {
  const key = headers.get("idempotency-key")?.trim();
  if (key === undefined || /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  const sentence = "An Idempotency-Key is 1 to 200 visible ASCII characters.";
  throw invalid(sentence, { "Idempotency-Key": sentence });
}
