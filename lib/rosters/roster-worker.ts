import { answerInWorkerThread } from "@/lib/worker-threads";
import { readRoster } from "./read-roster";
import { RosterTask } from "./roster-task";

/** Entry of the thread that reads one roster file; started by `roster-threads.ts`. */
void answerInWorkerThread(async (input, onProgress) => {
  const { path, ...options } = RosterTask.parse(input);
  return readRoster(path, { ...options, onProgress });
});
