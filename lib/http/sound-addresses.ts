import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

/** The address with every part of its path that cannot be decoded taken as the text that it is. */
export function soundAddress(address: string): string {
  const [path = "", ...query] = address.split(/(?=\?)/);
  if (!path.includes("%")) return address;
  const parts = path.split("/").map((part) => (isDecodable(part) ? part : part.replaceAll("%", "%25")));
  return parts.join("/") + query.join("");
}

/**
 * Mends addresses such as `/%E0%A4%A` before anything reads them: Next answers them with a bare 500. As text they name
 * nothing, so the door that they lead to gives its usual answer to that.
 */
export function mendAddresses(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    if (request.url !== undefined) request.url = soundAddress(request.url);
  });
}
