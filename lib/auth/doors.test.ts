import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { type Access, actionDoors, apiDoors, pageDoors, routeDoors } from "./doors";

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

const pages: Readonly<Record<string, Access>> = pageDoors;
const actions: Readonly<Record<string, Access>> = actionDoors;
const routes: Readonly<Record<string, Access>> = routeDoors;

function files(suffix: string): string[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(suffix))
    .map((name) => join("app", name));
}

/** `app/(app)/admin/members/page.tsx` → `/admin/members`. */
function urlOf(file: string): string {
  const parts = file.split("/").slice(1, -1);
  return `/${parts.filter((part) => !part.startsWith("(")).join("/")}`;
}

function parse(file: string, source = readFileSync(file, "utf8")): ts.SourceFile {
  return ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
}

/** Names a module gives to the outside, as values. */
function exportedNames(tree: ts.SourceFile): string[] {
  return tree.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const named = statement.exportClause;
      if (!named || !ts.isNamedExports(named)) return ["*"];
      return named.elements.map((element) => element.name.text);
    }
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name }) =>
        ts.isIdentifier(name)
          ? [name.text]
          : name.elements.flatMap((element) => ("name" in element ? [element.name.getText(tree)] : [])),
      );
    }
    return ts.isFunctionDeclaration(statement) ? [statement.name?.text ?? "default"] : [];
  });
}

/** What `export const { PUT } = refuseOtherMethods("GET")` refuses: no door. */
function refusedMethods(tree: ts.SourceFile): string[] {
  const text = tree.getFullText();
  const [, names = ""] = /^ *export const \{([^}]*)\} = refuseOtherMethods\(/m.exec(text) ?? [];
  return names.split(",").map((name) => name.trim());
}

interface DoorCall {
  readonly wrapper: string;
  readonly door: string;
}

/** Calls of the form `action("signIn", …)`, whatever the wrapper is called. */
function doorCalls(tree: ts.SourceFile): DoorCall[] {
  const calls: DoorCall[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const [first] = node.arguments;
      if (first && ts.isStringLiteral(first)) calls.push({ wrapper: node.expression.text, door: first.text });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return calls;
}

function isServerFile(tree: ts.SourceFile): boolean {
  const [first] = tree.statements;
  return (
    first !== undefined &&
    ts.isExpressionStatement(first) &&
    ts.isStringLiteral(first.expression) &&
    first.expression.text === "use server"
  );
}

/** Functions with a "use server" of their own are doors that no file of actions shows. */
function inlineServerFunctions(tree: ts.SourceFile): number {
  let count = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node)) {
      const [first] = node.statements;
      if (first && ts.isExpressionStatement(first) && first.getText(tree).includes("use server")) count += 1;
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return count;
}

const codeTrees = [...files(".ts"), ...files(".tsx")].map((file) => parse(file));
const actionTrees = codeTrees.filter(isServerFile);
const pageFiles = files("page.tsx");
const routeTrees = files("route.ts").map((file) => parse(file));

describe("pages", () => {
  it("have a row each, and each row has its page", () => {
    expect(pageFiles.map(urlOf).sort()).toEqual(Object.keys(pages).sort());
  });

  it("open their own door, unless everybody may pass", () => {
    const openers = new Set(["openPage", "openSessionPage"]);
    const faults = pageFiles.filter((file) => {
      const url = urlOf(file);
      const opened = doorCalls(parse(file)).filter(({ wrapper }) => openers.has(wrapper));
      if (pages[url] === "public") return opened.length > 0;
      return !opened.some(({ door }) => door === url);
    });
    expect(faults).toEqual([]);
  });
});

describe("server actions", () => {
  it("have a row each, and each row has its action", () => {
    const exported = actionTrees.flatMap(exportedNames).sort();
    const expected = Object.keys(actions).map((door) => `${door}Action`);
    expect(exported).toEqual(expected.sort());
  });

  it("pass the wrapper of their own row, and no open one when the row is not public", () => {
    const wrappers = new Set(["action", "publicAction"]);
    const calls = actionTrees.flatMap(doorCalls).filter(({ wrapper }) => wrappers.has(wrapper));
    const expected = Object.entries(actions).map(([door, access]) => ({
      wrapper: access === "public" ? "publicAction" : "action",
      door,
    }));
    const byDoor = (a: DoorCall, b: DoorCall) => (a.door < b.door ? -1 : 1);
    expect(calls.sort(byDoor)).toEqual(expected.sort(byDoor));
  });

  it("stand in files of actions only", () => {
    const inline = codeTrees.filter((tree) => inlineServerFunctions(tree) > 0).map((tree) => tree.fileName);
    expect(inline).toEqual([]);
  });
});

describe("route handlers", () => {
  const handlers = routeTrees.flatMap((tree) =>
    exportedNames(tree)
      .filter((name) => (methods.has(name) && !refusedMethods(tree).includes(name)) || name === "*")
      .map((method) => `${method} ${urlOf(tree.fileName)}`),
  );

  it("have a row each, and each row has its handler", () => {
    expect(handlers.sort()).toEqual([...Object.keys(routes), ...Object.keys(apiDoors)].sort());
  });

  it("of the API take a key, and no others do", () => {
    const keyed = routeTrees.flatMap(doorCalls).filter(({ wrapper }) => wrapper === "apiRoute");
    expect(keyed.map(({ door }) => door).sort()).toEqual(Object.keys(apiDoors).sort());
  });

  it("of the API say of every other method that they do not take it", () => {
    const answered = [...methods].filter((method) => method !== "HEAD").sort();
    for (const tree of routeTrees.filter(({ fileName }) => fileName.startsWith("app/api/v1/"))) {
      const exported = exportedNames(tree).filter((name) => methods.has(name));
      expect(exported.sort(), tree.fileName).toEqual(answered);
    }
  });

  it("pass the wrapper of their own row, unless everybody may pass", () => {
    const wrapped = routeTrees
      .flatMap(doorCalls)
      .filter(({ wrapper }) => wrapper === "route")
      .map(({ door }) => door);
    const closed = Object.keys(routes).filter((door) => routes[door] !== "public");
    expect(wrapped.sort()).toEqual(closed.sort());
  });
});

describe("the check itself", () => {
  const planted = parse(
    "app/planted/actions.ts",
    `"use server";
     export const aAction = action("a", work);
     const b = 1;
     export async function cAction() {}
     export { b as dAction };
     export const { eAction, f: fAction } = made();
     export const { PUT, OPTIONS } = refuseOtherMethods("GET");
     export * from "./more";`,
  );

  it("sees every way to export and every wrapper", () => {
    expect(isServerFile(planted)).toBe(true);
    const names = ["aAction", "cAction", "dAction", "eAction", "fAction", "PUT", "OPTIONS", "*"];
    expect(exportedNames(planted)).toEqual(names);
    expect(refusedMethods(planted)).toEqual(["PUT", "OPTIONS"]);
    expect(doorCalls(planted)[0]).toEqual({ wrapper: "action", door: "a" });
  });

  it("sees a server function inside a component", () => {
    const inline = parse("p.tsx", `const save = async () => { "use server"; await write(); };`);
    expect(inlineServerFunctions(inline)).toBe(1);
  });
});
