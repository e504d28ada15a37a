import "server-only";
import { Middleware } from "inngest";
import { log } from "@/lib/log";
import { type Answer, readAnswer } from "../local-runner/protocol-answer";
import type { RunRef } from "../local-runner/run-queue";
import { storedError } from "../local-runner/stored-error";
import { openRun } from "./open-run";
import { recordAnswer } from "./record-answer";

/** The history is for people; work goes on without it. */
async function quietly<T>(write: () => Promise<T>): Promise<T | undefined> {
  try {
    return await write();
  } catch (error) {
    log.warn({ error: storedError(error).message }, "a run could not be written down");
    return undefined;
  }
}

/**
 * Keeps the history of runs that an Inngest server drives in our own tables, as the local runner does: it reads the
 * same answers. The SDK makes a new one for each request.
 */
export class HistoryMiddleware extends Middleware.BaseMiddleware {
  readonly id = "opportune:history";
  private functionId = "";
  private attempt = 0;
  private run: RunRef | undefined;
  private startedAt = new Date();

  override async wrapRequest({
    next,
    requestInfo,
  }: Middleware.WrapRequestArgs): Promise<Middleware.Response> {
    this.functionId = requestInfo.url.searchParams.get("fnId") ?? "";
    const response = await next();
    await this.record(() => {
      const { status, headers, body } = response;
      return readAnswer({ status, headers: new Headers(headers), body: JSON.parse(body) }, new Date());
    });
    return response;
  }

  /** Only here the signature has been checked and the function found. */
  override async transformFunctionInput(
    args: Middleware.TransformFunctionInputArgs,
  ): Promise<Middleware.TransformFunctionInputArgs> {
    const { ctx, steps } = args;
    this.attempt = ctx.attempt;
    this.run = await quietly(() =>
      openRun({
        functionId: this.functionId,
        engineRunId: ctx.runId,
        event: ctx.event,
        settledHashes: Object.keys(steps),
      }),
    );
    return args;
  }

  override onStepStart(): void {
    this.startedAt = new Date();
  }

  /** The SDK may hand a step's result to the server by itself and go on: then no answer tells of it. */
  override async onStepComplete({ stepInfo }: Middleware.OnStepCompleteArgs): Promise<void> {
    const { hashedId: hash, options } = stepInfo;
    const done = { kind: "done", hash, name: options.name ?? options.id, data: null } as const;
    await this.record(() => ({ kind: "steps", reports: [{ ...done, startedAt: this.startedAt }] }));
    this.attempt = 0;
  }

  private async record(read: () => Answer): Promise<void> {
    const { run, attempt, startedAt } = this;
    if (run) await quietly(() => recordAnswer(run, { answer: read(), attempt, startedAt }));
  }
}
