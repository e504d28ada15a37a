import "server-only";

/**
 * Ends the process with the reason in one piece. Next would keep a server whose start has failed, and answer 500 for
 * ever; whoever keeps the process alive starts it again instead.
 */
export function endStart(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
