import { z } from "zod";
import {
  foreignSecret,
  postgresAddress,
  providerKey,
  secret,
  signingKey,
  variableNotes,
  webAddress,
} from "./env-kinds";

const notAPort = "must be a port between 1 and 65535";

const notACount = "must be a number from 0 to 9";

const notSeconds = "must be whole seconds from 1 to 600";

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
  PROXY_COUNT: z.coerce
    .number(notACount)
    .int(notACount)
    .min(0, notACount)
    .max(9, notACount)
    .default(0)
    .register(variableNotes, {
      group: "Address",
      description:
        "How many reverse proxies of yours every request comes through. Each must add its caller to X-Forwarded-For; the limits on guessing passwords count by that address.",
      unset: "0: people reach the web server directly",
      example: "1",
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
  S3_ENDPOINT: webAddress("https://s3.eu-central-1.amazonaws.com").optional().register(variableNotes, {
    group: "Files",
    description:
      "An S3-compatible store for uploaded rosters and exports. Set all five S3 variables, or none; needed as soon as web and worker run on different machines.",
    unset: "files lie in OPPORTUNE_HOME",
    example: "https://s3.eu-central-1.amazonaws.com",
  }),
  S3_BUCKET: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
      "must be the name of a bucket: 3 to 63 of a-z, 0-9, dot and hyphen",
    )
    .optional()
    .register(variableNotes, {
      group: "Files",
      description: "The bucket. It must be private: rosters lie in it until they are imported.",
      unset: "no bucket",
      example: "opportune",
    }),
  S3_REGION: z.string().optional().register(variableNotes, {
    group: "Files",
    description: "The store's region; `us-east-1` suits stores that have none.",
    unset: "no bucket",
    example: "eu-central-1",
  }),
  S3_ACCESS_KEY_ID: z.string().optional().register(variableNotes, {
    group: "Files",
    description: "The access key. It must be able to list, read, write and delete in that bucket.",
    unset: "no bucket",
  }),
  S3_SECRET_ACCESS_KEY: foreignSecret("the store").optional().register(variableNotes, {
    group: "Files",
    description: "That key's secret; placeholders are refused.",
    unset: "no bucket",
  }),
  INNGEST_EVENT_KEY: secret().optional().register(variableNotes, {
    group: "Inngest",
    description:
      "With this key and the signing key an Inngest server carries out the background work. Set both, or neither.",
    unset: "the worker carries it out itself; nothing else is needed on one machine",
  }),
  INNGEST_SIGNING_KEY: signingKey().optional().register(variableNotes, {
    group: "Inngest",
    description:
      "Proves that a call of /api/inngest comes from that server. Hexadecimal; placeholders are refused.",
    unset: "no server; required once another INNGEST variable is set",
  }),
  INNGEST_SIGNING_KEY_FALLBACK: signingKey().optional().register(variableNotes, {
    group: "Inngest",
    description: "A second signing key that is accepted as well while keys are changed.",
    unset: "the signing key alone is accepted",
  }),
  INNGEST_BASE_URL: webAddress().optional().register(variableNotes, {
    group: "Inngest",
    description: "The address of an Inngest server of your own.",
    unset: "with the two keys set, Inngest's cloud",
    example: "http://inngest:8288",
  }),
  INNGEST_DEV: webAddress("http://127.0.0.1:8288").optional().register(variableNotes, {
    group: "Inngest",
    description:
      "The address of an Inngest dev server, which signs nothing. Refused beside the other INNGEST variables, and when HOST or NEXTAUTH_URL is not this machine.",
    unset: "no dev server",
    example: "http://127.0.0.1:8288",
  }),
  ONET_API_KEY: foreignSecret("O*NET").optional().register(variableNotes, {
    group: "O*NET",
    description:
      "A key for the O*NET Web Services (free, from services.onetcenter.org). With it the occupation search asks O*NET when it finds nothing here, and a sync can read releases from there; placeholders are refused.",
    unset: "nothing is asked of the Web Services; releases come by download or as a file",
  }),
  ONET_API_URL: webAddress().default("https://api-v2.onetcenter.org").register(variableNotes, {
    group: "O*NET",
    description: "The address of the O*NET Web Services, version 2.",
    unset: "https://api-v2.onetcenter.org",
    example: "https://api-v2.onetcenter.org",
  }),
  ONET_DOWNLOAD_URL: webAddress().default("https://www.onetcenter.org").register(variableNotes, {
    group: "O*NET",
    description: "The site that new O*NET releases are looked for on and downloaded from, or a mirror of it.",
    unset: "https://www.onetcenter.org",
    example: "https://onet-mirror.example.org",
  }),
  OPENAI_API_KEY: providerKey().optional().register(variableNotes, {
    group: "Model",
    description:
      "The key of OpenAI, or of another server that speaks its protocol. With it profiles can be scored, and role mapping can ask a model; placeholders are refused.",
    unset: "no model is asked anything; everything else works",
  }),
  OPENAI_BASE_URL: webAddress("https://api.openai.com/v1")
    .default("https://api.openai.com/v1")
    .register(variableNotes, {
      group: "Model",
      description:
        "The address of an OpenAI-compatible server, down to its version. Which models it has and what they cost is settled at Models in the product.",
      unset: "https://api.openai.com/v1",
      example: "https://models.example.org/v1",
    }),
  OPENAI_TIMEOUT_SECONDS: z.coerce
    .number(notSeconds)
    .int(notSeconds)
    .min(1, notSeconds)
    .max(600, notSeconds)
    .default(60)
    .register(variableNotes, {
      group: "Model",
      description: "How long an answer of a model is waited for, in seconds.",
      unset: "60",
      example: "120",
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
const s3 = ["S3_ENDPOINT", "S3_BUCKET", "S3_REGION", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const;
const loopback = new Set(["127.0.0.1", "::1", "localhost"]);

export function isLoopback(host: string): boolean {
  return loopback.has(host);
}

function isThisMachine(address: string): boolean {
  return URL.canParse(address) && isLoopback(new URL(address).hostname.replace(/^\[|\]$/g, ""));
}

type Given = z.infer<z.ZodObject<typeof variables>>;

/** A rule that spans several variables: what is said of which one when it does not hold. */
interface Rule {
  readonly name: keyof typeof variables;
  readonly error: string;
  readonly holds: (given: Given) => boolean;
}

const inngestKeys = ["INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"] as const;
const serverVariables = [...inngestKeys, "INNGEST_SIGNING_KEY_FALLBACK", "INNGEST_BASE_URL"] as const;
const namesServer = (given: Given) => serverVariables.some((name) => given[name] !== undefined);

const rules: readonly Rule[] = [
  {
    name: "OPPORTUNE_DEMO",
    error: "would open known sign-ins to the network: set HOST to 127.0.0.1, or OPPORTUNE_DEMO to false",
    holds: (given) => !given.OPPORTUNE_DEMO || isLoopback(given.HOST),
  },
  ...oidc.map((name) => ({
    name,
    error: "is needed, since another OIDC variable is set: set all three or none",
    holds: (given: Given) => given[name] !== undefined || oidc.every((other) => given[other] === undefined),
  })),
  ...s3.map((name) => ({
    name,
    error: "is needed, since another S3 variable is set: set all five or none",
    holds: (given: Given) => given[name] !== undefined || s3.every((other) => given[other] === undefined),
  })),
  ...inngestKeys.map((name) => ({
    name,
    error:
      "is needed, since another INNGEST variable is set: set the event key and the signing key, or neither",
    holds: (given: Given) => given[name] !== undefined || !namesServer(given),
  })),
  {
    name: "INNGEST_DEV",
    error: "names a dev server, which knows no keys: unset it, or the other INNGEST variables",
    holds: (given) => !given.INNGEST_DEV || !namesServer(given),
  },
  {
    // Whoever reaches an unsigned /api/inngest can run every function with data of their own making.
    name: "INNGEST_DEV",
    error:
      "would let everybody on the network run functions, since a dev server signs nothing: let HOST and NEXTAUTH_URL name this machine, or set an event key and a signing key instead",
    holds: (given) => !given.INNGEST_DEV || (isLoopback(given.HOST) && isThisMachine(given.NEXTAUTH_URL)),
  },
];

/** All variables together, with the rules that span several. */
export const Environment = rules.reduce(
  // Also when other variables are wrong: all faults are told at once.
  (schema, { name, error, holds }) => schema.refine(holds, { path: [name], error, when: () => true }),
  z.object(variables),
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
