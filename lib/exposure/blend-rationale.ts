import {
  activityScale,
  activityWeight,
  type BlendedGwa,
  type BlendedTask,
  type BlendPart,
  blendWeights,
} from "@/lib/exposure/blend";

/**
 * How a number of the blend came about, as a formula that a person can recompute and a screen can take apart:
 *
 * - a task: `(.8*L.617+.2*A.65)*P.85*R1*O.912`, with L the labels, A the activities, P presence, R regulation and O the
 *   occupation's fit; `L~`, `P~` and `R~` are the mean of the tasks of the same activity, `O~` that of the siblings
 * - a GWA: `(928.9*T.491+5*.6*A.825)/933.9`, with T the mean of its tasks; `.6*A.25` where it owns no task
 *
 * Figures are rounded to three decimals, so a value recomputed from them is off by a few thousandths.
 */

export interface BlendRationale {
  readonly labels: BlendPart;
  readonly activities: number;
  readonly presence: BlendPart;
  readonly regulation: BlendPart;
  readonly fit: BlendPart;
}

export function taskRationale(task: BlendedTask): string {
  const { activities } = blendWeights;
  const told = `(${short(1 - activities)}*${part("L", task.labels)}+${short(activities)}*A${short(task.activities)})`;
  return [told, part("P", task.presence), part("R", task.regulation), part("O", task.fit)].join("*");
}

export function gwaRationale(gwa: BlendedGwa): string {
  const alone = `${short(activityScale)}*A${short(gwa.activities)}`;
  if (gwa.taskMean === null) return alone;
  const tasks = `${gwa.taskWeight.toFixed(1)}*T${short(gwa.taskMean)}`;
  return `(${tasks}+${activityWeight}*${alone})/${(gwa.taskWeight + activityWeight).toFixed(1)}`;
}

const taskPattern =
  /^\([\d.]+\*L(~?)([\d.]+)\+[\d.]+\*A([\d.]+)\)\*P(~?)([\d.]+)\*R(~?)([\d.]+)\*O(~?)([\d.]+)$/;

/** @returns null for a text that is not the rationale of a blended task. */
export function parseTaskRationale(text: string): BlendRationale | null {
  const match = taskPattern.exec(text);
  if (match === null) return null;
  const partAt = (index: number): BlendPart => ({
    borrowed: match[index] === "~",
    value: Number(match[index + 1]),
  });
  return {
    labels: partAt(1),
    activities: Number(match[3]),
    presence: partAt(4),
    regulation: partAt(6),
    fit: partAt(8),
  };
}

function part(letter: string, { value, borrowed }: BlendPart): string {
  return `${letter}${borrowed ? "~" : ""}${short(value)}`;
}

/** Three decimals at most, without a leading or a trailing zero: `.85`, `1`, `0`. */
function short(value: number): string {
  const rounded = String(Math.round(value * 1000) / 1000);
  return rounded.startsWith("0.") ? rounded.slice(1) : rounded;
}
