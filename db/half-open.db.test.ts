import { once } from "node:events";
import { type AddressInfo, connect as connectTo, createServer, type Socket } from "node:net";
import postgres, { type Sql } from "postgres";
import { describe, expect, it, onTestFinished } from "vitest";
import { watchHalfOpen } from "./half-open";
import { connect } from "./testing/connections";

/** Passes bytes on, until it stops passing them on without a word. */
async function startProxy(targetPort: number) {
  const pairs = new Set<readonly [Socket, Socket]>();
  let isSwallowing = false;
  const server = createServer((near) => {
    near.on("error", () => near.destroy());
    if (isSwallowing) return void near.resume();
    const far = connectTo(targetPort, "127.0.0.1");
    pairs.add([near, far]);
    near.pipe(far);
    far.pipe(near);
    far.on("error", () => near.destroy());
    near.on("close", () => far.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    /** @param swallowsNewcomers whether connections made later are as deaf as those that are open */
    freeze(swallowsNewcomers: boolean) {
      isSwallowing = swallowsNewcomers;
      for (const [near, far] of pairs) {
        near.unpipe(far).resume();
        far.unpipe(near).resume();
      }
      pairs.clear();
    },
    stop: () => server.close(),
  };
}

/** A proxy before the test's database, and watched connections through it. */
async function arrange() {
  const direct = connect("app");
  const { host, port, user, pass, database } = direct.options;
  await direct.end();
  const proxy = await startProxy(port[0] ?? 0);
  const url = `postgres://${user}:${encodeURIComponent(String(pass))}@${host[0]}:${proxy.port}/${database}`;
  const watch = watchHalfOpen(url);
  const clients: Sql[] = [];
  onTestFinished(async () => {
    await Promise.all(clients.map((one) => one.end({ timeout: 0 })));
    watch.stop();
    proxy.stop();
  });
  const client = () => {
    const made = postgres(url, { ...{ socket: watch.connect }, max: 1, backoff: () => 0.1 });
    clients.push(made);
    return made;
  };
  return { proxy, client };
}

describe.concurrent("a half-open connection", () => {
  it("is broken while a query waits on it, a slow query is not, and the next one works", async () => {
    const { proxy, client } = await arrange();
    const [lost, slow] = [client(), client()];
    await lost`select 1`;
    proxy.freeze(false);
    const startedAt = performance.now();
    const [answer, sleep] = await Promise.allSettled([lost`select 2`, slow`select pg_sleep(9)`]);
    expect(answer).toMatchObject({ status: "rejected", reason: { code: "ECONNRESET" } });
    expect(sleep.status).toBe("fulfilled");
    expect(await lost`select 3 as n`).toMatchObject([{ n: 3 }]);
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  }, 30_000);

  it("is not seen in one that is idle, however quick its last answer was", async () => {
    const { client } = await arrange();
    const idle = client();
    const pidOf = async () => (await idle<{ pid: number }[]>`select pg_backend_pid() as pid`)[0]?.pid;
    const pid = await pidOf();
    for (let count = 0; count < 50; count += 1) await pidOf();
    await new Promise((resolve) => setTimeout(resolve, 7_000));
    expect(await pidOf()).toBe(pid);
  }, 20_000);

  it("is given up when nobody can be asked about it", async () => {
    const { proxy, client } = await arrange();
    const lost = client();
    await lost`select 1`;
    proxy.freeze(true);
    await expect(lost`select 2`).rejects.toMatchObject({ code: "ECONNRESET" });
  }, 40_000);
});
