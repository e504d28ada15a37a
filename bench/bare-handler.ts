import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";

type Memory = Readonly<Record<string, { readonly type: "data"; readonly data: unknown }>>;

interface Operation {
  readonly op: string;
  readonly id: string;
  readonly data: unknown;
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * The SDK's own handler, called in this process with nothing around it: what the functions cost by themselves. It
 * remembers steps in a variable; `isCheckpointing` lets the function go on within one call, as our runner does.
 */
export function bareHandler(fn: InngestFunction.Any, isCheckpointing: boolean) {
  const fetch = async () => Response.json({});
  const client = new Inngest({ id: "opportune", isDev: true, logger: silent, fetch });
  const handle = serve({ client, functions: [fn] });
  const address = `http://worker.internal/api/inngest?fnId=${fn.id("opportune")}&stepId=step`;

  async function call(event: object, steps: Memory): Promise<{ status: number; body: unknown }> {
    const stack = Object.keys(steps);
    const ids = isCheckpointing ? { fn_id: "f", qi_id: "q" } : {};
    const ctx = { run_id: "r", attempt: 0, max_attempts: 4, use_api: false, ...ids };
    const body = {
      version: 2,
      event,
      events: [event],
      steps,
      ctx: { ...ctx, disable_immediate_execution: false, stack: { stack, current: stack.length } },
    };
    const headers = { "content-type": "application/json", host: "worker.internal" };
    const answer = await handle(
      new Request(address, { method: "POST", headers, body: JSON.stringify(body) }),
    );
    return { status: answer.status, body: await answer.json() };
  }

  /** Runs the function for an event to its end. */
  return async (event: object): Promise<void> => {
    let steps: Memory = {};
    for (;;) {
      const { status, body } = await call(event, steps);
      const [operation] = (Array.isArray(body) ? body : []) as Operation[];
      if (status === 200 || operation?.op === "RunComplete") return;
      if (status !== 206 || operation?.op !== "StepRun") {
        throw new Error(`The handler answered ${status} ${JSON.stringify(body)}`);
      }
      steps = { ...steps, [operation.id]: { type: "data", data: operation.data } };
    }
  };
}
