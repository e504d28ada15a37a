import { basename } from "node:path";
import { AppError } from "@/lib/errors";
import type { ReleaseSource } from "@/lib/onet/release/release-inputs";
import { openReleaseSource } from "@/lib/onet/release/release-source-reader";

/** What a reader says of a file of ours names it by the name it has for the person. */
function named(error: unknown, path: string, name: string): unknown {
  if (!(error instanceof AppError)) return error;
  const { code, message, cause } = error;
  return new AppError(code, message.replaceAll(basename(path), name), { cause });
}

/**
 * Opens the zip of a release that lies under a name of ours.
 * @throws AppError `invalid` when it is no zip file of an O*NET release that is known
 */
export async function openReleaseZip(
  path: string,
  name: string,
  options: { readonly number?: string; readonly origin?: ReleaseSource["origin"] } = {},
): Promise<ReleaseSource> {
  try {
    return await openReleaseSource(path, options);
  } catch (error) {
    throw named(error, path, name);
  }
}

/** O*NET's number of the release in a zip file, which is looked through without being unpacked. */
export async function numberOfZip(path: string, name: string): Promise<string> {
  const source = await openReleaseZip(path, name);
  await source.close();
  return source.number;
}
