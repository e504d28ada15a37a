import type { TemplateRole } from "@/db/enums";
import type { Criterion, TemplateBody } from "../schema";

/** A template that the product brings along. */
export interface HouseTemplate {
  /** Names it for good: an organization has each at most once, whatever it is renamed to. */
  readonly houseKey: string;
  readonly name: string;
  readonly description: string;
  readonly role: TemplateRole;
  readonly body: TemplateBody;
}

/** Levels of all our templates, from 0 to 10 points. */
const levels = [0, 3, 6, 8, 10];

type Anchors = readonly [none: string, some: string, sound: string, strong: string, rare: string];

/** A criterion with its anchors at 0, 3, 6, 8 and 10 points. */
export function criterion(
  key: string,
  label: string,
  weight: number,
  description: string,
  anchors: Anchors,
): Criterion {
  return {
    key,
    label,
    weight,
    description,
    anchors: anchors.map((text, index) => ({ points: levels[index] ?? 0, text })),
  };
}

/** What our templates have in common: 0–10, passed from 6, outstanding from 8, two thirds of the weight with evidence. */
export function houseBody(
  instructions: string,
  criteria: Criterion[],
  gate: TemplateBody["gate"] = null,
): TemplateBody {
  return {
    instructions,
    criteria,
    gate,
    scale: { min: 0, max: 10 },
    thresholds: { pass: 6, strong: 8 },
    minCoverage: 0.65,
    model: null,
    temperature: 0,
    maxTokens: 2_000,
  };
}
