import "server-only";
import { Inngest, type Middleware } from "inngest";
import type { InngestServer } from "../engine";
import { inngestAppId } from "../local-runner/function-registry";

/** What functions throw is kept with their runs, cleaned of what must not be kept; the SDK would write it out raw. */
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** The SDK towards a server. Everything is said here, so that no other variable of the environment decides. */
export function inngestClient(
  server: InngestServer,
  options: { readonly fetch?: typeof fetch; readonly middleware?: Middleware.Class[] },
): Inngest {
  return new Inngest({
    id: inngestAppId,
    isDev: server.isDev,
    baseUrl: server.baseUrl,
    eventKey: server.eventKey,
    signingKey: server.signingKey,
    signingKeyFallback: server.signingKeyFallback,
    aiMetadata: false,
    logger: silent,
    ...options,
  });
}
