import { vi } from "vitest";

// Runs before each test file. A worker keeps what it loaded of node_modules from one file to the next, which is most of
// what a file waits for; our own modules are evaluated anew for every file, as is everything that they keep.

const known = globalThis as typeof globalThis & { environmentOfTests?: NodeJS.ProcessEnv };

vi.useRealTimers();
vi.unstubAllGlobals();
vi.unstubAllEnvs();
known.environmentOfTests ??= { ...process.env };
for (const name of Object.keys(process.env)) {
  if (!(name in known.environmentOfTests)) delete process.env[name];
}
Object.assign(process.env, known.environmentOfTests);
// What modules share through the process (db/client.ts says why).
for (const name of Object.keys(globalThis)) {
  if (name.startsWith("opportune")) Reflect.deleteProperty(globalThis, name);
}
vi.resetModules();
