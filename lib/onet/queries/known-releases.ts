import "server-only";
import { asc, ne } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { onetReleases } from "@/db/schema";
import { compareNumbers, newestOf, numberOfRelease } from "@/lib/onet/sync/release-numbers";

export interface KnownReleases {
  /** The newest number that is here, whatever it holds. */
  readonly newest: string | undefined;
  /** The newest that is here whole; the pack's own lacks statements and descriptions. */
  readonly newestWhole: string | undefined;
}

/** For a sync: what need not be fetched any more. */
export async function getKnownReleases(): Promise<KnownReleases> {
  const [all, whole] = await asSystem("sync O*NET", async (tx) => [
    await tx.select({ release: onetReleases.release }).from(onetReleases),
    await tx
      .select({ release: onetReleases.release })
      .from(onetReleases)
      .where(ne(onetReleases.origin, "pack")),
  ]);
  const newestIn = (rows: readonly { readonly release: string }[]) =>
    newestOf(rows.map(({ release }) => numberOfRelease(release)));
  return { newest: newestIn(all), newestWhole: newestIn(whole) };
}

/** The newest release that is older than one; of several revisions the last. */
export async function findReleaseBefore(release: string): Promise<string | undefined> {
  const rows = await asSystem("sync O*NET", (tx) =>
    tx
      .select({ release: onetReleases.release })
      .from(onetReleases)
      .where(ne(onetReleases.release, release))
      .orderBy(asc(onetReleases.importedAt), asc(onetReleases.release)),
  );
  const number = numberOfRelease(release);
  const isOlder = (other: string) => compareNumbers(numberOfRelease(other), number) <= 0;
  const before = rows.filter((row) => isOlder(row.release));
  const byNumber = (a: string, b: string) => compareNumbers(numberOfRelease(a), numberOfRelease(b));
  return before.toSorted((a, b) => byNumber(a.release, b.release)).at(-1)?.release;
}
