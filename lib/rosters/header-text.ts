const specialLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  æ: "ae",
  œ: "oe",
  ł: "l",
  đ: "d",
};

/**
 * A header or value in the form it is compared in: lower case, no accents, words parted by single spaces,
 * camelCase taken apart, everything but letters and digits gone. "EmployeeID" and "Employee-ID" → "employee id".
 */
export function headerText(text: string): string {
  return text
    .slice(0, 200)
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßøæœłđ]/g, (letter) => specialLetters[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Printable ASCII words with single spaces between, which most cells are: nothing to change. */
const plainText = /^(?:[!-~]+(?: [!-~]+)*)?$/;

/** What leaves a mark on paper: neither space nor a character that is there to be ignored. */
const visible = /[^\s\u0085\u2800\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/u;
/** Marks of direction, joins and borders that no reader sees; those that shape letters and emoji stay. */
const invisible =
  /[\u00AD\u061C\u180E\u200B\u2060-\u2064\u206A-\u206F\uFEFF\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB]/g;

/** PostgreSQL stores no NUL, and no half of a surrogate pair: U+FFFD stands in for them. */
export function storableText(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, "\uFFFD");
}

/** A cell as people read it: invisible characters dropped, line ends and runs of spaces one space, NFC, no NUL. */
export function cellText(text: string): string {
  if (plainText.test(text)) return text;
  if (isBlankText(text)) return "";
  return storableText(text.normalize("NFC"))
    .replace(invisible, "")
    .replace(/[\s\u0085]+/g, " ")
    .trim();
}

/** Whether `cellText` would leave nothing. */
export function isBlankText(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first > 0x20 && first < 0x7f) return false;
  return !visible.test(text);
}

/** Column names as shown and stored: cleaned, blank ones named by position, repeated ones numbered. */
export function uniqueColumnNames(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((cell, index) => {
    const base = cellText(cell) || `Column ${index + 1}`;
    let name = base;
    for (let copy = 2; taken.has(name); copy += 1) name = `${base} (${copy})`;
    taken.add(name);
    return name;
  });
}
