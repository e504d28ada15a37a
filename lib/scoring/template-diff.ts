import type { DraftBody, DraftCriterion } from "./template-schema";

/** What differs between two bodies, in the order of the editor. */
export const settingNames = [
  "instructions",
  "scaleMin",
  "scaleMax",
  "pass",
  "strong",
  "minCoverage",
  "gateInstructions",
  "gateModel",
  "gateThreshold",
  "model",
  "temperature",
  "maxTokens",
] as const;
export type SettingName = (typeof settingNames)[number];

export const criterionFields = ["label", "description", "weight", "anchor"] as const;
export type CriterionField = (typeof criterionFields)[number];

/** Null on a side: not there. */
interface Sides {
  readonly before: string | number | null;
  readonly after: string | number | null;
}

export interface SettingChange extends Sides {
  readonly name: SettingName;
}

export interface CriterionChange extends Sides {
  readonly field: CriterionField;
  /** Of an anchor: its level. */
  readonly points: number | null;
}

export interface ChangedCriterion {
  readonly key: string;
  readonly label: string;
  readonly changes: readonly CriterionChange[];
}

type CriterionName = Pick<DraftCriterion, "key" | "label" | "weight">;

export interface TemplateDiff {
  readonly settings: readonly SettingChange[];
  readonly added: readonly CriterionName[];
  readonly removed: readonly CriterionName[];
  readonly changed: readonly ChangedCriterion[];
  /** The criteria of both stand in another order. */
  readonly isReordered: boolean;
}

/** A criterion is known by its key, so one whose label changed is changed, not removed and added. */
export function diffBodies(before: DraftBody, after: DraftBody): TemplateDiff {
  const [old, now] = [settingsOf(before), settingsOf(after)];
  const inBoth = (body: DraftBody, other: DraftBody) =>
    body.criteria.filter(({ key }) => find(other, key) !== undefined).map(({ key }) => key);
  return {
    settings: settingNames.flatMap((name) =>
      old[name] === now[name] ? [] : [{ name, before: old[name], after: now[name] }],
    ),
    added: after.criteria.filter(({ key }) => !find(before, key)).map(nameOf),
    removed: before.criteria.filter(({ key }) => !find(after, key)).map(nameOf),
    changed: after.criteria.flatMap((criterion) => {
      const counterpart = find(before, criterion.key);
      const changes = counterpart ? diffCriteria(counterpart, criterion) : [];
      return changes.length > 0 ? [{ key: criterion.key, label: criterion.label, changes }] : [];
    }),
    isReordered: inBoth(before, after).join() !== inBoth(after, before).join(),
  };
}

export function isEmptyDiff({ settings, added, removed, changed, isReordered }: TemplateDiff): boolean {
  return settings.length + added.length + removed.length + changed.length === 0 && !isReordered;
}

function settingsOf(body: DraftBody): Record<SettingName, string | number | null> {
  return {
    instructions: body.instructions,
    scaleMin: body.scale.min,
    scaleMax: body.scale.max,
    pass: body.thresholds.pass,
    strong: body.thresholds.strong,
    minCoverage: body.minCoverage,
    gateInstructions: body.gate?.instructions ?? null,
    gateModel: body.gate?.model ?? null,
    gateThreshold: body.gate?.threshold ?? null,
    model: body.model,
    temperature: body.temperature,
    maxTokens: body.maxTokens,
  };
}

function diffCriteria(before: DraftCriterion, after: DraftCriterion): CriterionChange[] {
  const plain = (["label", "description", "weight"] as const).flatMap((field) =>
    before[field] === after[field]
      ? []
      : [{ field, points: null, before: before[field], after: after[field] }],
  );
  const levels = new Set([...before.anchors, ...after.anchors].map(({ points }) => points));
  const anchors = [...levels]
    .toSorted((a, b) => (a ?? -1) - (b ?? -1))
    .flatMap((points) => {
      const sides = { before: anchorText(before, points), after: anchorText(after, points) };
      return sides.before === sides.after ? [] : [{ field: "anchor" as const, points, ...sides }];
    });
  return [...plain, ...anchors];
}

/** Two anchors of one level, as a draft may have for a while, are read as one text. */
function anchorText({ anchors }: DraftCriterion, points: number | null): string | null {
  const texts = anchors.filter((anchor) => anchor.points === points).map(({ text }) => text);
  return texts.length === 0 ? null : texts.join(" / ");
}

const find = (body: DraftBody, key: string) => body.criteria.find((criterion) => criterion.key === key);

const nameOf = ({ key, label, weight }: DraftCriterion): CriterionName => ({ key, label, weight });
