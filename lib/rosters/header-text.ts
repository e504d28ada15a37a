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

const visible = /[^\s\u00AD\u200B\u2060\uFEFF\u200E\u200F\u202A-\u202E\u2066-\u2069]/;
const invisible = /[\u00AD\u200B\u2060\uFEFF\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** PostgreSQL stores no NUL: U+FFFD stands in for it. */
export function withoutNul(text: string): string {
  return text.replaceAll("\0", "\uFFFD");
}

/** A cell as people read it: invisible characters dropped, line ends and runs of spaces one space, NFC, no NUL. */
export function cellText(text: string): string {
  if (plainText.test(text)) return text;
  return withoutNul(text.normalize("NFC")).replace(invisible, "").replace(/\s+/g, " ").trim();
}

/** Whether `cellText` would leave nothing. */
export function isBlankText(text: string): boolean {
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
