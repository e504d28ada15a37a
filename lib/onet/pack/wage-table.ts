import { type OccupationGroup, occupationGroups } from "@/db/enums";
import { invalid } from "@/lib/errors";
import type { PackSourceRow } from "@/lib/onet/pack/pack-tables";
import type { ReleaseFolder } from "@/lib/onet/pack/release-folder-reader";

export const wageYear = 2024;

/** Published tops of OEWS May 2024, in dollars: `#` means "at or above". */
const wageTops = { hourly: 115, annual: 239_200 } as const;

type WageRow = PackSourceRow<"wages">;

export function buildWages(folder: ReleaseFolder): WageRow[] {
  const bySoc = new Map<string, WageRow>();
  for (const source of folder.read("wages")) {
    const row: WageRow = {
      year: wageYear,
      soc: source.OCC_CODE,
      title: source.OCC_TITLE,
      occupation_group: toGroup(source.O_GROUP, source.OCC_CODE),
      employment: toFigure(source.TOT_EMP, null),
      hourly_mean: toFigure(source.H_MEAN, wageTops.hourly),
      annual_mean: toFigure(source.A_MEAN, wageTops.annual),
    };
    const known = bySoc.get(row.soc);
    bySoc.set(row.soc, known === undefined ? row : finerOf(known, row));
  }
  return [...bySoc.values()];
}

/** The finest row wins where OEWS prints one code twice, as a broad and as a detailed group. */
function finerOf(a: WageRow, b: WageRow): WageRow {
  const isSame =
    a.employment === b.employment && a.hourly_mean === b.hourly_mean && a.annual_mean === b.annual_mean;
  if (!isSame) throw invalid(`The wage table holds two different rows for ${a.soc}.`);
  const rankOf = (row: WageRow) => occupationGroups.indexOf(row.occupation_group);
  return rankOf(a) >= rankOf(b) ? a : b;
}

function toGroup(text: string, soc: string): OccupationGroup {
  const group = occupationGroups.find((known) => known === text);
  if (group === undefined) throw invalid(`The wage row ${soc} has the group "${text}", which is not known.`);
  return group;
}

/** `*` and `**` are "not available"; `#` is the published top. */
function toFigure(text: string, top: number | null): number | null {
  if (text === "" || text === "*" || text === "**") return null;
  if (text === "#") return top;
  const figure = Number(text.replaceAll(",", ""));
  if (!Number.isFinite(figure)) throw invalid(`"${text}" in the wage table is not a number.`);
  return figure;
}
