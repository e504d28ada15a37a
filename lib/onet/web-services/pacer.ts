/** What a client needs of time and chance; a test hands in its own. */
export interface Clock {
  now(): number;
  pause(ms: number): Promise<void>;
  /** 0–1 */
  random(): number;
}

export const realClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};

const windowMs = 1_000;

/**
 * Lets at most so many through in any second; the others wait in line.
 * @returns what to await before each request
 */
export function pacer(perSecond: number, clock: Pick<Clock, "now" | "pause">): () => Promise<void> {
  const starts: number[] = [];
  let line = Promise.resolve();
  const waitForRoom = async () => {
    // A timer may go off a little early, so the clock is asked again.
    for (;;) {
      const now = clock.now();
      while (starts[0] !== undefined && starts[0] <= now - windowMs) starts.shift();
      const [oldest] = starts;
      if (oldest === undefined || starts.length < perSecond) {
        starts.push(now);
        return;
      }
      await clock.pause(Math.max(1, Math.ceil(oldest + windowMs - now)));
    }
  };
  return () => {
    line = line.then(waitForRoom);
    return line;
  };
}
