import type { ZodObject, z } from "zod";
import type { EvidenceElement } from "./schema";

/** Addresses of the reference screens, read and written. */

export type LinkParams = Readonly<Record<string, string | string[] | undefined>>;

/** A form leaves what was not filled in as an empty value. */
function firstValues(params: LinkParams): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => {
      const first = Array.isArray(value) ? value[0] : value;
      return first === undefined || first === "" ? [] : [[name, first]];
    }),
  );
}

/** What means nothing is left out, and said so. */
export function readQuery<S extends ZodObject>(
  schema: S,
  params: LinkParams,
): { query: z.output<S>; isDamaged: boolean } {
  const values = firstValues(params);
  const whole = schema.safeParse(values);
  if (whole.success) return { query: whole.data, isDamaged: false };
  const faulty = new Set(whole.error.issues.map((issue) => String(issue.path[0])));
  const rest = Object.fromEntries(Object.entries(values).filter(([name]) => !faulty.has(name)));
  return { query: schema.parse(rest), isDamaged: true };
}

type Changes = Readonly<Record<string, string | number | null | undefined>>;

/** An address with these parameters, without those that are empty or as usual; a change begins at the first page. */
export function hrefOf(path: string, present: Changes, changes: Changes = {}, usual: Changes = {}): string {
  const params = new URLSearchParams();
  const merged: Changes = { ...present, page: 1, ...changes };
  for (const [name, value] of Object.entries(merged)) {
    const isUsual = value === usual[name] || (name === "page" && value === 1);
    if (value !== undefined && value !== null && value !== "" && !isUsual) params.set(name, String(value));
  }
  return params.size > 0 ? `${path}?${params}` : path;
}

export function occupationHref(code: string, changes: Changes = {}): string {
  return hrefOf(`/reference/${code}`, {}, changes, { tab: "tasks" });
}

/** Where the source row of an element's exposure is shown; the organization's default source without another. */
export function evidenceHref({ level, id }: EvidenceElement, source?: string): string {
  return hrefOf(`/reference/evidence/${level}/${encodeURIComponent(id)}`, { source });
}
