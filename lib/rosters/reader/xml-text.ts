import { StringDecoder } from "node:string_decoder";

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function characterOf(hex: string | undefined, decimal: string | undefined): string {
  const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
}

/** Text of XML as a person reads it, with the escapes that workbooks use beyond XML (`_x000D_`). */
export function unescapeXml(text: string): string {
  const plain = text.includes("&")
    ? text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (_, hex, decimal, name) =>
        name ? (entities[name.toLowerCase()] ?? "") : characterOf(hex, decimal),
      )
    : text;
  if (!plain.includes("_x")) return plain;
  return plain.replace(/_x([\da-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const byName = new Map<string, { readonly quick: string; readonly slow: RegExp }>();

function patternsOf(name: string) {
  let patterns = byName.get(name);
  if (!patterns) {
    patterns = {
      quick: ` ${name}="`,
      slow: new RegExp(`(?:^|\\s)(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`),
    };
    byName.set(name, patterns);
  }
  return patterns;
}

/** Written otherwise than ` name="value"`, which nearly all programs write. */
const oddlyWritten = /['\n\r\t:]|\s=|=\s/;

/** The raw value of an attribute in the inside of a tag, whatever prefix its name has. */
export function attributeOf(tag: string, name: string): string | undefined {
  const { quick, slow } = patternsOf(name);
  const at = tag.indexOf(quick);
  if (at !== -1) {
    const start = at + quick.length;
    const end = tag.indexOf('"', start);
    if (end !== -1) return tag.slice(start, end);
  }
  if (!oddlyWritten.test(tag)) return undefined;
  const found = slow.exec(tag);
  return found ? (found[1] ?? found[2]) : undefined;
}

/** The text of an XML part piece by piece: UTF-8, or UTF-16 when its byte order mark says so. */
export async function* xmlTexts(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: StringDecoder | undefined;
  let isSwapped = false;
  let odd = Buffer.alloc(0);
  for await (const chunk of chunks) {
    let bytes = chunk;
    if (!decoder) {
      isSwapped = bytes[0] === 0xfe && bytes[1] === 0xff;
      decoder = new StringDecoder(isSwapped || (bytes[0] === 0xff && bytes[1] === 0xfe) ? "utf16le" : "utf8");
    }
    if (isSwapped) {
      const whole = Buffer.concat([odd, bytes]);
      const even = whole.length - (whole.length % 2);
      odd = Buffer.from(whole.subarray(even));
      bytes = Buffer.from(whole.subarray(0, even)).swap16();
    }
    yield decoder.write(bytes);
  }
}
