import type { ZodObject, z } from "zod";

/** What stands behind the question mark of a page's address; safe for the browser. */
export type LinkParams = Readonly<Record<string, string | string[] | undefined>>;

/** A form leaves what was not filled in as an empty value. */
export function firstValues(params: LinkParams): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => {
      const first = Array.isArray(value) ? value[0] : value;
      return first === undefined || first === "" ? [] : [[name, first]];
    }),
  );
}

/** No text of ours holds a NUL, and PostgreSQL takes none. */
const isUnstorable = (value: string) => value.includes("\0");

/** For a page: what means nothing is left out, and said so. */
export function readQuery<S extends ZodObject>(
  schema: S,
  params: LinkParams,
): { query: z.output<S>; isDamaged: boolean } {
  const given = Object.entries(firstValues(params));
  const values = Object.fromEntries(given.filter(([, value]) => !isUnstorable(value)));
  const whole = schema.safeParse(values);
  if (whole.success) return { query: whole.data, isDamaged: given.some(([, value]) => isUnstorable(value)) };
  const faulty = new Set(whole.error.issues.map((issue) => String(issue.path[0])));
  const rest = Object.fromEntries(Object.entries(values).filter(([name]) => !faulty.has(name)));
  return { query: schema.parse(rest), isDamaged: true };
}
