/**
 * Shares of time as the sliders move them. They always sum to 1: who is held stays, and the free ones divide the rest
 * by their ratios, which at first are those of O*NET's weights. Nothing here is stored before `toShareChanges`.
 */

export interface ShareEntry {
  readonly id: string;
  /** Part of the time, 0–1. */
  readonly share: number;
  /** By which the free ones divide what the held ones leave. */
  readonly ratio: number;
  /** Part of the occupation's weight by O*NET; 0 for an own activity. */
  readonly weight: number;
  readonly isOwn: boolean;
  /** A person's number, which other moves leave alone. */
  readonly isHeld: boolean;
  /** Decided for all roles of the occupation, so that one role cannot change it. */
  readonly isFixed: boolean;
}

export type ShareStart = Omit<ShareEntry, "ratio">;

/** What is stored of one entry; a share that follows the weights need not be. */
export interface ShareChange {
  readonly id: string;
  readonly share: number;
  readonly doesFollowWeight: boolean;
}

/** Rounding of sums of shares. */
const tolerance = 1e-9;

const sumOf = (entries: readonly ShareEntry[], partOf: (entry: ShareEntry) => number) =>
  entries.reduce((sum, entry) => sum + partOf(entry), 0);

const clamp = (value: number, most: number) => Math.min(Math.max(value, 0), Math.max(most, 0));

/** @param starts the selected activities with their shares as they come out now */
export function startShares(starts: readonly ShareStart[]): ShareEntry[] {
  const freeShare = starts.reduce((sum, { share, isHeld }) => sum + (isHeld ? 0 : share), 0);
  return divide(
    starts.map((start) => ({
      ...start,
      isHeld: start.isHeld || start.isFixed,
      ratio: freeShare > 0 && !start.isHeld ? start.share : start.weight || 1,
    })),
  );
}

/** The most that an entry can have beside what is held; its own share where there is nobody to take from. */
export function limitOf(entries: readonly ShareEntry[], id: string): number {
  const others = entries.filter((entry) => entry.id !== id);
  const isAlone = others.every(({ isHeld }) => isHeld);
  if (isAlone) return entries.find((entry) => entry.id === id)?.share ?? 0;
  const held = sumOf(others, ({ isHeld, share }) => (isHeld ? share : 0));
  return Math.max(0, 1 - held);
}

/** Whether a move of the entry finds somebody to take from or to give to. */
export function isMovable(entries: readonly ShareEntry[], id: string): boolean {
  return (
    entries.some((entry) => (entry.id === id ? false : !entry.isHeld)) &&
    entries.some((entry) => entry.id === id && !entry.isFixed)
  );
}

/** Gives an entry a share and holds it; the free ones make room. */
export function moveShare(entries: readonly ShareEntry[], id: string, share: number): readonly ShareEntry[] {
  if (!isMovable(entries, id) || !Number.isFinite(share)) return entries;
  const moved = clamp(share, limitOf(entries, id));
  return divide(entries.map((entry) => (entry.id === id ? { ...entry, share: moved, isHeld: true } : entry)));
}

/** Holds an entry where it is, or lets it follow the others again. */
export function holdShare(
  entries: readonly ShareEntry[],
  id: string,
  isHeld: boolean,
): readonly ShareEntry[] {
  return divide(
    entries.map((entry) =>
      entry.id === id && !entry.isFixed ? { ...entry, isHeld, ratio: ratioWhenFreed(entry, entries) } : entry,
    ),
  );
}

/** Lets all go but one: they keep their proportions, and can make room again. */
export function freeOthers(entries: readonly ShareEntry[], id: string): readonly ShareEntry[] {
  return divide(
    entries.map((entry) =>
      entry.id === id || entry.isFixed ? entry : { ...entry, isHeld: false, ratio: entry.share },
    ),
  );
}

/** The same for all that can be changed here. */
export function evenShares(entries: readonly ShareEntry[]): readonly ShareEntry[] {
  return divide(entries.map((entry) => (entry.isFixed ? entry : { ...entry, isHeld: false, ratio: 1 })));
}

/** As O*NET weighs them; an own activity has no weight and keeps its share. */
export function weightShares(entries: readonly ShareEntry[]): readonly ShareEntry[] {
  return divide(
    entries.map((entry) =>
      entry.isFixed || entry.isOwn
        ? { ...entry, isHeld: true }
        : { ...entry, isHeld: false, ratio: entry.weight },
    ),
  );
}

/** Takes up what was moved before; entries that are new since divide with the free ones. */
export function resumeShares(
  fresh: readonly ShareEntry[],
  saved: readonly Pick<ShareEntry, "id" | "share" | "ratio" | "isHeld">[],
): readonly ShareEntry[] {
  const savedById = new Map(saved.map((entry) => [entry.id, entry]));
  return divide(
    fresh.map((entry) => {
      const found = entry.isFixed ? undefined : savedById.get(entry.id);
      return found ? { ...entry, share: found.share, ratio: found.ratio, isHeld: found.isHeld } : entry;
    }),
  );
}

/** What a save stores: where the free ones lie as the weights have them, they go on following them. */
export function toShareChanges(entries: readonly ShareEntry[]): ShareChange[] {
  const free = entries.filter(({ isHeld, isOwn }) => !(isHeld || isOwn));
  const isAnyOwnFree = entries.some(({ isHeld, isOwn }) => isOwn && !isHeld);
  const rest = sumOf(free, ({ share }) => share);
  const weight = sumOf(free, (entry) => entry.weight);
  const areByWeight =
    !isAnyOwnFree &&
    free.every(
      (entry) =>
        Math.abs(entry.share - (weight > 0 ? (rest * entry.weight) / weight : rest / free.length)) <
        tolerance,
    );
  return entries
    .filter(({ isFixed }) => !isFixed)
    .map(({ id, share, isHeld, isOwn }) => ({
      id,
      share,
      doesFollowWeight: areByWeight && !isHeld && !isOwn,
    }));
}

/** A freed entry takes part with the share it has, measured as the other free ones measure theirs. */
function ratioWhenFreed(entry: ShareEntry, entries: readonly ShareEntry[]): number {
  const free = entries.filter((other) => !other.isHeld && other.id !== entry.id);
  const share = sumOf(free, (other) => other.share);
  const ratio = sumOf(free, (other) => other.ratio);
  return share > 0 && ratio > 0 ? (entry.share * ratio) / share : entry.weight || 1;
}

function divide(entries: readonly ShareEntry[]): ShareEntry[] {
  const fixed = Math.min(
    1,
    sumOf(entries, ({ isFixed, share }) => (isFixed ? share : 0)),
  );
  const free = entries.filter(({ isHeld }) => !isHeld);
  const held = sumOf(entries, ({ isFixed, isHeld, share }) => (isHeld && !isFixed ? share : 0));
  const room = 1 - fixed;
  const isOverfull = held > room || (free.length === 0 && held > 0);
  const scale = isOverfull ? room / held : 1;
  const rest = Math.max(0, room - held * scale);
  const ratio = sumOf(free, (entry) => entry.ratio);
  return entries.map((entry) => {
    if (entry.isFixed) return entry;
    if (entry.isHeld) return { ...entry, share: entry.share * scale };
    return { ...entry, share: rest * (ratio > 0 ? entry.ratio / ratio : 1 / free.length) };
  });
}
