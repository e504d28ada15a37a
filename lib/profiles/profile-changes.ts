import type { ProfileContent } from "./schema";

const texts = ["name", "headline", "about", "currentTitle", "currentCompany", "city", "country"] as const;
const lists = ["experience", "education", "certifications", "skills", "languages"] as const;

/** What one version says otherwise than the one before it. */
export type ProfileChange =
  | { readonly field: (typeof texts)[number] | "contact"; readonly kind: "added" | "removed" | "changed" }
  | {
      readonly field: (typeof lists)[number];
      readonly kind: "entries";
      readonly added: number;
      readonly removed: number;
    };

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** How many entries of one list the other does not have; entries count as often as they stand there. */
function missing(from: readonly unknown[], other: readonly unknown[]): number {
  const left = new Map<string, number>();
  for (const item of other) left.set(JSON.stringify(item), (left.get(JSON.stringify(item)) ?? 0) + 1);
  let count = 0;
  for (const item of from) {
    const key = JSON.stringify(item);
    const present = left.get(key) ?? 0;
    if (present === 0) count += 1;
    else left.set(key, present - 1);
  }
  return count;
}

/** Fields in the order in which screens show them. */
export function changesBetween(before: ProfileContent, after: ProfileContent): ProfileChange[] {
  const changes: ProfileChange[] = [];
  for (const field of texts) {
    if (before[field] === after[field]) continue;
    const kind = before[field] === null ? "added" : after[field] === null ? "removed" : "changed";
    changes.push({ field, kind });
  }
  for (const field of lists) {
    if (isSame(before[field], after[field])) continue;
    const added = missing(after[field], before[field]);
    changes.push({ field, kind: "entries", added, removed: missing(before[field], after[field]) });
  }
  if (!isSame(before.contact, after.contact)) changes.push({ field: "contact", kind: "changed" });
  return changes;
}
