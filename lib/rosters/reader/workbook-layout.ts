import { storableText } from "../header-text";
import { attributeOf, unescapeXml } from "./xml-text";

/** Where the parts of a workbook lie, read from `xl/workbook.xml` and its relations. */
export interface WorkbookLayout {
  readonly sheets: readonly WorkbookSheet[];
  readonly sharedStrings: string | undefined;
  readonly styles: string | undefined;
  /** Days are counted from 1904, as old workbooks from a Macintosh do. */
  readonly startsIn1904: boolean;
}

export interface WorkbookSheet {
  readonly name: string;
  readonly part: string;
  readonly isHidden: boolean;
}

const sheetTag = /<(?:[\w.-]+:)?sheet(\s[^>]*)>/g;
const propertiesTag = /<(?:[\w.-]+:)?workbookPr(\s[^>]*)>/g;
const relationTag = /<(?:[\w.-]+:)?Relationship(\s[^>]*)>/g;

function tagsOf(xml: string, pattern: RegExp): string[] {
  return [...xml.matchAll(pattern)].map(([, inside = ""]) => inside);
}

interface Relation {
  readonly type: string;
  readonly part: string;
}

function relationsById(relationsXml: string): Map<string, Relation> {
  return new Map(
    tagsOf(relationsXml, relationTag).map((tag) => {
      const target = unescapeXml(attributeOf(tag, "Target") ?? "");
      const type = attributeOf(tag, "Type")?.split("/").at(-1) ?? "";
      return [
        attributeOf(tag, "Id") ?? "",
        { type, part: target.startsWith("/") ? target.slice(1) : `xl/${target}` },
      ];
    }),
  );
}

/** The worksheets in their order, chart sheets left out, and the parts that hold texts and formats of cells. */
export function workbookLayout(workbookXml: string, relationsXml: string): WorkbookLayout {
  const relations = relationsById(relationsXml);
  const partOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.part;
  const sheets = tagsOf(workbookXml, sheetTag).flatMap((tag): WorkbookSheet[] => {
    const name = storableText(unescapeXml(attributeOf(tag, "name") ?? ""));
    const relation = relations.get(attributeOf(tag, "id") ?? "");
    if (name === "" || relation?.type !== "worksheet") return [];
    return [{ name, part: relation.part, isHidden: (attributeOf(tag, "state") ?? "visible") !== "visible" }];
  });
  const properties = tagsOf(workbookXml, propertiesTag)[0] ?? "";
  const startsIn1904 = ["1", "true"].includes(attributeOf(properties, "date1904") ?? "");
  return { sheets, sharedStrings: partOf("sharedStrings"), styles: partOf("styles"), startsIn1904 };
}
