import {
  type SessionFacts,
  type StepState,
  type WizardProgress,
  type WizardStep,
  wizardSteps,
} from "./schema";

function uploadState(facts: SessionFacts): StepState {
  if (facts.importedUploadCount > 0) return "done";
  return facts.pendingUploadCount > 0 ? "started" : "todo";
}

function mappingState(facts: SessionFacts): StepState {
  if (facts.roleCount === 0 || facts.suggestedRoleCount + facts.decidedRoleCount === 0) return "todo";
  return facts.decidedRoleCount >= facts.roleCount ? "done" : "started";
}

/** Untouched defaults are valid, so the step is done as soon as somebody changed something or an analysis ran. */
function activityState(facts: SessionFacts): StepState {
  if (facts.roleCount === 0) return "todo";
  return facts.activityChoiceCount > 0 || facts.finishedRunCount > 0 ? "done" : "todo";
}

function analysisState(facts: SessionFacts): StepState {
  if (facts.finishedRunCount === 0) return "todo";
  return facts.isLatestRunStale ? "stale" : "done";
}

function roadmapState(facts: SessionFacts): StepState {
  if (facts.candidateCount === 0) return "todo";
  return facts.areCandidatesStale || facts.isLatestRunStale ? "stale" : "done";
}

/** The wizard's progress, a function of the facts alone: the same on every device and after every reload. */
export function wizardProgress(facts: SessionFacts): WizardProgress {
  const states: Record<WizardStep, StepState> = {
    upload: uploadState(facts),
    "map-roles": mappingState(facts),
    activities: activityState(facts),
    analysis: analysisState(facts),
    roadmap: roadmapState(facts),
  };
  // The activities step may be left as it is, so nobody is sent back to it.
  const open = wizardSteps.find((step) => step !== "activities" && states[step] !== "done");
  return {
    states,
    doneCount: wizardSteps.filter((step) => states[step] === "done").length,
    resumeAt: open ?? "roadmap",
  };
}
