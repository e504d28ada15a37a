import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { clientAddress } from "./client-address";
import { notePeerAddresses } from "./peer-addresses";

let seen: IncomingHttpHeaders = {};
const server = createServer((request, response) => {
  seen = request.headers;
  response.end();
});

beforeAll(async () => {
  notePeerAddresses();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function addressFor(headers: Record<string, string>, proxyCount = 0): Promise<string> {
  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { headers });
  return clientAddress(new Headers({ "x-forwarded-for": String(seen["x-forwarded-for"]) }), proxyCount);
}

it("is the peer's, whatever the client writes", async () => {
  expect(await addressFor({})).toBe("127.0.0.1");
  expect(await addressFor({ "x-forwarded-for": "203.0.113.7" })).toBe("127.0.0.1");
  expect(await addressFor({ "x-forwarded-for": "203.0.113.7, 203.0.113.8," })).toBe("127.0.0.1");
});

it("is what our own proxies saw, however many there are, and nothing before that", async () => {
  const forged = { "x-forwarded-for": "10.9.9.9, 203.0.113.7" };
  expect(await addressFor(forged, 1)).toBe("203.0.113.7");
  expect(await addressFor({ "x-forwarded-for": "10.9.9.9, 203.0.113.7, 10.0.0.2" }, 2)).toBe("203.0.113.7");
  expect(await addressFor({}, 1)).toBe("127.0.0.1");
});
