/** O*NET's release numbers, `31.0`, and what its download site calls their files. Pure. */

/** The zip of a release has about 15 MB, and grows slowly. */
export const maxReleaseBytes = 200 * 1024 * 1024;

/** Four a year: `.0` to `.3`, then the next whole number. */
const releasesPerYear = 4;

function partsOf(number: string): readonly [number, number] {
  const [whole = "", part = ""] = number.split(".");
  return [Number(whole), Number(part)];
}

/** Below 0 when the first is older. */
export function compareNumbers(a: string, b: string): number {
  const [wholeA, partA] = partsOf(a);
  const [wholeB, partB] = partsOf(b);
  return wholeA - wholeB || partA - partB;
}

export function newestOf(numbers: readonly string[]): string | undefined {
  return numbers.toSorted(compareNumbers).at(-1);
}

/** The numbers that O*NET's next releases will have. */
export function numbersAfter(number: string, count: number): string[] {
  const [whole, part] = partsOf(number);
  return Array.from({ length: count }, (_, index) => {
    const place = whole * releasesPerYear + Math.min(part, releasesPerYear - 1) + index + 1;
    return `${Math.floor(place / releasesPerYear)}.${place % releasesPerYear}`;
  });
}

/** The number in the key of a release of ours: `30.1` of `30.1-r2`. */
export function numberOfRelease(release: string): string {
  return release.replace(/-r\d+$/, "");
}

/** The path of the zip with the text files of a release. */
export function downloadPath(number: string): string {
  return `/dl_files/database/db_${number.replace(".", "_")}_text.zip`;
}

/** The page that lists the current release. */
export const listPath = "/database.html";

/** The releases whose text files a page links to. */
export function numbersIn(page: string): string[] {
  const links = page.matchAll(/\bdb_(\d{1,2})_(\d)_text\.zip\b/g);
  return [...new Set([...links].map(([, whole, part]) => `${whole}.${part}`))];
}
