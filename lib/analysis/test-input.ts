import { buildOccupationProfiles } from "@/lib/activities/occupation-profiles";
import { readPackTable } from "@/lib/onet/reference-pack-reader";
import type { AnalysisInput, RoleInput } from "./analysis-input";
import { defaultAnalysisSettings } from "./schema";

/** Inputs for the tests of this folder: the real reference pack, or a small release made up by hand. */

type ReferencePart = Pick<
  AnalysisInput,
  "release" | "occupations" | "tree" | "exposureScores" | "exposureOverrides" | "wages"
>;

/** The release of the reference pack under one exposure source; else that of docs/worked-example.md. */
export function packReference(source = "eloundou-gpt4-beta"): ReferencePart {
  return {
    release: "30.1",
    occupations: buildOccupationProfiles({
      occupations: readPackTable("occupations"),
      tasks: readPackTable("tasks"),
      taskDwas: readPackTable("task_dwas"),
      gwaRatings: readPackTable("gwa_ratings"),
    }),
    tree: {
      gwaIds: readPackTable("gwas").map((gwa) => gwa.id),
      iwas: readPackTable("iwas"),
      dwas: readPackTable("dwas"),
    },
    exposureScores: readPackTable("exposure_scores").filter((score) => score.source === source),
    exposureOverrides: [],
    wages: readPackTable("wages"),
  };
}

/** GWAs of the made-up release; `4.A.4.b.2` owns no IWA, as in O*NET. */
const gwaIds = ["4.A.1.a.1", "4.A.2.b.1", "4.A.3.a.1", "4.A.4.a.5", "4.A.4.b.2"];
const dwaGwaIds = gwaIds.slice(0, 4);

/** Two IWAs per GWA, two DWAs per IWA, named as O*NET names them. */
export const madeUpTree: AnalysisInput["tree"] = {
  gwaIds,
  iwas: dwaGwaIds.flatMap((gwaId) => ["I01", "I02"].map((part) => ({ id: `${gwaId}.${part}`, gwaId }))),
  dwas: dwaGwaIds.flatMap((gwaId) =>
    ["I01", "I02"].flatMap((part) =>
      ["D01", "D02"].map((leaf) => ({ id: `${gwaId}.${part}.${leaf}`, iwaId: `${gwaId}.${part}` })),
    ),
  ),
};

export const emptyDecisions = {
  activityChoices: [],
  ownActivities: [],
  complexityOverrides: [],
} as const;

export const defaultSettings = defaultAnalysisSettings({
  id: "eloundou-gpt4-beta",
  version: "2024",
  floor: 0.35,
});

/** A role of `headcount` people in one department. */
export function roleWithSegment(id: string, code: string | null, headcount: number, title = id) {
  const role: RoleInput = { id, title, code, isMappingConfirmed: true };
  const segment = { roleId: id, department: "Office", lineOfBusiness: null, location: null, headcount };
  return { role, segment };
}
