import "server-only";
import { env } from "@/lib/env";

/** What carries out the functions: the worker's own runner, or an Inngest server that calls /api/inngest. */
export type EngineMode = "local" | "inngest";

/** How to reach an Inngest server and to know its calls. */
export interface InngestServer {
  /** A dev server: nothing is signed. lib/env-variables.ts allows it on one machine only. */
  readonly isDev: boolean;
  /** Undefined means Inngest's cloud. */
  readonly baseUrl: string | undefined;
  readonly eventKey: string | undefined;
  readonly signingKey: string | undefined;
  readonly signingKeyFallback: string | undefined;
}

/** The server that the environment names; undefined while the local runner does the work. */
export function inngestServer(): InngestServer | undefined {
  const { INNGEST_DEV, INNGEST_EVENT_KEY, INNGEST_BASE_URL } = env;
  if (!INNGEST_DEV && !INNGEST_EVENT_KEY) return undefined;
  return {
    isDev: INNGEST_DEV !== undefined,
    baseUrl: INNGEST_DEV ?? INNGEST_BASE_URL,
    eventKey: INNGEST_EVENT_KEY,
    signingKey: env.INNGEST_SIGNING_KEY,
    signingKeyFallback: env.INNGEST_SIGNING_KEY_FALLBACK,
  };
}

export function engineMode(): EngineMode {
  return inngestServer() ? "inngest" : "local";
}
