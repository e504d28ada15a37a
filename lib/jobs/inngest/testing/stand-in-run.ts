import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { StandInEvent } from "./inngest-server";

/** What a stand-in server knows of a function, from the application's own words. */
export interface StandInFunction {
  readonly id: string;
  readonly events: readonly string[];
  readonly maxAttempts: number;
  /** Events that end a run of the same job. */
  readonly cancelledBy: readonly string[];
}

export const Ops = z.array(
  z.looseObject({
    op: z.string(),
    id: z.string(),
    data: z.unknown().optional(),
    error: z.unknown().optional(),
  }),
);
type Op = z.infer<typeof Ops>[number];

interface Reply {
  readonly status: number;
  readonly isFinal: boolean;
  readonly body: unknown;
}

const isComplete = (body: unknown) => Ops.parse(body).some(({ op }) => op === "RunComplete");

/** A run as a server of Inngest drives it, with its memory. */
export class StandInRun {
  readonly id = `01K${randomUUID().replaceAll("-", "").slice(0, 23).toUpperCase()}`;
  readonly fn: StandInFunction;
  readonly event: StandInEvent;
  end: "open" | "finished" | "failed" | "cancelled" = "open";
  output: unknown;
  error: unknown;
  private readonly steps: Record<
    string,
    { type: "data"; data: unknown } | { type: "error"; error: unknown }
  > = {};
  private readonly stack: string[] = [];
  private readonly post: (target: string, body: unknown) => Promise<Response>;

  constructor(
    fn: StandInFunction,
    event: StandInEvent,
    post: (target: string, body: unknown) => Promise<Response>,
  ) {
    this.fn = fn;
    this.event = event;
    this.post = post;
  }

  /** Ends the run when the event is one that its function names for that. */
  hear(event: StandInEvent): void {
    const isOurs = this.fn.cancelledBy.includes(event.name) && event.data.jobId === this.event.data.jobId;
    if (isOurs && this.end === "open") this.end = "cancelled";
  }

  async drive(): Promise<void> {
    let attempt = 0;
    while (this.end === "open") {
      const reply = await this.ask("step", attempt, false);
      if (reply.status === 200) this.finish(reply.body);
      else if (reply.status === 206 && isComplete(reply.body)) this.finish(Ops.parse(reply.body)[0]?.data);
      else if (reply.status === 206) attempt = await this.take(Ops.parse(reply.body), reply, attempt);
      else {
        attempt += 1;
        if (reply.isFinal || attempt >= this.fn.maxAttempts) this.fail(reply.body);
      }
    }
  }

  /** Steps that are reported before the call is answered. */
  keep(ops: readonly Op[]): void {
    for (const op of ops) this.settle(op, { status: 206, isFinal: false, body: undefined }, 0);
  }

  /** @returns failed tries of the next call */
  private async take(ops: readonly Op[], reply: Reply, attempt: number): Promise<number> {
    const planned = ops.filter(({ op }) => op === "StepPlanned");
    let failedTries = 0;
    for (const op of ops.filter((other) => !planned.includes(other))) {
      if (!this.settle(op, reply, attempt)) failedTries = attempt + 1;
    }
    await Promise.all(planned.map((op) => this.runPlanned(op.id)));
    return failedTries;
  }

  private async runPlanned(hash: string): Promise<void> {
    for (let attempt = 0; this.end === "open"; attempt += 1) {
      const reply = await this.ask(hash, attempt, true);
      const op = Ops.parse(reply.body).find(({ id }) => id === hash);
      if (!op)
        throw new Error(
          `The application did not run the step it was asked for: ${JSON.stringify(reply.body)}`,
        );
      if (this.settle(op, reply, attempt)) return;
    }
  }

  /** @returns false when the step is to be tried again */
  private settle(op: Op, reply: Reply, attempt: number): boolean {
    const isOver = reply.isFinal || attempt + 1 >= this.fn.maxAttempts;
    switch (op.op) {
      case "StepRun":
      case "Sleep":
        this.steps[op.id] = { type: "data", data: op.data ?? null };
        break;
      case "StepError":
      case "StepFailed":
        if (op.op === "StepError" && !isOver) return false;
        this.steps[op.id] = { type: "error", error: op.error };
        break;
      default:
        throw new Error(`The stand-in server does not know the step "${op.op}".`);
    }
    this.stack.push(op.id);
    return true;
  }

  private async ask(target: string, attempt: number, isPlanningOnly: boolean): Promise<Reply> {
    const response = await this.post(target, {
      version: 2,
      event: this.event,
      events: [this.event],
      steps: this.steps,
      ctx: {
        run_id: this.id,
        fn_id: "11111111-1111-4111-8111-111111111111",
        qi_id: "queue-item",
        attempt,
        max_attempts: this.fn.maxAttempts,
        disable_immediate_execution: isPlanningOnly,
        use_api: false,
        stack: { stack: this.stack, current: this.stack.length },
      },
    });
    const isFinal = response.headers.get("x-inngest-no-retry") === "true";
    return { status: response.status, isFinal, body: await response.json() };
  }

  private finish(output: unknown): void {
    this.end = "finished";
    this.output = output;
  }

  private fail(error: unknown): void {
    this.end = "failed";
    this.error = error;
  }
}
