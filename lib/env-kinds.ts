import { z } from "zod";

/** What the README's table and `.env.example` say of a variable. Both are generated from here. */
export interface VariableNotes {
  readonly group:
    | "Database"
    | "Address"
    | "Secrets"
    | "Sign-in"
    | "Files"
    | "Inngest"
    | "O*NET"
    | "Model"
    | "Operation";
  readonly description: string;
  /** What happens when it is not set. */
  readonly unset: string;
  readonly example?: string;
}

export const variableNotes = z.registry<VariableNotes>();

const placeholders = /change.?me|secret|password|placeholder|example|your[-_ ]|insecure/i;

function looksRandom(value: string): boolean {
  return value.length >= 32 && new Set(value).size >= 10 && !placeholders.test(value);
}

const isNotSet = "is not set";
const orNotSet = (fault: string) => (issue: { readonly input?: unknown }) =>
  issue.input === undefined ? isNotSet : fault;

export const postgresAddress = () =>
  z.url({
    protocol: /^postgres(ql)?$/,
    error: orNotSet("must be an address such as postgres://user:password@host:5432/name"),
  });

export const webAddress = (example = "") =>
  z.url({
    protocol: /^https?$/,
    error: orNotSet(`must be an http or https address${example && ` such as ${example}`}`),
  });

export const secret = () =>
  z.string({ error: isNotSet }).refine(looksRandom, {
    error: "must be 32 random characters or more, no placeholder; `openssl rand -hex 32` makes one",
  });

const isForeignKey = (value: string) => value.length >= 16 && !placeholders.test(value);

/** A secret that somebody else made up: its length is theirs, but no placeholder goes through. */
export const foreignSecret = (giver: string) =>
  z.string().refine(isForeignKey, { error: `must be the key that ${giver} gave out, no placeholder` });

const keyPlaceholders =
  /x{4}|\.{3}|\*{3}|[<>\s]|1234567|abcdefg|(^|[-_])(todo|fake|dummy|none|key|here|me)([-_]|$)/i;

/** A key of a model's provider. A placeholder here would make every call fail, one job after the other. */
export const providerKey = () =>
  z
    .string()
    .refine((value) => isForeignKey(value) && new Set(value).size >= 8 && !keyPlaceholders.test(value), {
      error: "must be the key that the model's provider gave out, no placeholder",
    });

/** As an Inngest server takes it: hexadecimal, whole bytes, perhaps behind `signkey-<environment>-`. */
export const signingKey = () =>
  z.string().refine(
    (value) => {
      const key = value.replace(/^signkey-\w+-/, "");
      return /^([0-9a-f]{2})+$/i.test(key) && looksRandom(key);
    },
    {
      error:
        "must be 32 random hexadecimal digits or more, as the Inngest server has it; `openssl rand -hex 32` makes one",
    },
  );
