import { z } from "zod";

/** What the README's table and `.env.example` say of a variable. Both are generated from here. */
export interface VariableNotes {
  readonly group: "Database" | "Address" | "Secrets" | "Sign-in" | "Operation";
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

const postgresAddress = () =>
  z.url({
    protocol: /^postgres(ql)?$/,
    error: orNotSet("must be an address such as postgres://user:password@host:5432/name"),
  });

const webAddress = () => z.url({ protocol: /^https?$/, error: orNotSet("must be an http or https address") });

const notAPort = "must be a port between 1 and 65535";

const secret = () =>
  z.string({ error: isNotSet }).refine(looksRandom, {
    error: "must be 32 random characters or more, no placeholder; `openssl rand -hex 32` makes one",
  });

/** Every environment variable the product reads. The only list. */
export const variables = {
  DATABASE_URL: postgresAddress().register(variableNotes, {
    group: "Database",
    description:
      "PostgreSQL 18 as the application role. The role must own nothing, be no superuser and not bypass row-level security; the start refuses any other.",
    unset: "an embedded PostgreSQL is started, with its data under OPPORTUNE_HOME",
    example: "postgres://opportune_app:…@db.example.org:5432/opportune",
  }),
  DATABASE_SYSTEM_URL: postgresAddress().register(variableNotes, {
    group: "Database",
    description: "The same database as the system role, for the worker's queue and sweeps.",
    unset: "the embedded one; required once DATABASE_URL is set",
    example: "postgres://opportune_system:…@db.example.org:5432/opportune",
  }),
  DATABASE_OWNER_URL: postgresAddress().optional().register(variableNotes, {
    group: "Database",
    description:
      "The same database as the owner, used by `npm run up` for migrations and reference data only.",
    unset: "the embedded one; with DATABASE_URL set, `npm run up` asks for it",
    example: "postgres://opportune_owner:…@db.example.org:5432/opportune",
  }),
  HOST: z.string().default("127.0.0.1").register(variableNotes, {
    group: "Address",
    description: "The network address the web server listens on.",
    unset: "127.0.0.1: this machine only",
    example: "0.0.0.0",
  }),
  PORT: z.coerce
    .number(notAPort)
    .int(notAPort)
    .min(1, notAPort)
    .max(65_535, notAPort)
    .default(3000)
    .register(variableNotes, {
      group: "Address",
      description: "The port the web server listens on.",
      unset: "3000",
      example: "8080",
    }),
  NEXTAUTH_URL: webAddress().register(variableNotes, {
    group: "Address",
    description: "The address people type. Changes that come from any other origin are refused.",
    unset: "computed from HOST and PORT; required once DATABASE_URL is set",
    example: "https://opportune.example.org",
  }),
  NEXTAUTH_SECRET: secret().register(variableNotes, {
    group: "Secrets",
    description: "Signs the session cookie. At least 32 random characters; placeholders are refused.",
    unset: "generated at the first start into OPPORTUNE_HOME; required once DATABASE_URL is set",
  }),
  OIDC_ISSUER: webAddress().optional().register(variableNotes, {
    group: "Sign-in",
    description:
      "An OpenID Connect provider. Set this, the client id and the client secret, or none of the three.",
    unset: "sign-in by e-mail and password alone",
    example: "https://login.example.org",
  }),
  OIDC_CLIENT_ID: z.string().optional().register(variableNotes, {
    group: "Sign-in",
    description: "The client that the provider knows this installation as.",
    unset: "no provider",
    example: "opportune",
  }),
  OIDC_CLIENT_SECRET: z.string().optional().register(variableNotes, {
    group: "Sign-in",
    description: "That client's secret.",
    unset: "no provider",
  }),
  OIDC_NAME: z.string().max(60).optional().register(variableNotes, {
    group: "Sign-in",
    description: "The provider's name on the sign-in page.",
    unset: "“Single sign-on”",
    example: "Example Corp",
  }),
  OPPORTUNE_HOME: z.string().default(".opportune").register(variableNotes, {
    group: "Operation",
    description: "The folder for everything this machine keeps: database, secrets, files, logs.",
    unset: ".opportune in the project's folder",
    example: "/srv/opportune",
  }),
  OPPORTUNE_DEMO: z.stringbool({ error: "must be true or false" }).default(false).register(variableNotes, {
    group: "Operation",
    description:
      "Adds a marked demo organization with three ready sign-ins. Refused when HOST is not this machine.",
    unset: "true under `npm run up` with the embedded database and a loopback HOST, else false",
    example: "false",
  }),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
    .default("info")
    .register(variableNotes, {
      group: "Operation",
      description:
        "The least important level that is logged: trace, debug, info, warn, error, fatal, silent.",
      unset: "info",
      example: "warn",
    }),
};

const oidc = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;
const loopback = new Set(["127.0.0.1", "::1", "localhost"]);

export function isLoopback(host: string): boolean {
  return loopback.has(host);
}

/** Also when other variables are wrong: all faults are told at once. */
const all = () => true;

const checked = z.object(variables).refine((given) => !given.OPPORTUNE_DEMO || isLoopback(given.HOST), {
  path: ["OPPORTUNE_DEMO"],
  error: "would open known sign-ins to the network: set HOST to 127.0.0.1, or OPPORTUNE_DEMO to false",
  when: all,
});

/** All variables together, with the rules that span several. */
export const Environment = oidc.reduce(
  (schema, name) =>
    schema.refine((given) => given[name] !== undefined || oidc.every((other) => given[other] === undefined), {
      path: [name],
      error: "is needed, since another OIDC variable is set: set all three or none",
      when: all,
    }),
  checked,
);

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** All that is wrong with the environment, one line each. */
export function describeIssues(issues: readonly Issue[]): string {
  const lines = issues.map(({ path, message }) => {
    const [first] = path ?? [];
    const name = typeof first === "object" ? first.key : first;
    return `  ${String(name ?? "environment")} ${message}`;
  });
  return [
    "The environment is not complete. README.md lists every variable; .env.example is a template.",
    ...lines,
  ].join("\n");
}
