import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runProgram } from "./verify-checks";

const cacheFolder = join("node_modules", ".cache", "opportune");
const codeFolders = ["app", "components", "db", "i18n", "inngest", "lib", "scripts"];
const pathInDocument =
  /^(?:app|bench|components|db|docs|e2e|i18n|inngest|lib|messages|public|scripts)\/[^\s<>*{}…]+$/;
/** Who may pass the wall between organizations (docs/ARCHITECTURE.md, docs/decisions/009). */
const maySeeAll =
  /^(db\/(client|statistics)\.ts|db\/testing\/|lib\/jobs\/|lib\/.*\/sweep-[^/]+\.ts$|lib\/onet\/(mutations\/(add-fetched|sync-life)|queries\/known-releases)\.ts$|scripts\/onet\.ts$)|\.test\.ts$|\/testing\//;

async function filesBelow(folder: string, ending: RegExp): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/"));
}

/** Paths that a document names and nobody finds. */
export async function documentFaults(): Promise<string[]> {
  const documents = ["README.md", ...(await filesBelow("docs", /\.md$/))];
  const faults = await Promise.all(
    documents.map(async (document) => {
      const text = await readFile(document, "utf8");
      const named = [...text.matchAll(/`([^`\n]+)`/g)]
        .map(([, span = ""]) => span.replace(/:\d+$/, ""))
        .filter((span) => pathInDocument.test(span) && !existsSync(span));
      const linked = [...text.matchAll(/\]\(([^)#\s]+)[^)\s]*\)/g)]
        .map(([, target = ""]) => target)
        .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(dirname(document), target)));
      return [...named, ...linked].map((path) => `${document} names ${path}, which is not there.`);
    }),
  );
  return faults.flat();
}

/** Files that reach across organizations without being a job or a sweep. */
export async function systemRoleFaults(): Promise<string[]> {
  const files = (await Promise.all(codeFolders.map((folder) => filesBelow(folder, /\.tsx?$/)))).flat();
  const faults = await Promise.all(
    files.map(async (file) => {
      if (maySeeAll.test(file)) return [];
      const text = await readFile(file, "utf8");
      return /import[^;]*\b(asSystem|systemClient)\b[^;]*from/.test(text)
        ? [
            `${file} passes the wall between organizations; only lib/jobs, sweeps, the planner's statistics and what brings O*NET releases in may.`,
          ]
        : [];
    }),
  );
  return faults.flat();
}

/** Whether the migrations lead to the schema in the code: generating one more must yield nothing. */
export async function migrationFaults(): Promise<string[]> {
  const copy = join(cacheFolder, "migrations");
  await rm(copy, { recursive: true, force: true });
  await mkdir(cacheFolder, { recursive: true });
  await cp(join("db", "migrations"), copy, { recursive: true });
  const before = await readdir(copy);
  const { code, said } = await runProgram("drizzle-kit", [
    ...["generate", "--dialect", "postgresql", "--casing", "snake_case"],
    ...["--schema", "./db/schema/index.ts", "--out", `./${copy}`],
  ]);
  const after = await readdir(copy);
  await rm(copy, { recursive: true, force: true });
  if (code !== 0) return [said];
  if (after.length === before.length) return [];
  return [
    "The schema has changed and no migration says so. Run: npm run db:generate -- --name <what changes>",
  ];
}
