// Loaded before web and worker (`node --import`): when the supervisor is killed, its children end by themselves.
import { isMainThread } from "node:worker_threads";

const patienceMs = 8_000;

if (isMainThread && process.channel) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), patienceMs).unref();
  });
  // Watching the parent must not keep a finished process alive.
  process.channel.unref();
}
