import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

export interface StubCall {
  readonly itemId: string;
  readonly startedAt: number;
}

const latencyMs = { least: 20, most: 200 };

/** What the stub answers for an item: a number that depends on nothing else. */
export const scoreOf = (itemId: string) => Number.parseInt(itemId.slice(-6), 16);

/** Stands for a slow service: answers after 20-200 ms and writes down who asked when. */
export async function startScoreStub() {
  const calls: StubCall[] = [];
  let waitedMs = 0;
  const server = createServer(async (request, response) => {
    const itemId = (request.url ?? "/").slice(1);
    calls.push({ itemId, startedAt: Date.now() });
    const ms = latencyMs.least + Math.random() * (latencyMs.most - latencyMs.least);
    waitedMs += ms;
    await pause(ms);
    response.end(String(scoreOf(itemId)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { calls, url: `http://127.0.0.1:${port}`, waitedMs: () => waitedMs, stop: () => server.close() };
}
