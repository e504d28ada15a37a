import type { ExposureSourceKind } from "@/db/enums";

/**
 * The exposure sources of the pack and how a published label becomes a number from 0 to 1.
 * The reasons stand in `docs/reference-data.md`.
 */
export type ExposureSourceDefinition = {
  readonly source: string;
  readonly version: string;
  readonly name: string;
  readonly kind: ExposureSourceKind;
  readonly licence: string;
  readonly citation: string;
};

const eloundouCitation =
  'Eloundou, Manning, Mishkin, Rock (2024), "GPTs are GPTs: Labor market impact potential of LLMs", Science 384';
const eloundouLicence = "MIT, (c) 2024 OpenAI";

export const eloundouRaters = [
  { key: "gpt4", column: "gpt4_exposure", name: "GPT-4 labels" },
  { key: "human", column: "human_labels", name: "human labels" },
] as const;

/** Value of the labels E0 (no exposure), E1 (a chat model alone), E2 (with software built on it). */
export const eloundouMeasures = {
  alpha: { E0: 0, E1: 1, E2: 0, name: "alpha, E1 only" },
  beta: { E0: 0, E1: 1, E2: 0.5, name: "beta, E1 + 0.5 E2" },
  gamma: { E0: 0, E1: 1, E2: 1, name: "gamma, E1 + E2" },
} as const;

export type EloundouMeasure = keyof typeof eloundouMeasures;
export type EloundouLabel = "E0" | "E1" | "E2";

export function isEloundouLabel(label: string): label is EloundouLabel {
  return label === "E0" || label === "E1" || label === "E2";
}

export const eloundouVersion = "2024";
export const cdrVersion = "2026-03-13";
export const gwaClassesVersion = "1";
export const planFiguresVersion = "1";
export const blendVersion = "1";

export function eloundouSourceId(rater: string, measure: EloundouMeasure): string {
  return `eloundou-${rater}-${measure}`;
}

/** Without their floors, which are computed from the scores. */
export const exposureSources: readonly ExposureSourceDefinition[] = [
  ...eloundouRaters.flatMap((rater) =>
    (Object.keys(eloundouMeasures) as EloundouMeasure[]).map((measure) => ({
      source: eloundouSourceId(rater.key, measure),
      version: eloundouVersion,
      name: `Eloundou et al., ${rater.name}, ${eloundouMeasures[measure].name}`,
      kind: "task_labels" as const,
      licence: eloundouLicence,
      citation: eloundouCitation,
    })),
  ),
  {
    source: "cdr",
    version: cdrVersion,
    name: "CDR labels: cognition, deployment, regulation (value is Opportune's)",
    kind: "task_labels",
    licence: "MIT, (c) 2026 D. Parshall, A. Lopez-Luzuriaga",
    citation:
      'Parshall, Lopez-Luzuriaga (2026), "Measuring AI\'s Economic Reach: A Multi-Axis Task Exposure Framework"; value derived by Opportune',
  },
  {
    source: "gwa-classes",
    version: gwaClassesVersion,
    name: "Replication of Pew's method: three classes of work activities (high 0.8, medium 0.5, low 0.2 are Opportune's)",
    kind: "gwa_classes",
    licence: "classes: published facts, cited; numbers: Apache-2.0, Opportune",
    citation:
      'Not Pew\'s own data. Classes as a public replication gives them of Kochhar (2023), "Which U.S. Workers Are More Exposed to AI on Their Jobs?", Pew Research Center, which publishes no numbers; high = 0.8, medium = 0.5, low = 0.2 by Opportune',
  },
  {
    source: "plan-figures",
    version: planFiguresVersion,
    name: "Original plan: a figure for each of 41 work activities, by O*NET's ids",
    kind: "gwa_figures",
    licence: "Apache-2.0, Opportune",
    citation:
      "Estimates of the product's original plan, nobody's measurement, given to the activity that bears the name; 13 of the plan's ids belong to another activity in O*NET and one to none",
  },
  {
    source: "opportune",
    version: blendVersion,
    name: "Opportune: labels, activities and occupation profiles blended",
    kind: "blend",
    licence: "Apache-2.0, Opportune; made of inputs under MIT and CC BY 4.0",
    citation:
      "Opportune (2026), blend of Eloundou et al. (2024), Parshall and Lopez-Luzuriaga (2026), a replication of Kochhar (2023), the original plan's figures and O*NET ratings; docs/exposure-blend.md",
  },
];

/** A level from 0 to 4 on the three axes of one CDR label. */
export type CdrLabel = { readonly c: number; readonly d: number; readonly r: number };

/** @returns null when one of the three levels is missing. */
export function parseCdrLabel(c: string, d: string, r: string): CdrLabel | null {
  const levels = [/^C([0-4])$/.exec(c), /^D([0-4])$/.exec(d), /^R([0-4])$/.exec(r)].map((match) =>
    match?.[1] === undefined ? null : Number(match[1]),
  );
  const [cLevel, dLevel, rLevel] = levels;
  if (cLevel == null || dLevel == null || rLevel == null) return null;
  return { c: cLevel, d: dLevel, r: rLevel };
}

/**
 * Three hurdles that must all be taken, so their openness multiplies; each falls evenly from 1 (level 0) to 0
 * (level 4). No constant is fitted to any index.
 */
function cdrValue(label: CdrLabel): number {
  return (1 - label.c / 4) * (1 - label.d / 4) * (1 - label.r / 4);
}

/** The labels inside a published class, `C1 D0 R0 + C1 D1 R0`. */
export function parseCdrClass(text: string): CdrLabel[] {
  return text.split(" + ").flatMap((part) => {
    const [c = "", d = "", r = ""] = part.split(" ");
    return parseCdrLabel(c, d, r) ?? [];
  });
}

/** A task that the labellers split counts each of its parts equally. */
export function cdrTaskScore(parts: readonly CdrLabel[]): { value: number; class: string } {
  const sum = parts.reduce((total, part) => total + cdrValue(part), 0);
  return {
    value: sum / parts.length,
    class: parts.map((part) => `C${part.c} D${part.d} R${part.r}`).join(" + "),
  };
}

export type GwaClass = "high" | "medium" | "low";

/** Evenly spaced inside 0 to 1; the publication gives classes and no numbers. */
export const gwaClassValues: Readonly<Record<GwaClass, number>> = { high: 0.8, medium: 0.5, low: 0.2 };

const idsByGwaClass: Readonly<Record<GwaClass, readonly string[]>> = {
  high: [
    "4.A.1.a.1",
    "4.A.1.a.2",
    "4.A.2.a.2",
    "4.A.2.a.3",
    "4.A.2.a.4",
    "4.A.2.b.1",
    "4.A.2.b.2",
    "4.A.2.b.5",
    "4.A.3.a.3",
    "4.A.3.a.4",
    "4.A.3.b.1",
    "4.A.3.b.2",
    "4.A.3.b.6",
    "4.A.4.a.8",
    "4.A.4.c.1",
    "4.A.4.c.3",
  ],
  medium: [
    "4.A.1.b.1",
    "4.A.1.b.2",
    "4.A.1.b.3",
    "4.A.2.a.1",
    "4.A.2.b.3",
    "4.A.2.b.4",
    "4.A.2.b.6",
    "4.A.4.a.1",
    "4.A.4.a.2",
    "4.A.4.a.3",
    "4.A.4.a.6",
    "4.A.4.b.1",
    "4.A.4.b.3",
    "4.A.4.b.4",
    "4.A.4.b.6",
    "4.A.4.c.2",
  ],
  low: [
    "4.A.3.a.1",
    "4.A.3.a.2",
    "4.A.3.b.4",
    "4.A.3.b.5",
    "4.A.4.a.4",
    "4.A.4.a.5",
    "4.A.4.a.7",
    "4.A.4.b.2",
    "4.A.4.b.5",
  ],
};

/** Class of each GWA by its O*NET id. */
export const gwaClassById: ReadonlyMap<string, GwaClass> = new Map(
  (Object.keys(idsByGwaClass) as GwaClass[]).flatMap((gwaClass) =>
    idsByGwaClass[gwaClass].map((id) => [id, gwaClass] as const),
  ),
);
