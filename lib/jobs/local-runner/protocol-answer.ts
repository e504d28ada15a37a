import { z } from "zod";
import { retryTime, wakeTime } from "./durations";
import { type StoredError, storedError } from "./stored-error";

/** What the SDK's handler said, before it is understood. */
export interface HandlerReply {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: unknown;
}

interface NamedStep {
  readonly hash: string;
  readonly name: string;
}

/** A try that was made; the SDK tells when it began. */
interface TriedStep extends NamedStep {
  readonly startedAt: Date | undefined;
}

export type StepReport =
  | (TriedStep & { readonly kind: "done"; readonly data: unknown })
  | (TriedStep & {
      readonly kind: "threw";
      readonly error: StoredError;
      /** The SDK sees no sense in another try. */
      readonly isFinal: boolean;
      readonly retryAt: Date | undefined;
    })
  | (NamedStep & { readonly kind: "planned" })
  | (NamedStep & { readonly kind: "sleep"; readonly until: Date });

export type Answer =
  | { readonly kind: "steps"; readonly reports: readonly StepReport[] }
  | { readonly kind: "finished"; readonly output: unknown }
  | {
      readonly kind: "failed";
      readonly error: StoredError;
      readonly isFinal: boolean;
      readonly retryAt: Date | undefined;
    }
  /** Something this runner does not do; the run must stop with this sentence. */
  | { readonly kind: "refused"; readonly reason: string };

const Opcode = z.looseObject({
  op: z.string(),
  id: z.string().min(1),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  opts: z.looseObject({}).nullish(),
  userland: z.looseObject({ id: z.string() }).nullish(),
  /** Nanoseconds. */
  timing: z.looseObject({ a: z.number() }).nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
type Opcode = z.infer<typeof Opcode>;

class Refusal extends Error {}

interface ReplyFacts {
  readonly isFinal: boolean;
  readonly retryAt: Date | undefined;
  readonly now: Date;
}

function readStep(op: Opcode, facts: ReplyFacts): StepReport {
  const step = { hash: op.id, name: op.displayName ?? op.userland?.id ?? op.id };
  const startedAt = op.timing ? new Date(op.timing.a / 1e6) : undefined;
  switch (op.op) {
    case "StepRun":
      return { ...step, kind: "done", startedAt, data: op.data ?? null };
    case "StepError":
    case "StepFailed": {
      const isFinal = facts.isFinal || op.op === "StepFailed";
      const error = storedError(op.error);
      return { ...step, kind: "threw", startedAt, error, isFinal, retryAt: facts.retryAt };
    }
    case "StepPlanned":
      if (op.opts?.parallelMode === "race") {
        throw new Refusal(
          `The step "${step.name}" runs in a race group, which the local runner does not do.`,
        );
      }
      return { ...step, kind: "planned" };
    case "Sleep":
      return { ...step, kind: "sleep", until: wakeTime(op.name ?? "", facts.now) };
    default:
      throw new Refusal(
        `The step "${step.name}" uses "${op.op}", which the local runner does not do. ` +
          "Use step.run, step.sleep, step.sleepUntil or step.sendEvent.",
      );
  }
}

const unknownShape = {
  kind: "refused",
  reason: "The function answered with steps in a shape this runner does not know.",
} as const;

function readSteps(body: unknown, facts: ReplyFacts): Answer {
  const ops = z.array(Opcode).min(1).safeParse(body);
  if (!ops.success) return unknownShape;
  const [first, ...others] = ops.data;
  if (first?.op === "RunComplete" && others.length === 0) {
    return { kind: "finished", output: first.data ?? null };
  }
  try {
    return { kind: "steps", reports: ops.data.map((op) => readStep(op, facts)) };
  } catch (error) {
    return { kind: "refused", reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Reads the steps that the SDK hands over while the function waits to go on. */
export function readCheckpoint(body: unknown, now: Date): Extract<Answer, { kind: "steps" | "refused" }> {
  const answer = readSteps(body, { isFinal: false, retryAt: undefined, now });
  return answer.kind === "steps" || answer.kind === "refused" ? answer : unknownShape;
}

/** A targeted step that the code no longer has. */
const StepNotFound = z.looseObject({ requestedStep: z.string(), error: z.unknown() });
/** The handler's own trouble: unknown function, malformed request, unusable mode. */
const Internal = z.looseObject({ type: z.literal("internal"), message: z.string() });

/** Reads an answer of the SDK's handler (request version 2, inngest 4.24). */
export function readAnswer(reply: HandlerReply, now: Date): Answer {
  const { status, headers, body } = reply;
  const facts = {
    isFinal: headers.get("x-inngest-no-retry") === "true",
    retryAt: retryTime(headers.get("retry-after"), now),
    now,
  };
  if (status === 200) return { kind: "finished", output: body ?? null };
  if (status === 206) return readSteps(body, facts);
  if (StepNotFound.safeParse(body).success) {
    return {
      kind: "refused",
      reason: "A step that this run had planned is no longer in the function's code.",
    };
  }
  const internal = Internal.safeParse(body);
  if (internal.success) return { kind: "refused", reason: internal.data.message };
  if (status === 400 || status === 500) {
    return {
      kind: "failed",
      error: storedError(body),
      isFinal: facts.isFinal || status === 400,
      retryAt: facts.retryAt,
    };
  }
  return { kind: "refused", reason: `The function's handler answered with status ${status}.` };
}
