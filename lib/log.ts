import pino from "pino";
import { env } from "./env";
import { errorSummary } from "./http/error-summary";

const secrets = ["password", "secret", "token", "authorization", "cookie", "parameters", "params", "query"];

/** JSON lines on standard output. Work for one request logs through `log.child({ requestId })`. */
export const log = pino({
  level: env.LOG_LEVEL,
  base: { pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[redacted]" },
  // Drizzle's error message holds the statement with all its parameters.
  serializers: { err: errorSummary },
});
