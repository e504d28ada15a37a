import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";

// The registry this project is developed behind lacks some builds for other platforms, and npm then leaves them out of
// the lock file without a word: `npm ci` refuses the lock everywhere, and a Mac would get nothing. This puts them back.
// After every change of dependencies: npx tsx scripts/lock-file.ts --write. Without --write it only checks.

const Package = z.looseObject({
  dev: z.boolean().optional(),
  resolved: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const LockFile = z.looseObject({ packages: z.record(z.string(), Package) });
type LockFile = z.infer<typeof LockFile>;

const path = "package-lock.json";

const systems: Readonly<Record<string, string>> = {
  ...{ aix: "aix", android: "android", darwin: "darwin", freebsd: "freebsd", linux: "linux" },
  ...{ netbsd: "netbsd", openbsd: "openbsd", openharmony: "openharmony", sunos: "sunos" },
  ...{ win32: "win32", windows: "win32", linuxmusl: "linux" },
};
const processors = new Set("arm arm64 ia32 loong64 mips64el ppc64 riscv64 s390x wasm32 x64".split(" "));

/** Which machine a package is for. npm reads it from lists in the entry; the packages' names tell the same. */
function platformOf(name: string): { cpu?: string; libc?: string; os?: string } {
  const words = name.split(/[/-]/);
  const os = words.map((word) => systems[word]).find((word) => word !== undefined);
  const cpu = words.find((word) => processors.has(word));
  const libc = words.some((word) => word.includes("musl"))
    ? "musl"
    : words.some((word) => word.startsWith("gnu"))
      ? "glibc"
      : undefined;
  if (!(os || cpu)) throw new Error(`The name ${name} does not tell which machine the package is for.`);
  return { cpu, libc, os };
}

/** In the order in which npm writes these fields. */
function entryFor(name: string, version: string, isDev: boolean): z.infer<typeof Package> {
  const { cpu, libc, os } = platformOf(name);
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(isDev && { dev: true }),
    ...(libc && { libc: [libc] }),
    optional: true,
    ...(os && { os: [os] }),
  };
}

/** The entries for optional packages that a parent names and the lock file does not hold. */
export function findMissing(lock: LockFile): Record<string, z.infer<typeof Package>> {
  const missing: Record<string, z.infer<typeof Package>> = {};
  for (const [parentKey, parent] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const key = `node_modules/${name}`;
      if (lock.packages[`${parentKey}/${key}`] || lock.packages[key]) continue;
      if (!/^\d/.test(version))
        throw new Error(`${parentKey} asks for ${name} ${version}: no exact version.`);
      // Wanted for development alone only if no other parent wants it.
      const isDev = parent.dev === true && (missing[key] === undefined || missing[key].dev === true);
      missing[key] = entryFor(name, version, isDev);
    }
  }
  return missing;
}

/** What is wrong with the lock file, one sentence each. */
export function lockFaults(lock: LockFile): string[] {
  const missing = Object.keys(findMissing(lock));
  const addressed = Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined);
  return [
    ...(missing.length > 0
      ? [
          `package-lock.json lacks ${missing.length} builds for other platforms, so \`npm ci\` refuses it. ` +
            "Mend it with: npx tsx scripts/lock-file.ts --write",
        ]
      : []),
    ...addressed.map(([key]) => `package-lock.json holds a registry's address for ${key}.`),
  ];
}

export async function readLockFile(): Promise<LockFile> {
  return LockFile.parse(JSON.parse(await readFile(path, "utf8")));
}

async function mend(): Promise<void> {
  const lock: { packages: Record<string, unknown> } = JSON.parse(await readFile(path, "utf8"));
  const missing = findMissing(LockFile.parse(lock));
  // In npm's own order, so that npm has nothing to move.
  const entries = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) =>
    a.localeCompare(b, "en"),
  );
  lock.packages = Object.fromEntries(entries);
  await writeFile(path, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`Added ${Object.keys(missing).length} entries to ${path}.\n`);
}

if (process.argv[1]?.endsWith("lock-file.ts")) {
  if (process.argv.includes("--write")) await mend();
  const faults = lockFaults(await readLockFile());
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
}
