import { Socket } from "node:net";
import postgres from "postgres";

// A connection is half open when the server's end is gone and ours was never told: a proxy or a firewall dropped it, a
// machine lost power. What waits for an answer on it would wait for ever. The protocol has no sign of life while a
// statement runs, so the server is asked over a fresh connection what it knows of the session.

/** A question without an answer for this long is looked into. */
const patienceMs = 4_000;
const tickMs = 2_000;
/** Sessions that wait for nothing are looked up this seldom, so that the next to use one does not run into it. */
const idleCheckMs = 30_000;
/** Asking must not itself wait on a network that swallows everything. */
const probeSeconds = 4;
/** After as many questions in a row that nobody answered, nothing can be hoped for from the connections that wait. */
const unansweredLimit = 3;
/** A process that came to its timers so much later than it wanted has not read what came in, either. */
const latenessMs = 500;

/** What a session says of itself once, when it is ready: 'K', length 12, its process number, a secret. */
const keyDataTag = 0x4b;
const keyDataBytes = 13;
const longestGreeting = 65_536;

/**
 * A socket that remembers when it last asked and last heard something, and which session is at the other end. TLS takes
 * the connection over below this class, so an encrypted one has no session number and is left alone.
 */
class WatchedSocket extends Socket {
  sessionPid: number | undefined;
  lastHeardAt = performance.now();
  /** Since when nothing was heard after a question; undefined while no answer is due. */
  waitingSince: number | undefined;
  private greeting: Buffer | undefined = Buffer.alloc(0);
  private readonly onGone: (socket: WatchedSocket) => void;

  constructor(onGone: (socket: WatchedSocket) => void) {
    super();
    this.onGone = onGone;
  }

  // Overridden and not listened to, because drivers remove all listeners of a socket.
  override push(chunk: unknown, encoding?: BufferEncoding): boolean {
    this.lastHeardAt = performance.now();
    this.waitingSince = undefined;
    if (this.greeting && Buffer.isBuffer(chunk)) this.readGreeting(Buffer.concat([this.greeting, chunk]));
    return super.push(chunk, encoding);
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.waitingSince ??= performance.now();
    super._write(chunk, encoding, done);
  }

  override _writev(...args: Parameters<NonNullable<Socket["_writev"]>>): void {
    this.waitingSince ??= performance.now();
    super._writev?.(...args);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.onGone(this);
    super._destroy(error, done);
  }

  private readGreeting(bytes: Buffer): void {
    let rest = bytes;
    while (rest.length >= keyDataBytes) {
      const size = rest.readUInt32BE(1) + 1;
      if (rest[0] === keyDataTag && size === keyDataBytes) {
        this.sessionPid = rest.readUInt32BE(5);
        this.greeting = undefined;
        return;
      }
      if (rest.length < size) break;
      rest = rest.subarray(size);
    }
    this.greeting = rest.length > longestGreeting ? undefined : rest;
  }
}

/** Where postgres.js wants its socket connected to. */
interface Address {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path?: string | false;
}

const starved = "This process was too busy to hear an answer.";

/** Sessions that the server knows, with their states; undefined when the answer cannot be trusted. */
async function sessionsOf(url: string, pids: readonly number[]): Promise<Map<number, string> | undefined> {
  const own = new WatchedSocket(() => undefined);
  const socket = (address: Address) => connect(own, address);
  const probe = postgres(url, { ...{ socket }, max: 1, connect_timeout: 2 * probeSeconds });
  const lateAt = performance.now() + probeSeconds * 1_000;
  let timer: NodeJS.Timeout | undefined;
  try {
    const rows = await Promise.race([
      probe<{ pid: number; state: string | null }[]>`
        select pid, state from pg_stat_activity where pid = pg_backend_pid() or pid = any(${[...pids]}::int[])`,
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          const isOurFault = performance.now() > lateAt + latenessMs;
          reject(new Error(isOurFault ? starved : "The database gave no answer."));
        }, probeSeconds * 1_000);
      }),
    ]);
    const states = new Map(rows.map(({ pid, state }) => [pid, state ?? ""]));
    // A pooler in between invents session numbers of its own.
    return own.sessionPid !== undefined && states.has(own.sessionPid) ? states : undefined;
  } finally {
    clearTimeout(timer);
    void probe.end({ timeout: 0 });
  }
}

function connect(socket: WatchedSocket, { host, port, path }: Address): Socket {
  // postgres.js names the server to TLS by this.
  Object.assign(socket, { host: host[0], port: port[0] });
  return path ? socket.connect(path) : socket.connect(port[0] ?? 5432, host[0] ?? "localhost");
}

export interface HalfOpenWatch {
  /** postgres.js's `socket` option. */
  readonly connect: (address: Address) => Socket;
  /** The `stream` option of node-postgres: it connects by itself. */
  readonly socket: () => Socket;
  stop(): void;
}

/** Watches the connections that one role has in this process, and breaks those that are half open. */
export function watchHalfOpen(url: string): HalfOpenWatch {
  const sockets = new Set<WatchedSocket>();
  let idleCheckedAt = performance.now();
  let isLooking = false;
  let unanswered = 0;

  async function look(): Promise<void> {
    const now = performance.now();
    const isIdleCheck = now - idleCheckedAt > idleCheckMs;
    const known = [...sockets].filter((socket) => socket.sessionPid !== undefined);
    const waiting = new Set(known.filter(({ waitingSince = now }) => now - waitingSince > patienceMs));
    if (waiting.size === 0 && !isIdleCheck) return;
    // All at once: where one was cut, the others may have been, and the next to use one of them would wait as long.
    const silent = known.filter((socket) => waiting.has(socket) || now - socket.lastHeardAt > patienceMs);
    if (silent.length === 0) return;
    const pids = silent.map((socket) => socket.sessionPid ?? 0);
    const states = await sessionsOf(url, pids).then(countAnswered, countUnanswered);
    if (isIdleCheck) idleCheckedAt = performance.now();
    const isLost = (socket: WatchedSocket) => {
      if (!states) return waiting.has(socket) && unanswered >= unansweredLimit;
      const state = states.get(socket.sessionPid ?? 0);
      // The server waits for us while we wait for it: a question or an answer was lost on the way.
      return state === undefined || (waiting.has(socket) && state.startsWith("idle"));
    };
    // They may have heard something while we asked.
    const stillSilent = silent.filter((socket) => socket.lastHeardAt <= now);
    for (const socket of stillSilent.filter(isLost)) {
      socket.destroy(Object.assign(new Error("The connection was half open."), { code: "ECONNRESET" }));
    }
  }

  function countAnswered<T>(states: T): T {
    unanswered = 0;
    return states;
  }

  /** A refusal by the server is an answer, too. */
  function countUnanswered(error: unknown): undefined {
    if (error instanceof postgres.PostgresError) unanswered = 0;
    else if (!(error instanceof Error && error.message === starved)) unanswered += 1;
  }

  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    look().finally(() => {
      isLooking = false;
    });
  }, tickMs).unref();

  const socket = () => {
    const watched = new WatchedSocket((gone) => sockets.delete(gone));
    sockets.add(watched);
    return watched;
  };
  return { socket, connect: (address) => connect(socket(), address), stop: () => clearInterval(timer) };
}
