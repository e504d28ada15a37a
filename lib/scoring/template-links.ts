import { z } from "zod";
import { templateRoles } from "@/db/enums";
import { type LinkParams, readQuery } from "@/lib/http/link-query";

/** What links to the templates' pages hold. */

export const TemplateQuery = z.object({
  role: z.enum(templateRoles).optional(),
  state: z.enum(["active", "archived"]).default("active"),
  /** The panel that is open. */
  open: z.enum(["new"]).optional(),
  /** What the new one is to be a copy of. */
  copyOf: z.uuid().optional(),
});
export type TemplateQuery = z.infer<typeof TemplateQuery>;

export function readTemplateQuery(params: LinkParams): { query: TemplateQuery; isDamaged: boolean } {
  return readQuery(TemplateQuery, params);
}

export const templateViews = ["edit", "versions", "try"] as const;

const version = z.coerce.number().int().min(1).max(1_000_000).optional();

export const TemplatePageQuery = z.object({
  view: z.enum(templateViews).default("edit"),
  /** The two versions that are compared. */
  from: version,
  to: version,
  /** The search for a profile to try it on; PostgreSQL takes no text with NUL in it. */
  q: z
    .string()
    .max(200)
    .refine((text) => !text.includes("\0"))
    .default(""),
  /** The try-out that is shown. */
  job: z.uuid().optional(),
});
export type TemplatePageQuery = z.infer<typeof TemplatePageQuery>;

export function readTemplatePageQuery(params: LinkParams): {
  query: TemplatePageQuery;
  isDamaged: boolean;
} {
  return readQuery(TemplatePageQuery, params);
}

type Changes<Query> = Readonly<Partial<Record<keyof Query, string | number | null>>>;

function hrefWith(path: string, usual: object, values: object): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    const isUsual = value === undefined || value === null || value === Reflect.get(usual, name);
    if (!isUsual) params.set(name, String(value));
  }
  return params.size > 0 ? `${path}?${params}` : path;
}

/** The list, with these parts of the present address changed; null takes one out. A panel stays open only if asked. */
export function templatesHref(present: TemplateQuery, changes: Changes<TemplateQuery> = {}): string {
  const { open: _, copyOf: __, ...list } = present;
  return hrefWith("/scoring/templates", TemplateQuery.parse({}), { ...list, ...changes });
}

export function templateHref(templateId: string, values: Changes<TemplatePageQuery> = {}): string {
  return hrefWith(`/scoring/templates/${templateId}`, TemplatePageQuery.parse({}), values);
}
