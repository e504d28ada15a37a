import { AppError } from "@/lib/errors";
import type { ReleaseSource } from "@/lib/onet/release/release-inputs";
import { stageRelease } from "@/lib/onet/release/stage-release";
import { fetchedRelease } from "@/lib/onet/web-services/fetched-table-reader";
import { answerInWorkerThread } from "@/lib/worker-threads";
import { openReleaseZip } from "./release-zip-reader";
import type { StageInput } from "./stage-input";

// The end of `stage-fetched.ts` that runs in a thread: it stages one release, and answers with a sentence where the
// release is broken.

function open(input: StageInput): Promise<ReleaseSource> {
  const { number } = input;
  if (input.kind === "tables") return Promise.resolve(fetchedRelease(number, input.tables));
  return openReleaseZip(input.path, `The file of release ${number}`, { number, origin: input.origin });
}

answerInWorkerThread(async (given, reportProgress) => {
  // Handed over by stage-fetched.ts alone.
  const input = given as StageInput;
  try {
    const source = await open(input);
    try {
      await stageRelease(source, input.into, ({ done, total }) => reportProgress({ done, total }));
    } finally {
      await source.close();
    }
    return null;
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid") return error.message;
    throw error;
  }
});
