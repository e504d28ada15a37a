/** Where the parts of a workbook lie, read from `xl/workbook.xml` and its relations. */
export interface WorkbookLayout {
  readonly sheets: readonly WorkbookSheet[];
  readonly sharedStrings: string | undefined;
  readonly styles: string | undefined;
}

export interface WorkbookSheet {
  readonly name: string;
  /** 1-based place among all sheets of the workbook, charts too: how the reader names it. */
  readonly position: number;
  readonly part: string;
  readonly isHidden: boolean;
}

const attribute = /(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const sheetTag = /<(?:[\w.-]+:)?sheet\s([^>]*)>/g;
const relationTag = /<(?:[\w.-]+:)?Relationship\s([^>]*)>/g;

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text
    .replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
      if (name) return entities[name.toLowerCase()] ?? whole;
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replace(/_x([\da-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function attributesOf(tags: string, pattern: RegExp): Map<string, string>[] {
  return [...tags.matchAll(pattern)].map(
    ([, body = ""]) =>
      new Map(
        [...body.matchAll(attribute)].map(([, name = "", double, single]) => [name, double ?? single ?? ""]),
      ),
  );
}

interface Relation {
  readonly type: string;
  readonly part: string;
}

function relationsById(relationsXml: string): Map<string, Relation> {
  return new Map(
    attributesOf(relationsXml, relationTag).map((values) => {
      const target = unescapeXml(values.get("Target") ?? "");
      const type = values.get("Type")?.split("/").at(-1) ?? "";
      return [
        values.get("Id") ?? "",
        { type, part: target.startsWith("/") ? target.slice(1) : `xl/${target}` },
      ];
    }),
  );
}

/** The worksheets in their order, chart sheets left out, and the parts that hold texts and formats of cells. */
export function workbookLayout(workbookXml: string, relationsXml: string): WorkbookLayout {
  const relations = relationsById(relationsXml);
  const partOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.part;
  const named = attributesOf(workbookXml, sheetTag).filter((values) => values.get("name"));
  const sheets = named.flatMap((values, index): WorkbookSheet[] => {
    const relation = relations.get(values.get("id") ?? "");
    if (relation?.type !== "worksheet") return [];
    const isHidden = (values.get("state") ?? "visible") !== "visible";
    return [
      { name: unescapeXml(values.get("name") ?? ""), position: index + 1, part: relation.part, isHidden },
    ];
  });
  return { sheets, sharedStrings: partOf("sharedStrings"), styles: partOf("styles") };
}
