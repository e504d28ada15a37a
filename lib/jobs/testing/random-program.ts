import fc from "fast-check";

/** A little program of steps, as a function could be written. Names are given when it is laid out. */
export type Part =
  | { readonly kind: "step"; readonly name: string; readonly value: unknown; readonly failures: number }
  | { readonly kind: "sleep"; readonly name: string; readonly minutes: number }
  /** Branches side by side; what each returned or threw. */
  | { readonly kind: "beside"; readonly branches: readonly (readonly Part[])[] }
  /** What was thrown within is caught. */
  | { readonly kind: "guard"; readonly body: readonly Part[] }
  /** The function's own code throws on its first tries. */
  | { readonly kind: "stumble"; readonly times: number };

/** Tries that a step has; one that fails as often as this has failed for good. */
export const tryCount = 4;

const leaf: fc.Arbitrary<Part> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("step" as const),
      name: fc.constant(""),
      value: fc.oneof(
        fc.integer(),
        fc.string({ unit: "grapheme-ascii" }),
        fc.constant(null),
        fc.object({
          maxDepth: 1,
          values: [fc.integer(), fc.boolean()],
          key: fc.constantFrom("a", "b", "data", "error"),
        }),
      ),
      failures: fc.constantFrom(0, 0, 0, 0, 1, 2, tryCount),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("sleep" as const),
      name: fc.constant(""),
      minutes: fc.integer({ min: 1, max: 600 }),
    }),
  },
);

const parts = (depth: number): fc.Arbitrary<readonly Part[]> => {
  if (depth === 0) return fc.array(leaf, { minLength: 1, maxLength: 3 });
  const nested: fc.Arbitrary<Part> = fc.oneof(
    { weight: 3, arbitrary: leaf },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("beside" as const),
        branches: fc.array(parts(depth - 1), { minLength: 2, maxLength: 3 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("guard" as const), body: parts(depth - 1) }) },
  );
  return fc.array(nested, { minLength: 1, maxLength: 3 });
};

const stumble: fc.Arbitrary<Part> = fc.record({
  kind: fc.constant("stumble" as const),
  times: fc.integer({ min: 1, max: tryCount - 1 }),
});

/** Each step gets a name of its own. */
function laidOut(program: readonly Part[], path: string): readonly Part[] {
  return program.map((part, index) => named(part, `${path}${index}`));
}

function named(part: Part, name: string): Part {
  switch (part.kind) {
    case "step":
    case "sleep":
      return { ...part, name };
    case "beside":
      return { ...part, branches: part.branches.map((branch, at) => laidOut(branch, `${name}.${at}.`)) };
    case "guard":
      return { ...part, body: laidOut(part.body, `${name}.`) };
    case "stumble":
      return part;
  }
}

export const programs: fc.Arbitrary<readonly Part[]> = fc
  .tuple(parts(2), fc.option(stumble, { nil: undefined }), fc.nat(3))
  .map(([body, tripping, at]) => {
    const withTripping = tripping ? [...body.slice(0, at), tripping, ...body.slice(at)] : body;
    return laidOut(withTripping, "s");
  });

/** How a program is carried out: by itself, or as a function with durable steps. */
export interface Tools {
  step(name: string, work: { readonly value: unknown; readonly failures: number }): Promise<unknown>;
  sleep(name: string, minutes: number): Promise<unknown>;
  stumble(times: number): void;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

export async function carryOut(program: readonly Part[], tools: Tools): Promise<unknown[]> {
  const results: unknown[] = [];
  for (const part of program) results.push(await carryOutPart(part, tools));
  return results;
}

async function carryOutPart(part: Part, tools: Tools): Promise<unknown> {
  switch (part.kind) {
    case "step":
      return (await tools.step(part.name, part)) ?? null;
    case "sleep":
      return (await tools.sleep(part.name, part.minutes)) ?? null;
    case "beside": {
      const ends = await Promise.allSettled(part.branches.map((branch) => carryOut(branch, tools)));
      return ends.map((end) => (end.status === "fulfilled" ? end.value : `threw ${messageOf(end.reason)}`));
    }
    case "guard":
      return carryOut(part.body, tools).catch((error: unknown) => `caught ${messageOf(error)}`);
    case "stumble":
      tools.stumble(part.times);
      return null;
  }
}

/** What a program comes to when it is simply computed. */
export async function computed(program: readonly Part[]): Promise<{ output?: unknown; error?: string }> {
  const tools: Tools = {
    async step(name, { value, failures }) {
      if (failures >= tryCount) throw new Error(`${name} failed`);
      return value;
    },
    sleep: async () => null,
    stumble: () => undefined,
  };
  return carryOut(program, tools).then(
    (output) => ({ output }),
    (error: unknown) => ({ error: messageOf(error) }),
  );
}
