import type { EvidenceElement } from "./schema";

/** Addresses of the reference screens. */

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
