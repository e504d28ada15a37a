import "server-only";
import type { Tx } from "@/db/client";
import { AppError } from "@/lib/errors";
import { defaultExposureSource } from "@/lib/exposure/default-source";
import { listExposureSources } from "@/lib/onet/queries";
import type { ExposureSource } from "@/lib/onet/schema";
import { AnalysisSettings, defaultAnalysisSettings } from "../schema";

/**
 * What a session's next run will be made with: its own draft, else the defaults of the default source.
 * @throws AppError `unavailable` while no reference data is loaded
 */
export async function getAnalysisSettings(tx: Tx, draft: unknown): Promise<AnalysisSettings> {
  if (draft !== null && draft !== undefined) return AnalysisSettings.parse(draft);
  const source = newestOf(await listExposureSources(tx), defaultExposureSource);
  if (!source)
    throw new AppError("unavailable", "No exposure figures are loaded yet. Run `npm run up` again.");
  return defaultAnalysisSettings({ id: source.source, version: source.version, floor: source.floor });
}

/** @param sources by source and version, as listed */
export function newestOf(sources: readonly ExposureSource[], id: string): ExposureSource | undefined {
  return sources.findLast(({ source }) => source === id);
}
