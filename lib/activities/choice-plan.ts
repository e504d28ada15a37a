import type { ChoiceUndo, ChoiceValue } from "./schema";

/**
 * What a change of activities does to the stored choices. Only departures are stored: a part that says what the layer
 * below says anyway is null, and a choice with nothing left to say has no row.
 */

export interface ChoiceKey {
  readonly code: string;
  /** Null: for all roles mapped to the occupation. */
  readonly roleId: string | null;
  readonly activityId: string;
}

export interface StoredChoice extends ChoiceKey, ChoiceValue {}

export interface ChoiceChange extends ChoiceKey {
  /** Left out: as it is. Null: as the layer below has it. */
  readonly selected?: boolean | null;
  /** 0–1; left out and null likewise. */
  readonly share?: number | null;
}

export interface ChoicePlan {
  readonly upserts: readonly StoredChoice[];
  readonly removals: readonly ChoiceKey[];
  /** The way back from everything that changes. */
  readonly undo: readonly ChoiceUndo[];
}

const nothingChosen: ChoiceValue = { selected: null, share: null };

/**
 * @param stored at least every choice about the occupations and activities of the changes, in both layers
 * @param isDefault whether the stated rule selects the activity of the occupation
 */
export function planChanges(
  stored: readonly StoredChoice[],
  changes: readonly ChoiceChange[],
  isDefault: (code: string, activityId: string) => boolean,
): ChoicePlan {
  const draft = new ChoiceDraft(stored);
  // The occupation's layer first, since the role's is measured against it.
  const inOrder = [
    ...changes.filter(({ roleId }) => roleId === null),
    ...changes.filter(({ roleId }) => roleId !== null),
  ];
  for (const change of inOrder) {
    const present = draft.get(change) ?? nothingChosen;
    const below = belowOf(change, draft, isDefault);
    draft.set(change, {
      selected: change.selected === undefined ? present.selected : departure(change.selected, below.selected),
      share: change.share === undefined ? present.share : departure(change.share, below.share),
    });
  }
  return draft.plan();
}

/** Restores what stood before, except where something else stands by now. */
export function planUndo(
  stored: readonly StoredChoice[],
  entries: readonly ChoiceUndo[],
): ChoicePlan & { readonly skipped: readonly ChoiceKey[] } {
  const draft = new ChoiceDraft(stored);
  const skipped: ChoiceKey[] = [];
  for (const entry of entries) {
    if (isSame(draft.get(entry), entry.seen)) draft.set(entry, entry.restore ?? nothingChosen);
    else skipped.push(entry);
  }
  return { ...draft.plan(), skipped };
}

/** Everything removed, and how to bring it back. */
export function planRemoval(stored: readonly StoredChoice[]): ChoicePlan {
  const draft = new ChoiceDraft(stored);
  for (const choice of stored) draft.set(choice, nothingChosen);
  return draft.plan();
}

function departure<T>(wanted: T | null, below: T | null): T | null {
  return wanted === below ? null : wanted;
}

function belowOf(
  { code, roleId, activityId }: ChoiceKey,
  draft: ChoiceDraft,
  isDefault: (code: string, activityId: string) => boolean,
): ChoiceValue {
  const byDefault = { selected: isDefault(code, activityId), share: null };
  if (roleId === null) return byDefault;
  const ofOccupation = draft.get({ code, roleId: null, activityId }) ?? nothingChosen;
  return { selected: ofOccupation.selected ?? byDefault.selected, share: ofOccupation.share };
}

function isSame(a: ChoiceValue | null, b: ChoiceValue | null): boolean {
  return a?.selected === b?.selected && a?.share === b?.share;
}

function toValue({ selected, share }: ChoiceValue): ChoiceValue {
  return { selected, share };
}

/** The stored choices with changes on top; keeps what stood first, so that the plan holds each choice once. */
class ChoiceDraft {
  readonly #before: ReadonlyMap<string, ChoiceValue>;
  readonly #changed = new Map<string, { readonly key: ChoiceKey; readonly value: ChoiceValue | null }>();

  constructor(stored: readonly StoredChoice[]) {
    this.#before = new Map(stored.map((choice) => [keyOf(choice), toValue(choice)]));
  }

  get(key: ChoiceKey): ChoiceValue | null {
    const changed = this.#changed.get(keyOf(key));
    return changed === undefined ? (this.#before.get(keyOf(key)) ?? null) : changed.value;
  }

  set({ code, roleId, activityId }: ChoiceKey, value: ChoiceValue): void {
    const key = { code, roleId, activityId };
    const saysNothing = value.selected === null && value.share === null;
    this.#changed.set(keyOf(key), { key, value: saysNothing ? null : toValue(value) });
  }

  plan(): ChoicePlan {
    const upserts: StoredChoice[] = [];
    const removals: ChoiceKey[] = [];
    const undo: ChoiceUndo[] = [];
    for (const [id, { key, value }] of this.#changed) {
      const before = this.#before.get(id) ?? null;
      if (isSame(before, value)) continue;
      if (value === null) removals.push(key);
      else upserts.push({ ...key, ...value });
      undo.push({ ...key, seen: value, restore: before });
    }
    return { upserts, removals, undo };
  }
}

function keyOf({ code, roleId, activityId }: ChoiceKey): string {
  return `${code}\n${roleId ?? ""}\n${activityId}`;
}
