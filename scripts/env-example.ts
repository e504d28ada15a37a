import { readFile, writeFile } from "node:fs/promises";
import { type VariableNotes, variableNotes } from "@/lib/env-kinds";
import { variables } from "@/lib/env-variables";

// Writes `.env.example` and the README's table of settings from the one list of variables: npx tsx
// --tsconfig tsconfig.node.json scripts/env-example.ts. A test fails when they are out of date.

const begin = "<!-- settings: written by scripts/env-example.ts -->";
const end = "<!-- end of settings -->";

function described(): { readonly name: string; readonly notes: VariableNotes }[] {
  return Object.entries(variables).map(([name, schema]) => {
    const notes = variableNotes.get(schema);
    if (!notes) throw new Error(`${name} has no notes.`);
    return { name, notes };
  });
}

/** A template in which nothing is set, since nothing has to be. */
export function envExample(): string {
  const lines = ["# Copy to .env and set what you need; npm run up reads it. Nothing has to be set.", ""];
  let group: string | undefined;
  for (const { name, notes } of described()) {
    if (notes.group !== group) lines.push(`# --- ${notes.group} ---`, "");
    group = notes.group;
    lines.push(`# ${notes.description}`, `# Not set: ${notes.unset}.`, `#${name}=${notes.example ?? ""}`, "");
  }
  return lines.join("\n");
}

/** The README with its table brought up to date. */
export function withSettingsTable(readme: string): string {
  const [before, rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`README.md must hold the lines "${begin}" and "${end}".`);
  }
  const rows = described().map(
    ({ name, notes }) => `| \`${name}\` | ${notes.description} | ${notes.unset} |`,
  );
  const table = ["| Variable | What it sets | When it is not set |", "|---|---|---|", ...rows];
  return `${before}${begin}\n${table.join("\n")}\n${end}${after}`;
}

if (process.argv[1]?.endsWith("env-example.ts")) {
  await writeFile(".env.example", envExample());
  await writeFile("README.md", withSettingsTable(await readFile("README.md", "utf8")));
}
