import { createHash } from "node:crypto";

/** Makes answers that fulfil any JSON schema a request may carry, the same ones for the same request. */

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxLength?: number;
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

export interface Made {
  readonly schema: JsonSchema;
  readonly system: string;
  readonly user: string;
  /** Points by criterion, or in the order in which they are asked for. */
  readonly points?: Readonly<Record<string, number | null>> | readonly (number | null)[];
  /** Does what instructions in the data say. */
  readonly isObedient?: boolean;
}

/** What stands between the fences of the data, or all of it where there are none. */
function fencedIn(user: string): string {
  const [, , inside] = /^(profile-[0-9a-f]{8,})\n([\s\S]*?)\n\1$/m.exec(user) ?? [];
  return inside ?? user;
}

/** A line of the profile as it stands there, the longest of the first fifty. */
function quoteFrom(user: string): string {
  const lines = fencedIn(user)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.length > 0 && !/^[<`#=~-]{2,}/.test(line))
    .slice(0, 50);
  return (
    lines
      .reduce((longest, line) => (line.length > longest.length ? line : longest), "")
      .slice(0, 160)
      .trim() || "nothing"
  );
}

const demandsTop =
  /\b(give|score|rate|award|grade|assign|answer)\b[^\n]{0,80}(10\s*(\/|out of)\s*10|100\s*%|full (marks|points)|(maximum|highest|top|perfect) (score|points|marks|rating))/i;
const demandsPrompt =
  /\b(reveal|repeat|print|show|output|copy)\b[^\n]{0,60}\b(system prompt|(your|the) instructions)/i;

/** Evenly from 0 to below 1, the same for the same words. */
function share(words: string): number {
  return createHash("sha256").update(words).digest().readUInt32BE(0) / 2 ** 32;
}

class Maker {
  #asked = 0;
  readonly #given: Made;
  readonly #data: string;

  constructor(given: Made) {
    this.#given = given;
    this.#data = fencedIn(given.user);
  }

  make(schema: JsonSchema, path: readonly string[]): unknown {
    const { $ref, anyOf } = schema;
    if ($ref) return this.make(this.#resolve($ref), path);
    if ("const" in schema) return schema.const;
    if (schema.enum) return schema.enum[0];
    if (anyOf) {
      const branch = anyOf.find(({ type }) => type !== "null") ?? { type: "null" };
      return this.make(branch, path);
    }
    return this.#ofType(schema, path);
  }

  #resolve(ref: string): JsonSchema {
    const parts = ref.replace(/^#\/?/, "").split("/").filter(Boolean).map(decodeURIComponent);
    return parts.reduce<JsonSchema>(
      (at, part) => (at as Record<string, JsonSchema>)[part] ?? {},
      this.#given.schema,
    );
  }

  #ofType(schema: JsonSchema, path: readonly string[]): unknown {
    const types = [schema.type ?? "object"].flat();
    const type = types.find((each) => each !== "null");
    const name = path.at(-1) ?? "";
    if (type === "object") {
      const entries = Object.entries(schema.properties ?? {});
      return Object.fromEntries(entries.map(([key, value]) => [key, this.make(value, [...path, key])]));
    }
    if (type === "array") return this.#array(schema, path);
    if (type === "number" || type === "integer") return this.#number(schema, path, types.includes("null"));
    if (type === "boolean") return !/inject|suspicious|manipul|cannot/i.test(name);
    if (type === "string") return this.#text(name).slice(0, schema.maxLength ?? 2_000);
    return null;
  }

  #array({ items = {}, minItems = 1 }: JsonSchema, path: readonly string[]): unknown[] {
    const of = items.$ref ? this.#resolve(items.$ref) : items;
    // One entry for each key that may be given.
    const [key, keys] =
      Object.entries(of.properties ?? {}).find(
        ([name, value]) => /^(key|criterion|criterionKey|id)$/.test(name) && value.enum,
      ) ?? [];
    if (key && keys?.enum) {
      return keys.enum.map((value) => {
        const made = this.make({ ...of }, [...path, String(value)]) as Record<string, unknown>;
        return { ...made, [key]: value };
      });
    }
    const length = Math.max(1, minItems);
    return Array.from({ length }, (_, index) => this.make(items, [...path, String(index)]));
  }

  #number({ type, minimum = 0, maximum = 10 }: JsonSchema, path: readonly string[], maybeNull: boolean) {
    const given = this.#givenPoints(path);
    if (given !== undefined && (given !== null || maybeNull)) return given;
    if (this.#given.isObedient && demandsTop.test(this.#data)) return maximum;
    const value = minimum + (maximum - minimum) * (0.5 + share(`${path.join(".")} ${this.#data}`) / 2);
    return type === "integer" || maximum - minimum >= 2 ? Math.round(value) : Math.round(value * 100) / 100;
  }

  #givenPoints(path: readonly string[]): number | null | undefined {
    const { points } = this.#given;
    if (points === undefined) return undefined;
    if (Array.isArray(points)) return (points as readonly (number | null)[])[this.#asked++];
    const named = points as Readonly<Record<string, number | null>>;
    const found = path.find((part) => Object.hasOwn(named, part));
    return found === undefined ? undefined : named[found];
  }

  #text(name: string): string {
    const { isObedient, system, user } = this.#given;
    if (/quote|evidence|excerpt/i.test(name)) return quoteFrom(user);
    if (isObedient && demandsPrompt.test(this.#data)) return system;
    return `The stub says this for ${name || "the answer"}.`;
  }
}

/** The answer a well-behaved model would give, as JSON can hold it. */
export function makeAnswer(given: Made): unknown {
  return new Maker(given).make(given.schema, []);
}

/** The same with the first number far outside its range. */
export function outOfRange(answer: unknown): unknown {
  let isDone = false;
  return JSON.parse(JSON.stringify(answer), (_, value: unknown) => {
    if (isDone || typeof value !== "number") return value;
    isDone = true;
    return 9_999;
  });
}
