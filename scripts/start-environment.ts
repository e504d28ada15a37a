import type { z } from "zod";
import type { Addresses } from "@/db/embedded/provision";
import { StartError } from "@/db/embedded/start-error";
import { describeIssues, Environment, isLoopback } from "@/lib/env-variables";

export type Settings = z.infer<typeof Environment>;
type Given = Readonly<Record<string, string | undefined>>;

const everyAddress = new Set(["0.0.0.0", "::"]);

/** An empty variable counts as one that is not set, as it does in lib/env. */
function withoutEmpty(given: Given): Record<string, string> {
  return Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

function ownAddress(host: string, port: string): string | undefined {
  if (everyAddress.has(host)) return undefined;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Whether this start brings its own database. */
export function isEmbedded(given: Given): boolean {
  return !given.DATABASE_URL;
}

/**
 * What the processes of the product get to see: what was given, what can be computed, and, with the embedded
 * database, its addresses and the generated secret.
 * @throws StartError with every fault of the environment
 */
export function composeEnvironment(
  given: Given,
  home: string,
  embedded: { readonly addresses: Addresses; readonly nextauth: string } | undefined,
): { readonly variables: Record<string, string>; readonly settings: Settings } {
  const present = withoutEmpty(given);
  const HOST = present.HOST ?? "127.0.0.1";
  const PORT = present.PORT ?? "3000";
  const computed: Record<string, string | undefined> = {
    HOST,
    PORT,
    OPPORTUNE_HOME: home,
    OPPORTUNE_DEMO: String(embedded !== undefined && isLoopback(HOST)),
    ...(embedded && { NEXTAUTH_SECRET: embedded.nextauth, NEXTAUTH_URL: ownAddress(HOST, PORT) }),
  };
  const variables = {
    ...withoutEmpty(computed),
    ...present,
    ...embedded?.addresses,
    OPPORTUNE_HOME: home,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  };
  const checked = Environment.safeParse(variables);
  if (!checked.success) throw new StartError(describeIssues(checked.error.issues));
  if (!checked.data.DATABASE_OWNER_URL) {
    throw new StartError(
      "DATABASE_OWNER_URL is not set. With a database of your own, `npm run up` needs it for the migrations.",
    );
  }
  return { variables, settings: checked.data };
}

/** The same check before any database was started, so that a wrong PORT is told at once. */
export function checkEnvironment(given: Given, home: string): Settings {
  const none = "postgres://none:none@127.0.0.1:1/none";
  const addresses = { DATABASE_URL: none, DATABASE_SYSTEM_URL: none, DATABASE_OWNER_URL: none };
  const standIns = { addresses, nextauth: "0123456789abcdef0123456789abcdef" };
  return composeEnvironment(given, home, isEmbedded(given) ? standIns : undefined).settings;
}
