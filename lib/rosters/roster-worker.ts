import { answerInWorkerThread } from "@/lib/worker-threads";
import { packReading } from "./pack-reading";
import { readRoster } from "./read-roster";
import type { RosterAnswer, RosterTask } from "./roster-task";

/** Entry of the thread that reads roster files; started by `roster-threads.ts`. */
answerInWorkerThread(async (input, onProgress): Promise<RosterAnswer> => {
  const { path, wanted, ...options } = input as RosterTask;
  const reading = await readRoster(path, { ...options, onProgress, wantsSegments: wanted !== "counts" });
  if (wanted !== "packed") return { reading, packed: null };
  return { reading: { ...reading, segments: [] }, packed: packReading(reading) };
});
