import { mkdir, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@/lib/errors";
import { askSite, bodyOf, type DownloadSite, siteAway, siteFailed } from "./download-site-client";
import { downloadPath, maxReleaseBytes } from "./release-numbers";

const defaultResumes = 3;

export type DownloadProgress = (done: number, total: number | null) => void;

/** What has come so far. */
interface Part {
  readonly path: string;
  /** 0 where nothing vouches for the bytes, so that they cannot be gone on with. */
  readonly byteSize: number;
  /** What the server called these very bytes. */
  readonly etag: string;
}

async function partIn(folder: string): Promise<Part> {
  const path = join(folder, "release.zip.part");
  const found = await stat(path).catch(() => undefined);
  const etag = await readFile(`${path}.etag`, "utf8").catch(() => "");
  return { path, byteSize: etag && found ? found.size : 0, etag };
}

function tooLarge(number: string): AppError {
  const megabytes = maxReleaseBytes / 1024 / 1024;
  return new AppError(
    "too_large",
    `The file of release ${number} has more than ${megabytes} MB. Nothing was kept.`,
  );
}

/** @throws AppError `unavailable` unless bytes are to come */
function requireBytes(response: Response, number: string): void {
  if (response.ok) return;
  if (response.status >= 500 || response.status === 429) throw siteFailed(response.status);
  throw new AppError("unavailable", `O*NET's download site does not have release ${number} any more.`);
}

/** Notes what the server calls the bytes that come now. A weak name (`W/"…"`) vouches for no single byte. */
async function noteName(path: string, response: Response): Promise<void> {
  const etag = response.headers.get("etag") ?? "";
  await writeFile(`${path}.etag`, etag.startsWith('"') ? etag : "", { mode: 0o600 });
}

/** Writes each piece before the next is taken, so nothing that came is lost when the rest does not. */
async function writePieces(
  pieces: AsyncIterable<Uint8Array>,
  path: string,
  before: { readonly done: number; readonly isGoingOn: boolean },
  onPiece: (done: number) => void,
): Promise<number> {
  let { done } = before;
  const file = await open(path, before.isGoingOn ? "a" : "w", 0o600);
  try {
    for await (const piece of pieces) {
      done += piece.length;
      onPiece(done);
      await file.write(piece);
    }
    return done;
  } finally {
    await file.close();
  }
}

/** One connection: goes on where the part ends, or begins anew when the server has other bytes by now. */
async function fetchOnce(
  site: DownloadSite,
  number: string,
  part: Part,
  onProgress: DownloadProgress,
): Promise<void> {
  const headers: Record<string, string> =
    part.byteSize > 0 ? { range: `bytes=${part.byteSize}-`, "if-range": part.etag } : {};
  const response = await askSite(site, downloadPath(number), { headers });
  // Every byte is here already.
  if (response.status === 416 && part.byteSize > 0) return;
  requireBytes(response, number);
  const isGoingOn = response.status === 206;
  if (!isGoingOn) await noteName(part.path, response);
  let done = isGoingOn ? part.byteSize : 0;
  const length = response.headers.get("content-length");
  const total = length === null ? null : done + Number(length);
  try {
    const pieces = bodyOf(response, site);
    done = await writePieces(pieces, part.path, { done, isGoingOn }, (now) => {
      if (now > maxReleaseBytes) throw tooLarge(number);
      onProgress(now, total);
    });
  } catch (error) {
    throw error instanceof AppError ? error : siteAway(error);
  }
  if (total !== null && done < total) throw siteAway(new Error("The download ended early."));
}

/**
 * Downloads the zip of a release. What has come stays in the folder, so a connection that breaks off, and a later call
 * after this process was killed, go on where it ended; the server must still have the same bytes for that.
 * @returns the path of the whole file, in the folder
 * @throws AppError `unavailable`, `too_large`
 */
export async function downloadRelease(
  site: DownloadSite & { readonly resumes?: number },
  number: string,
  folder: string,
  onProgress: DownloadProgress,
): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { resumes = defaultResumes } = site;
  for (let attempt = 0; ; attempt += 1) {
    const part = await partIn(folder);
    try {
      await fetchOnce(site, number, part, onProgress);
      return part.path;
    } catch (error) {
      const isPassing = error instanceof AppError && error.code === "unavailable";
      if (!isPassing) await rm(part.path, { force: true });
      if (!isPassing || attempt >= resumes) throw error;
    }
  }
}
