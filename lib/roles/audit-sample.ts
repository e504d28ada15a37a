/** Which suggestions a person checks, to learn how many are wrong from a threshold on. */

/** Bands of confidence that are checked apart, by their lower ends in percent. */
const bandWidth = 10;
const highestBand = 90;
/** So that no band is left to the calibration alone, as long as the sample has room. */
const leastPerBand = 2;

export function bandOf(percent: number): number {
  return Math.min(highestBand, Math.floor(percent / bandWidth) * bandWidth);
}

export interface Drawable {
  readonly id: string;
  /** Confidence in whole percent. */
  readonly percent: number;
}

/** FNV-1a: the same order for the same seed, everywhere. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  }
  // Mixed once more, since ids that differ in their ends alone would lie side by side.
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** How many of each band: where a share of wrong ones is least certain, most; never more than it has. */
function quotas(sizes: ReadonlyMap<number, number>, size: number): Map<number, number> {
  const weightOf = (band: number) => {
    const confidence = (band + bandWidth / 2) / 100;
    return (sizes.get(band) ?? 0) * Math.sqrt(confidence * (1 - confidence));
  };
  const quota = new Map([...sizes].map(([band, count]) => [band, Math.min(count, leastPerBand)]));
  const left = () => size - [...quota.values()].reduce((sum, count) => sum + count, 0);
  const hasRoom = (band: number) => (quota.get(band) ?? 0) < (sizes.get(band) ?? 0);
  while (left() > 0) {
    // The band that is furthest behind its weight is next.
    const [next] = [...sizes.keys()]
      .filter(hasRoom)
      .sort(
        (a, b) => weightOf(b) / ((quota.get(b) ?? 0) + 1) - weightOf(a) / ((quota.get(a) ?? 0) + 1) || b - a,
      );
    if (next === undefined) break;
    quota.set(next, (quota.get(next) ?? 0) + 1);
  }
  return quota;
}

/**
 * A random sample by bands of confidence, in an order that mixes them: whoever stops early has checked some of each.
 * @param seed another one draws another sample; the same one the same
 */
export function drawSample<T extends Drawable>(all: readonly T[], size: number, seed: string): T[] {
  const mixed = all
    .map((item) => ({ item, place: hashOf(`${seed} ${item.id}`) }))
    .sort((a, b) => a.place - b.place || (a.item.id < b.item.id ? -1 : 1));
  const sizes = new Map<number, number>();
  for (const { percent } of all) sizes.set(bandOf(percent), (sizes.get(bandOf(percent)) ?? 0) + 1);
  const room = quotas(sizes, size);
  const drawn: T[] = [];
  for (const { item } of mixed) {
    const left = room.get(bandOf(item.percent)) ?? 0;
    if (left === 0 || drawn.length >= size) continue;
    room.set(bandOf(item.percent), left - 1);
    drawn.push(item);
  }
  return drawn;
}
