// Loaded before build, web and worker (`node --import`): when the supervisor is killed, its children end by themselves.
import { isMainThread } from "node:worker_threads";

const patienceMs = 8_000;

// Processes and threads that these start in turn load this file too; their parents look after them.
const isOwnChild = String(process.ppid) === process.env.OPPORTUNE_SUPERVISOR;

if (isMainThread && isOwnChild && process.channel) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), patienceMs).unref();
  });
  // Watching the parent must not keep a finished process alive.
  process.channel.unref();
}
