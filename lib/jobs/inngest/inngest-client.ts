import "server-only";
import { Inngest, type Middleware } from "inngest";
import type { InngestServer } from "../engine";
import { inngestAppId } from "../local-runner/function-registry";
import { silentLogger } from "../silent-logger";

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
    logger: silentLogger,
    ...options,
  });
}
