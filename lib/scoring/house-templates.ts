import { cioTemplate } from "./house/cio";
import { cisoTemplate } from "./house/ciso";
import { ctoTemplate } from "./house/cto";
import { generalTemplate } from "./house/general";
import type { HouseTemplate } from "./house/house-body";
import { leadTemplate } from "./house/lead";
import type { Rubric } from "./schema";

/** What every organization begins with; from then on they are its own, to edit, archive or leave. */
export const houseTemplates: readonly HouseTemplate[] = [
  generalTemplate,
  ctoTemplate,
  cioTemplate,
  cisoTemplate,
  leadTemplate,
];

/** What a free prompt is scored by: the general criteria, with the prompt for what is looked for. */
export function rubricOfPrompt(prompt: string): Rubric {
  return { name: "Free prompt", role: "general", body: { ...generalTemplate.body, instructions: prompt } };
}
