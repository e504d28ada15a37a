import type { DraftBody, DraftCriterion } from "./template-schema";

/** Steps of the editor, each a new draft. */

export function withCriterion(draft: DraftBody, index: number, changes: Partial<DraftCriterion>): DraftBody {
  const criteria = draft.criteria.map((criterion, place) =>
    place === index ? { ...criterion, ...changes } : criterion,
  );
  return { ...draft, criteria };
}

/** A blank one at the end, with levels at both ends of the scale and the weight that is left. */
export function addCriterion(draft: DraftBody): DraftBody {
  const used = draft.criteria.reduce((sum, { weight }) => sum + Math.round((weight ?? 0) * 10_000), 0);
  const levels = [draft.scale.min, draft.scale.max].map((points) => ({ points, text: "" }));
  const blank = { key: "", label: "", description: "", weight: Math.max(0, 10_000 - used) / 10_000 };
  return { ...draft, criteria: [...draft.criteria, { ...blank, anchors: levels }] };
}

export function moveCriterion<T>(list: readonly T[], from: number, to: number): T[] {
  const moved = list[from];
  if (moved === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(from, 1).toSpliced(to, 0, moved);
}

/** The key that a label suggests. */
export function keyOfLabel(label: string): string {
  return label
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 40);
}

/** A new label; its key goes along while nobody wrote another one and no version knows the criterion by it. */
export function relabel(criterion: DraftCriterion, label: string, publishedKeys: ReadonlySet<string>) {
  const isFollowing = criterion.key === keyOfLabel(criterion.label) && !publishedKeys.has(criterion.key);
  return isFollowing ? { label, key: keyOfLabel(label) } : { label };
}
