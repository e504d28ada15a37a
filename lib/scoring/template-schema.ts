import { z } from "zod";
import { templateRoles } from "@/db/enums";
import { TemplateBody } from "./schema";

const words = (most: number) => z.string().max(most);
// JSON knows no NaN: a field that is empty is null.
const figure = () => z.number().nullable();

const DraftCriterion = z.strictObject({
  key: words(40),
  label: words(80),
  description: words(1_000),
  weight: figure(),
  anchors: z.array(z.strictObject({ points: figure(), text: words(500) })).max(11),
});
export type DraftCriterion = z.infer<typeof DraftCriterion>;

/** A body being written: the same parts as `TemplateBody`, none of them complete yet. */
export const DraftBody = z.strictObject({
  instructions: words(4_000),
  scale: z.strictObject({ min: figure(), max: figure() }),
  criteria: z.array(DraftCriterion).max(20),
  thresholds: z.strictObject({ pass: figure(), strong: figure() }),
  minCoverage: figure(),
  gate: z
    .strictObject({ instructions: words(2_000), model: words(100).nullable(), threshold: figure() })
    .nullable(),
  model: words(100).nullable(),
  temperature: figure(),
  maxTokens: figure(),
});
export type DraftBody = z.infer<typeof DraftBody>;

/** Where in the body, as `criteria.0.label` → what is wrong there; empty when it can be published. */
export function draftFaults(draft: DraftBody): Readonly<Record<string, string>> {
  const checked = TemplateBody.safeParse(draft);
  if (checked.success) return {};
  return Object.fromEntries(
    checked.error.issues.map(({ path, message }) => [path.map(String).join("."), message]),
  );
}

/** The sum of the weights in hundredths of a percent, whole, so that it is shown as it is checked. */
export function weightSum(draft: Pick<DraftBody, "criteria">): number {
  return draft.criteria.reduce((sum, { weight }) => sum + Math.round((weight ?? 0) * 10_000), 0);
}

const name = z.string().trim().min(1, "Give it a name.").max(200);
const description = z.string().trim().max(1_000);

export const CreateTemplateInput = z.strictObject({
  name,
  role: z.enum(templateRoles),
  description: description.default(""),
  /** The template whose draft, or published body, it begins with; else the general one of the house. */
  copyOf: z.uuid().optional(),
});

export const RenameTemplateInput = z.strictObject({ templateId: z.uuid(), name, description });

/** `revision` is what the editor saw; another one in the table means somebody else was faster. */
const DraftRef = { templateId: z.uuid(), revision: z.coerce.number().int().min(1) };
export const SaveDraftInput = z.strictObject({ ...DraftRef, draft: DraftBody });
export const DraftInput = z.strictObject(DraftRef);

export const TemplateInput = z.strictObject({ templateId: z.uuid() });
export const TemplateVersionInput = z.strictObject({
  templateId: z.uuid(),
  version: z.coerce.number().int().min(1),
});
