import { z } from "zod";
import { exposureLevels } from "@/db/enums";
import { type LinkParams, readQuery } from "@/lib/http/link-query";
import type { ExposureElement } from "./exposure-resolution";

/** What a link to the exposure page holds. */

export const overrideStates = ["active", "ended"] as const;

/** PostgreSQL takes no text with NUL in it. */
const Text = z
  .string()
  .max(200)
  .refine((text) => !text.includes("\0"));

/** A place in the list, newest first: microseconds since 1970, and the override. */
const cursorPattern = /^(\d{1,16})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

const elementPattern = /^(task):(\d{1,9})$|^(dwa|iwa|gwa):([0-9A-Za-z.]{1,60})$/;

export const OverrideQuery = z.object({
  state: z.enum(overrideStates).default("active"),
  /** Part of an element's name or id, of an occupation, a reason or a person's name, in any case. */
  q: Text.default(""),
  after: z.string().regex(cursorPattern).optional(),
  /** The search for an element to set a figure on. */
  level: z.enum(exposureLevels).default("dwa"),
  find: Text.default(""),
  /** The occupation whose tasks are listed. */
  occupation: z
    .string()
    .regex(/^\d{2}-\d{4}\.\d{2}$/)
    .optional(),
  /** The element that is open, such as `dwa:4.A.1.a.1.I01.D01`. */
  element: z.string().regex(elementPattern).optional(),
});
export type OverrideQuery = z.infer<typeof OverrideQuery>;

export function cursorOf({
  after,
}: Pick<OverrideQuery, "after">): { microseconds: string; id: string } | null {
  const [, microseconds, id] = cursorPattern.exec(after ?? "") ?? [];
  return microseconds && id ? { microseconds, id } : null;
}

export function elementOf({ element }: Pick<OverrideQuery, "element">): ExposureElement | null {
  const [, task, taskId, level, activityId] = elementPattern.exec(element ?? "") ?? [];
  if (task !== undefined && taskId !== undefined) return { level: "task", elementId: taskId };
  const known = exposureLevels.find((each) => each === level);
  return known !== undefined && activityId !== undefined ? { level: known, elementId: activityId } : null;
}

export function elementParam({ level, elementId }: ExposureElement): string {
  return `${level}:${elementId}`;
}

/** What means nothing is left out, and said so. */
export function readOverrideQuery(params: LinkParams): { query: OverrideQuery; isDamaged: boolean } {
  return readQuery(OverrideQuery, params);
}

const usual = OverrideQuery.parse({});

/** A link that differs from the present one in these; null takes a part out. Another list begins at its newest. */
export function overridesHref(
  present: OverrideQuery,
  changes: Readonly<Partial<Record<keyof OverrideQuery, string | null>>> = {},
): string {
  const isSameList = changes.state === undefined && changes.q === undefined;
  const after = isSameList ? present.after : undefined;
  const merged: Readonly<Record<string, unknown>> = { ...present, after, ...changes };
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(merged)) {
    const isUsual = value === undefined || value === null || value === usual[name as keyof OverrideQuery];
    if (!isUsual) params.set(name, String(value));
  }
  return params.size > 0 ? `/admin/exposure?${params}` : "/admin/exposure";
}
