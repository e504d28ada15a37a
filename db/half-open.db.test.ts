import { once } from "node:events";
import { type AddressInfo, connect as connectTo, createServer, type Socket } from "node:net";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HalfOpenWatch, watchHalfOpen } from "./half-open";
import { connect } from "./testing/connections";

/** Passes bytes on, until it stops passing them on without a word; connections made later are fine. */
async function startProxy(targetPort: number) {
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((near) => {
    const far = connectTo(targetPort, "127.0.0.1");
    const pair = [near, far] as const;
    pairs.add(pair);
    near.pipe(far);
    far.pipe(near);
    for (const end of pair) end.on("error", () => pair.map((other) => other.destroy()));
    near.on("close", () => far.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    freeze() {
      for (const [near, far] of pairs) {
        near.unpipe(far).resume();
        far.unpipe(near).resume();
      }
      pairs.clear();
    },
    stop: () => server.close(),
  };
}

let proxy: Awaited<ReturnType<typeof startProxy>>;
let watch: HalfOpenWatch;
const clients: Sql[] = [];

function client(): Sql {
  const made = postgres(url, { ...{ socket: watch.connect }, max: 1, backoff: () => 0.1 });
  clients.push(made);
  return made;
}
let url = "";

beforeAll(async () => {
  const direct = connect("app");
  const { host, port, user, pass, database } = direct.options;
  await direct.end();
  proxy = await startProxy(port[0] ?? 0);
  url = `postgres://${user}:${encodeURIComponent(String(pass))}@${host[0]}:${proxy.port}/${database}`;
  watch = watchHalfOpen(url);
});

afterAll(async () => {
  await Promise.all(clients.map((one) => one.end({ timeout: 0 })));
  watch.stop();
  proxy.stop();
});

describe("a half-open connection", () => {
  it("is broken while a query waits on it, a slow query is not, and the next one works", async () => {
    const [lost, slow] = [client(), client()];
    await lost`select 1`;
    proxy.freeze();
    const startedAt = performance.now();
    const [answer, sleep] = await Promise.allSettled([lost`select 2`, slow`select pg_sleep(9)`]);
    expect(answer).toMatchObject({ status: "rejected", reason: { code: "ECONNRESET" } });
    expect(sleep.status).toBe("fulfilled");
    expect(await lost`select 3 as n`).toMatchObject([{ n: 3 }]);
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });
});
