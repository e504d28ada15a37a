const unitMs: Readonly<Record<string, number>> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
};

/** Of a duration such as `1m30s` (units w d h m s); undefined when it is none. */
export function durationMs(text: string): number | undefined {
  if (!/^(\d+[wdhms])+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+)([wdhms])/g)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (unitMs[unit ?? ""] ?? 0), 0);
}

/**
 * When a sleep ends. The SDK names it as a duration (`1m30s`; units w d h m s) or as an ISO date.
 * @throws Error when it is neither
 */
export function wakeTime(name: string, now: Date): Date {
  const ms = durationMs(name);
  if (ms !== undefined) return new Date(now.getTime() + ms);
  const date = new Date(name);
  if (!/^\d{4}-\d\d-\d\dT/.test(name) || Number.isNaN(date.getTime())) {
    throw new Error(`A sleep is named "${name}", which is neither a duration nor a date.`);
  }
  return date;
}

/** The wait that an answer's `retry-after` header asks for: seconds, or a date. */
export function retryTime(header: string | null, now: Date): Date | undefined {
  if (header === null || header === "") return undefined;
  if (/^\d+$/.test(header)) return new Date(now.getTime() + Number(header) * 1_000);
  const date = new Date(header);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The Inngest server's own table, so that a function behaves alike on either engine. Seconds. */
const backOffSeconds = [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200] as const;
const jitterSeconds = 30;

/**
 * The time of the next try.
 * @param failedTries 1 after the first failure
 * @param random 0 ≤ random < 1
 */
export function backOff(failedTries: number, now: Date, random: number): Date {
  const step = Math.min(Math.max(failedTries, 1), backOffSeconds.length) - 1;
  const seconds = (backOffSeconds[step] ?? 0) + random * jitterSeconds;
  return new Date(now.getTime() + seconds * 1_000);
}
