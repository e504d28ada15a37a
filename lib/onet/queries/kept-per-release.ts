import "server-only";

/**
 * What follows from a release, kept in the process: a release never changes once it is there, and few are in use at a
 * time. Who asks while it is made waits for the same; what failed is made anew.
 * @param name under which two copies of a module find each other, since Next bundles pages and routes apart
 */
export function keptPerRelease<T>(name: string, limit = 2) {
  const shared = globalThis as typeof globalThis & { opportuneReleases?: Map<string, Map<string, unknown>> };
  shared.opportuneReleases ??= new Map();
  const kept = (shared.opportuneReleases.get(name) ?? new Map()) as Map<string, Promise<T>>;
  shared.opportuneReleases.set(name, kept);
  return (release: string, make: () => Promise<T>): Promise<T> => {
    const known = kept.get(release);
    if (known !== undefined) return known;
    const made = make();
    kept.set(release, made);
    made.catch(() => kept.delete(release));
    const [oldest] = kept.keys();
    if (kept.size > limit && oldest !== undefined) kept.delete(oldest);
    return made;
  };
}
