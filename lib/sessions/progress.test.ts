import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wizardProgress } from "./progress";
import { type SessionFacts, wizardSteps } from "./schema";

const nothing: SessionFacts = {
  importedUploadCount: 0,
  pendingUploadCount: 0,
  roleCount: 0,
  suggestedRoleCount: 0,
  decidedRoleCount: 0,
  activityChoiceCount: 0,
  finishedRunCount: 0,
  isLatestRunStale: false,
  candidateCount: 0,
  areCandidatesStale: false,
  isPublished: false,
};

const imported = { ...nothing, importedUploadCount: 1, roleCount: 10, suggestedRoleCount: 10 };
const analysed = { ...imported, decidedRoleCount: 10, finishedRunCount: 1, candidateCount: 5 };

describe("the wizard's progress", () => {
  it("begins at the upload", () => {
    expect(wizardProgress(nothing)).toMatchObject({ doneCount: 0, resumeAt: "upload" });
    expect(wizardProgress({ ...nothing, pendingUploadCount: 1 }).states.upload).toBe("started");
  });

  it("goes on at the mapping until every role is decided", () => {
    expect(wizardProgress(imported).resumeAt).toBe("map-roles");
    expect(wizardProgress({ ...imported, decidedRoleCount: 9 }).states["map-roles"]).toBe("started");
    expect(wizardProgress({ ...imported, decidedRoleCount: 10 }).resumeAt).toBe("analysis");
  });

  it("is whole with candidates of a fresh run", () => {
    expect(wizardProgress(analysed)).toMatchObject({ doneCount: 5, resumeAt: "roadmap" });
  });

  it("marks what a change made stale, and wipes nothing", () => {
    const { states, resumeAt } = wizardProgress({ ...analysed, isLatestRunStale: true });
    expect(states).toMatchObject({ "map-roles": "done", analysis: "stale", roadmap: "stale" });
    expect(resumeAt).toBe("analysis");
    expect(wizardProgress({ ...analysed, areCandidatesStale: true }).states).toMatchObject({
      analysis: "done",
      roadmap: "stale",
    });
  });

  it("never counts more steps than there are, and resumes at one that is not done unless all are", () => {
    const count = fc.nat(3);
    const facts = fc.record({
      importedUploadCount: count,
      pendingUploadCount: count,
      roleCount: count,
      suggestedRoleCount: count,
      decidedRoleCount: count,
      activityChoiceCount: count,
      finishedRunCount: count,
      isLatestRunStale: fc.boolean(),
      candidateCount: count,
      areCandidatesStale: fc.boolean(),
      isPublished: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, (given) => {
        const { states, doneCount, resumeAt } = wizardProgress(given);
        expect(doneCount).toBe(wizardSteps.filter((step) => states[step] === "done").length);
        const open = wizardSteps.filter((step) => step !== "activities" && states[step] !== "done");
        expect(open.length === 0 ? "roadmap" : open[0]).toBe(resumeAt);
      }),
    );
  });
});
