import { AppError } from "@/lib/errors";

/** Null while there is no reference data to read; other errors stay what they are. */
export async function orNoData<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AppError && error.code === "unavailable") return null;
    throw error;
  }
}
