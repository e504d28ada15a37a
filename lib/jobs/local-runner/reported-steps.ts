import type { StepReport } from "./protocol-answer";
import type { Failure } from "./run-ends";
import type { Pending, Settled } from "./run-store";
import type { SentEvent } from "./sdk-handler";

// What becomes of a step that the SDK reports.

export function doneStep(
  report: Extract<StepReport, { kind: "done" }>,
  op: "run" | "planned",
  sent: readonly SentEvent[],
): Settled {
  const { hash, name, data, startedAt = null } = report;
  return { hash, name, op, result: { type: "data", data }, startedAt, sent };
}

export function endedSleep({ hash, name }: Pending): Settled {
  return { hash, name, op: "sleep", result: { type: "data", data: null }, startedAt: null, sent: [] };
}

export function pendingStep(now: Date) {
  return (report: StepReport): Pending[] => {
    if (report.kind === "planned")
      return [{ hash: report.hash, name: report.name, op: "planned", wakeAt: now }];
    if (report.kind === "sleep") {
      return [{ hash: report.hash, name: report.name, op: "sleep", wakeAt: report.until }];
    }
    return [];
  };
}

/** The runner cannot do what the function asks for: no try would change that. */
export function refusal(message: string): Failure {
  return { error: { name: "LocalRunnerRefusal", message } };
}
