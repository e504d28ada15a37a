import "server-only";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { beginSync, noteStep, requireLeave } from "@/lib/onet/mutations/sync-life";
import { getKnownReleases, type KnownReleases } from "@/lib/onet/queries/known-releases";
import { findNewestDownload } from "./download-site-client";
import { downloadSite, webServicesFor } from "./onet-addresses";
import { compareNumbers } from "./release-numbers";
import type { SyncHandle } from "./sync-handle";

/** What a sync is to bring in. */
export interface FoundRelease {
  readonly origin: "download" | "web_services" | "zip";
  readonly number: string;
}

function noKey(): AppError {
  return new AppError(
    "invalid",
    "There is no key for the O*NET Web Services any more: ONET_API_KEY is not set.",
  );
}

async function findOnServices(): Promise<FoundRelease> {
  const services = webServicesFor("sync");
  if (!services) throw noKey();
  return { origin: "web_services", number: await services.getRelease() };
}

/** On the download site; when that is away and there is a key, on the Web Services. */
async function findOnSite(newest: string): Promise<FoundRelease | null> {
  try {
    const number = await findNewestDownload(downloadSite(), newest);
    return number === undefined ? null : { origin: "download", number };
  } catch (error) {
    const isAway = error instanceof AppError && error.code === "unavailable";
    if (!isAway || !webServicesFor("sync")) throw error;
    log.info("the download site is away; a release is looked for on the Web Services");
    return findOnServices();
  }
}

function isNew({ number }: FoundRelease, { newest, newestWhole }: KnownReleases): boolean {
  const isWholeHere = newestWhole !== undefined && compareNumbers(number, newestWhole) <= 0;
  const isOlder = newest !== undefined && compareNumbers(number, newest) < 0;
  return !isWholeHere && !isOlder;
}

/**
 * The first step: begins the sync and finds the newest release.
 * @returns null when it is here already
 * @throws AppError `unavailable` when O*NET cannot be reached
 */
export async function resolveRelease(handle: SyncHandle): Promise<FoundRelease | null> {
  await requireLeave(handle);
  const { origin, number } = await beginSync(handle);
  if (origin === "zip") {
    if (number === null) throw new Error("A sync of a zip file has no number.");
    return { origin, number };
  }
  const known = await getKnownReleases();
  const found = origin === "web_services" ? await findOnServices() : await findOnSite(known.newest ?? "30.0");
  if (found === null) return null;
  await noteStep(handle, "resolve", found);
  return isNew(found, known) ? found : null;
}
