import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { memberRoles } from "@/db/enums";
import { type Access, actionDoors, apiDoors, pageDoors, routeDoors } from "./doors";
import { type Right, rights, rightsByScope, rightsOf } from "./rights";

const document = readFileSync("docs/rights.md", "utf8");

const mark = (isAllowed: boolean) => (isAllowed ? "yes" : "–");
const row = (...cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const head = (...cells: readonly string[]) => [row(...cells), `|${cells.map(() => "---").join("|")}|`];

/** Everybody who can be signed in, as columns of the tables. */
const people = [
  ...memberRoles.map((role) => ({ title: role, rights: rightsOf(role, false) })),
  { title: "operator, besides", rights: new Set([...rightsOf("analyst", true)].filter(isOperators)) },
];

function isOperators(right: Right): boolean {
  return !memberRoles.some((role) => rightsOf(role, false).has(right));
}

function rightsTable(): string[] {
  return [
    ...head("Right", ...people.map(({ title }) => title)),
    ...rights.map((right) => row(`\`${right}\``, ...people.map((person) => mark(person.rights.has(right))))),
  ];
}

function passes(access: Access, held: ReadonlySet<Right>): boolean {
  if (access === "public" || access === "signed-in") return true;
  return access.some((right) => held.has(right));
}

function doorTable(doors: Readonly<Record<string, Access>>): string[] {
  return [
    ...head("Door", "signed out", ...people.map(({ title }) => title)),
    ...Object.entries(doors).map(([door, access]) =>
      row(
        `\`${door}\``,
        mark(access === "public"),
        ...people.map((person) => mark(passes(access, person.rights))),
      ),
    ),
  ];
}

/** Who may make a key that passes: nobody's key has more rights than they have. */
function apiTable(): string[] {
  return [
    ...head("Door", "scope of the key", ...people.map(({ title }) => title)),
    ...Object.entries(apiDoors).map(([door, scope]) =>
      row(
        `\`${door}\``,
        `\`${scope}\``,
        ...people.map((person) => mark(rightsByScope[scope].every((right) => person.rights.has(right)))),
      ),
    ),
  ];
}

/** The document with its five tables as the code has them. */
function withTables(): string {
  const tables = Object.entries({
    rights: rightsTable(),
    pages: doorTable(pageDoors),
    actions: doorTable(actionDoors),
    routes: doorTable(routeDoors),
    api: apiTable(),
  });
  return tables.reduce((text, [name, lines]) => {
    const [before, after] = [`<!-- ${name} -->\n`, "\n<!-- end -->"];
    const from = text.indexOf(before) + before.length;
    return text.slice(0, from) + lines.join("\n") + text.slice(text.indexOf(after, from));
  }, document);
}

describe("docs/rights.md", () => {
  it("says what the code says; `npx vitest run lib/auth/rights -u` writes it anew", async () => {
    await expect(withTables()).toMatchFileSnapshot("../../docs/rights.md");
  });
});

describe("rightsOf", () => {
  it("never gives a right over others' sessions without the same right over one's own, where one can own them", () => {
    for (const role of memberRoles) {
      const held = rightsOf(role, false);
      if (!held.has("session:create")) continue;
      for (const right of rights.filter((name) => name.endsWith("-any"))) {
        const own = rights.find((name) => name === right.replace(/-any$/, "-own"));
        if (held.has(right) && own) expect(held, role).toContain(own);
      }
    }
  });

  it("gives an operator one right more than the role has, and no say over sessions", () => {
    for (const role of memberRoles) {
      const more = [...rightsOf(role, true)].filter((right) => !rightsOf(role, false).has(right));
      expect(more).toEqual(["installation:manage"]);
    }
  });
});
