import { AppError } from "@/lib/errors";
import type { ByteStream } from "./file-store";

/** The body of a request on its way into a room. @throws AppError `invalid` when the sender breaks off */
export async function* arriving(body: ByteStream): ByteStream {
  try {
    yield* body;
  } catch (cause) {
    const sentence = "The file did not arrive whole. Nothing was kept; upload it again.";
    throw new AppError("invalid", sentence, { cause });
  }
}
