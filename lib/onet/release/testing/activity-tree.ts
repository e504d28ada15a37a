import { readPackTable } from "@/lib/onet/reference-pack-reader";
import { rowsByKey } from "@/lib/onet/rows-by-key";

/** The work activities of the pack's release as a release of the later family would hold them. */
export type ActivityTree = {
  readonly iwas: readonly { readonly id: string; readonly gwaId: string; readonly name: string }[];
  readonly dwas: readonly { readonly id: string; readonly iwaId: string; readonly name: string }[];
  /** Id in the pack → id in the fixture; a DWA that vanished leads to the one that takes its links. */
  readonly newIds: ReadonlyMap<string, string>;
  /** Of the pack. */
  readonly movedIwaIds: readonly string[];
  readonly movedDwaIds: readonly string[];
  readonly vanishedDwaIds: readonly string[];
  /** Of the fixture. */
  readonly newDwaIds: readonly string[];
};

/** As O*NET did with 30.3: so many IWAs left these GWAs … */
const donors: Readonly<Record<string, number>> = {
  "4.A.2.b.2": 5,
  "4.A.2.b.4": 1,
  "4.A.3.b.4": 3,
  "4.A.4.a.2": 3,
  "4.A.4.b.4": 4,
  "4.A.4.b.5": 1,
};

/** … and came to those that had none. */
const receivers: Readonly<Record<string, number>> = {
  "4.A.3.b.2": 6,
  "4.A.3.b.5": 3,
  "4.A.4.b.1": 7,
  "4.A.4.b.2": 1,
};

/** Its IWAs are lettered from the last to the first, so that no arithmetic leads from the old ids to the new. */
const relettered = "4.A.1.a.1";

const movedDwaCount = 3;
const vanishedDwaCount = 12;

const itself = <R>(row: R) => row;

/** 1 → a, 26 → z, 27 → aa. */
function lettersOf(place: number): string {
  const last = String.fromCharCode(97 + ((place - 1) % 26));
  return place > 26 ? `${lettersOf(Math.floor((place - 1) / 26))}${last}` : last;
}

export function makeActivityTree(): ActivityTree {
  const newIds = new Map<string, string>();
  const gwaByIwa = moveIwas();
  const iwas = letterIwas(gwaByIwa, newIds);
  const { dwas, ...told } = numberDwas(newIds);
  const movedIwaIds = [...gwaByIwa].filter(([id, gwaId]) => !id.startsWith(`${gwaId}.`)).map(([id]) => id);
  return { iwas, dwas, newIds, movedIwaIds, ...told };
}

/** IWA of the pack → GWA of the fixture. */
function moveIwas(): Map<string, string> {
  const places = Object.entries(receivers).flatMap(([gwaId, count]) => new Array<string>(count).fill(gwaId));
  const byGwa = rowsByKey(readPackTable("iwas"), (iwa) => iwa.gwaId, itself);
  const gwaByIwa = new Map<string, string>();
  for (const [gwaId, own] of byGwa) {
    const staying = own.length - (donors[gwaId] ?? 0);
    own.forEach(({ id }, index) => {
      gwaByIwa.set(id, index < staying ? gwaId : (places.shift() ?? gwaId));
    });
  }
  return gwaByIwa;
}

function letterIwas(gwaByIwa: ReadonlyMap<string, string>, newIds: Map<string, string>) {
  const byGwa = rowsByKey(readPackTable("iwas"), (iwa) => gwaByIwa.get(iwa.id) ?? iwa.gwaId, itself);
  return [...byGwa].flatMap(([gwaId, own]) =>
    own.map((iwa, index) => {
      const place = gwaId === relettered ? own.length - index : index + 1;
      const id = `${gwaId}.${lettersOf(place)}`;
      newIds.set(iwa.id, id);
      return { id, gwaId, name: iwa.name };
    }),
  );
}

function numberDwas(newIds: Map<string, string>) {
  const known = readPackTable("dwas");
  const vanishedDwaIds = known
    .filter((_, index) => index % 170 === 60)
    .slice(0, vanishedDwaCount)
    .map(({ id }) => id);
  const movedDwaIds = known
    .filter((_, index) => index % 600 === 200)
    .slice(0, movedDwaCount)
    .map(({ id }) => id);
  const iwaIds = [...new Set(known.map((dwa) => dwa.iwaId))];
  const iwaOf = (dwa: (typeof known)[number]) => {
    const next = iwaIds[(iwaIds.indexOf(dwa.iwaId) + 1) % iwaIds.length] ?? dwa.iwaId;
    const iwaId = movedDwaIds.includes(dwa.id) ? next : dwa.iwaId;
    return newIds.get(iwaId) ?? iwaId;
  };
  const newDwaIds: string[] = [];
  const dwas = [...rowsByKey(known, iwaOf, itself)].flatMap(([iwaId, own]) =>
    own.map((dwa, index) => {
      const id = `${iwaId}.${index + 1}`;
      newIds.set(dwa.id, id);
      if (!vanishedDwaIds.includes(dwa.id)) return { id, iwaId, name: dwa.name };
      newDwaIds.push(id);
      return { id, iwaId, name: `Supervise invented activity ${newDwaIds.length}.` };
    }),
  );
  return { dwas, vanishedDwaIds, movedDwaIds, newDwaIds };
}
