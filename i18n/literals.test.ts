import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { catalogues } from "./catalogues";

const readableAttributes = new Set(["title", "aria-label", "placeholder", "alt", "label", "description"]);

function screens(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".tsx"))
    .map((name) => join(folder, name));
}

/** Words a person would read: two letters in a row, in text or in an attribute that is read out. */
function isReadable(text: string): boolean {
  return /\p{L}{2}/u.test(text);
}

function literalsIn(file: string, source: string): string[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const report = (node: ts.Node, text: string) => {
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
    found.push(`${file}:${line + 1} ${text.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && isReadable(node.text)) report(node, node.text);
    if (ts.isJsxAttribute(node) && readableAttributes.has(node.name.getText(tree))) {
      const value = node.initializer;
      if (value && ts.isStringLiteral(value) && isReadable(value.text)) report(node, value.text);
    }
    const isChild =
      ts.isJsxExpression(node) && (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent));
    if (
      isChild &&
      node.expression &&
      ts.isStringLiteral(node.expression) &&
      isReadable(node.expression.text)
    ) {
      report(node, node.expression.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

describe("interface text", () => {
  it("stands in the catalogues, not in the screens", () => {
    const files = [...screens("app"), ...screens("components")];
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap((file) => literalsIn(file, readFileSync(file, "utf8")))).toEqual([]);
  });

  it("is found when it stands in a screen", () => {
    const planted = `export const A = () => <p title="Read me">Hello <b>{"there"}</b> {1} · <i aria-hidden="true" /></p>;`;
    expect(literalsIn("planted.tsx", planted)).toEqual([
      "planted.tsx:1 Read me",
      "planted.tsx:1 Hello",
      "planted.tsx:1 there",
    ]);
  });

  it("has every catalogue registered", () => {
    const files = readdirSync("messages/en").map((name) => name.replace(/\.json$/, ""));
    expect(Object.keys(catalogues).sort()).toEqual(files.sort());
  });
});
