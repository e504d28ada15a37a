/**
 * Promise (issue 6, Must hold 3 and 5): 50 pairs of one file each, both of a pair sent at the same moment over HTTP, give
 * one upload each and the same id to both senders; and while a file of 100 MB is taken in, the health check, asked every
 * 200 ms, answers within a second. The peer: the health check at rest.
 * Run: npm run bench -- roster-uploads [pairs]
 */
import { openAsBlob } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { uploads } from "@/db/schema";
import { type OwnDatabase, withOwnDatabase } from "./own-database";
import { startOwnWeb } from "./own-web";
import { writeRosterCsv } from "./roster-files";
import { makeRosterScene } from "./roster-scene";
import { signInCookieOf } from "./visitor";

const [pairs = 50] = process.argv.slice(2).map(Number);
const goalWaitMs = 1_000;
const probeEveryMs = 200;
const restMs = 3_000;
const print = (line: string) => process.stdout.write(`${line}\n`);

interface Answer {
  readonly status: number;
  readonly uploadId: string | undefined;
}

/** The longest of the waits for the health check while some work goes on, in ms. */
async function longestWait(address: string, work: () => Promise<unknown>): Promise<number> {
  let [longest, isOver] = [0, false];
  const probes: Promise<void>[] = [];
  const ask = async () => {
    const askedAt = performance.now();
    const { ok } = await fetch(`${address}/api/health`);
    longest = Math.max(longest, ok ? performance.now() - askedAt : Number.POSITIVE_INFINITY);
  };
  const asking = (async () => {
    while (!isOver) {
      probes.push(ask());
      await pause(probeEveryMs);
    }
  })();
  await work();
  isOver = true;
  await asking;
  await Promise.all(probes);
  return longest;
}

async function uploadsRun(database: OwnDatabase): Promise<boolean> {
  const web = await startOwnWeb(database);
  try {
    const scene = await makeRosterScene();
    const cookie = await signInCookieOf(scene.userId);
    const send = async (sessionId: string, body: Blob): Promise<Answer> => {
      const query = new URLSearchParams({ session: sessionId, name: "roster.csv" });
      const response = await fetch(`${web.address}/api/uploads?${query}`, {
        method: "POST",
        headers: { cookie, origin: web.address },
        body,
      });
      const answer: { uploadId?: string } = await response.json().catch(() => ({}));
      return { status: response.status, uploadId: answer.uploadId };
    };

    const sessionId = await scene.newSession();
    const startedAt = performance.now();
    const answers = await Promise.all(
      Array.from({ length: pairs }, (_, number) => {
        const body = new Blob([`Job Title,Department\nClerk ${number},Care\n`]);
        return Promise.all([send(sessionId, body), send(sessionId, body)]);
      }),
    );
    const kept = await asSystem("bench: look", (tx) =>
      tx.select({ id: uploads.id }).from(uploads).where(eq(uploads.sessionId, sessionId)),
    );
    const agreeing = answers.filter(
      ([first, second]) =>
        first.status === 201 && second.status === 201 && first.uploadId === second.uploadId,
    ).length;
    print(
      `${pairs} pairs at once in ${(performance.now() - startedAt).toFixed(0)} ms: ${agreeing} agree, ${kept.length} uploads`,
    );

    const large = join(database.folder, "large.csv");
    await writeRosterCsv(large, 480_000, 140);
    const body = await openAsBlob(large);
    const atRest = await longestWait(web.address, () => pause(restMs));
    let taken: Answer | undefined;
    const sentAt = performance.now();
    const waited = await longestWait(web.address, async () => {
      taken = await send(await scene.newSession(), body);
    });
    print(
      `${(body.size / 1024 / 1024).toFixed(0)} MB taken in with status ${taken?.status} after ${(performance.now() - sentAt).toFixed(0)} ms`,
    );
    print(
      `longest wait for the health check ${waited.toFixed(0)} ms (goal ${goalWaitMs}), at rest ${atRest.toFixed(0)} ms`,
    );
    return agreeing === pairs && kept.length === pairs && taken?.status === 201 && waited <= goalWaitMs;
  } finally {
    await web.stop();
  }
}

process.exitCode = (await withOwnDatabase(uploadsRun)) ? 0 : 1;
