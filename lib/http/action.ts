import "server-only";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { Ctx } from "@/lib/auth/context";
import { currentViewer, requestId } from "@/lib/auth/current";
import { type ActionDoor, actionDoors } from "@/lib/auth/doors";
import { requirePassage } from "@/lib/auth/passage";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { errorSummary } from "./error-summary";
import { requireOwnOrigin } from "./origin";
import { type ActionResult, isUnexpected, toFailure } from "./outcome";

/** A form posts (previous result, FormData); a button calls with one plain value. */
type ActionArguments = readonly [unknown] | readonly [unknown, FormData];

/** Text fields of a form as a plain object; a field that repeats becomes a list. */
function formToObject(form: FormData): Record<string, unknown> {
  const entries = [...form.keys()]
    .filter((name) => !name.startsWith("$ACTION"))
    .map((name) => {
      const values = form.getAll(name).filter((value) => typeof value === "string");
      return [name, values.length > 1 ? values : values[0]] as const;
    });
  return Object.fromEntries(entries);
}

const isSecret = (name: string) => /password|secret|token/i.test(name);

/** What may go back to the form, so that nobody types twice: everything but secrets. */
function typedOf(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form.entries()].filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === "string" && !entry[0].startsWith("$ACTION") && !isSecret(entry[0]),
    ),
  );
}

async function run<T>(door: ActionDoor, work: (input: unknown) => Promise<T>, args: ActionArguments) {
  const id = await requestId();
  const form = args.find((argument) => argument instanceof FormData);
  try {
    requireOwnOrigin(await headers(), env.NEXTAUTH_URL);
    const input = form ? formToObject(form) : args[0];
    return { ok: true as const, data: await work(input) };
  } catch (error) {
    unstable_rethrow(error);
    const failure = toFailure(error);
    if (isUnexpected(failure))
      log.error({ requestId: id, action: door, ...errorSummary(error) }, "action failed");
    else log.info({ requestId: id, action: door, code: failure.code }, "action refused");
    return { ok: false as const, requestId: id, typed: form && typedOf(form), ...failure };
  }
}

/**
 * Wraps one call of `lib` as a server action for a signed-in person: own origin, context, right, call, errors.
 * It parses nothing: the mutation does, so that a job or an API cannot differ.
 */
export function action<T>(door: ActionDoor, work: (ctx: Ctx, input: unknown) => Promise<T>) {
  return async (...args: ActionArguments): Promise<ActionResult<T>> =>
    run(
      door,
      async (input) => {
        const { ctx } = await currentViewer();
        requirePassage(ctx, actionDoors[door]);
        return work(ctx, input);
      },
      args,
    );
}

/** The same for doors that the signed-out may pass (sign-in, one-time links). */
export function publicAction<T>(door: ActionDoor, work: (input: unknown) => Promise<T>) {
  return async (...args: ActionArguments): Promise<ActionResult<T>> => run(door, work, args);
}
