/** Text in the encodings that spreadsheets and HR systems write. */
export const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

export function utf16(text: string, order: "le" | "be", withMark = true): Buffer {
  const bytes = Buffer.from(withMark ? `\uFEFF${text}` : text, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
}

const windows1252Bytes: Readonly<Record<string, number>> = {
  "€": 0x80,
  "„": 0x84,
  "…": 0x85,
  Š: 0x8a,
  Œ: 0x8c,
  "‘": 0x91,
  "’": 0x92,
  "“": 0x93,
  "”": 0x94,
  "–": 0x96,
  "—": 0x97,
  "™": 0x99,
  œ: 0x9c,
  Ÿ: 0x9f,
};

export function windows1252(text: string): Buffer {
  return Buffer.from([...text].map((character) => windows1252Bytes[character] ?? character.charCodeAt(0)));
}
