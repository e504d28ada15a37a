import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

const stuckMs = 20_000;

/**
 * Cuts the connection of an event stream whose other side has stopped taking what is sent. A stream writes every few
 * seconds, so silence means that a write hangs; neither Next nor the stream itself can end such a connection.
 */
export function cutStuckStreams(timeoutMs: number = stuckMs): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    if (request.url?.startsWith("/api/events")) response.setTimeout(timeoutMs);
  });
}
