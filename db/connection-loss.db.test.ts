import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { asSystem, type Tx } from "./client";
import { connect } from "./testing/connections";

const admin = connect("superuser");

afterAll(() => admin.end());

async function pidOf(tx: Tx): Promise<number> {
  const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return Number(row?.pid);
}

/** Ends the server's side of a connection and waits until it is gone. */
async function terminate(pid: number): Promise<void> {
  await admin`select pg_terminate_backend(${pid}, 5000)`;
}

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => "nothing was thrown",
    (reason: unknown) => reason,
  );
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  return typeof cause === "object" && cause !== null ? Reflect.get(cause, "code") : cause;
}

const useAllConnections = () =>
  Promise.all(Array.from({ length: 20 }, () => asSystem("use all connections", pidOf)));

/** postgres.js 3.4.9 as published writes to a socket that is gone then, which ends the process; see `patches/`. */
describe("a connection that is lost inside a transaction", () => {
  it("refuses what the transaction still asks, and reaches no other transaction", async () => {
    let goOn: () => void = () => undefined;
    const isReopened = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const codes: unknown[] = [];
    const whole = asSystem("lose the connection", async (tx) => {
      const pid = await pidOf(tx);
      const asked = codeOf(tx.execute(sql`select pg_sleep(5)`));
      await terminate(pid);
      codes.push(await asked);
      await isReopened;
      codes.push(await codeOf(tx.execute(sql`select 1`)));
    });
    expect(["57P01", "CONNECTION_CLOSED", "ECONNRESET"]).toContain(await codeOf(whole));
    await useAllConnections();
    goOn();
    await expect.poll(() => codes).toEqual([expect.any(String), "CONNECTION_CLOSED"]);
  });

  it("leaves every connection of the pool usable", async () => {
    for (let round = 0; round < 20; round += 1) {
      await asSystem("lose it between two queries", async (tx) => {
        await terminate(await pidOf(tx));
        await tx.execute(sql`select 1`);
      }).catch(() => undefined);
    }
    expect(await useAllConnections()).toHaveLength(20);
  });
});
