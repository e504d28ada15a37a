import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * Puts the address of whoever really opened the connection last into `x-forwarded-for`, before anything reads it.
 * Next itself does so only when the header is absent, so a client could write any address there, and a new one for
 * each try at a password.
 */
export function notePeerAddresses(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const said = request.headers["x-forwarded-for"];
    const peer = request.socket.remoteAddress ?? "unknown";
    request.headers["x-forwarded-for"] = said ? `${String(said)}, ${peer}` : peer;
  });
}
