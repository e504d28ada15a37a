import { z } from "zod";
import { toDollars } from "@/lib/llm/schema";

/** A moment as JSON carries it. */
export const Moment = z.iso.datetime({ offset: true });
export const MaybeMoment = Moment.nullable();

export function moment(at: Date): string;
export function moment(at: Date | null): string | null;
export function moment(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}

/** Money is counted in billionths of a dollar inside; outside it is dollars. */
export function usd(nanos: number): number;
export function usd(nanos: number | null): number | null;
export function usd(nanos: number | null): number | null {
  return nanos === null ? null : toDollars(nanos);
}
