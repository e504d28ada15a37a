import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError } from "@/lib/errors";
import { readPackTable } from "@/lib/onet/reference-pack-reader";
import { type TitleClassifier, unpackClassifier } from "./title-classifier";
import type { TitlePack } from "./title-forms";
import { buildTitleIndex, type TitleIndex } from "./title-index";

const fileName = "title-classifier.bin";

/** Where the trained classifier lies: under the working folder (start, build, tests), else beside this file. */
function classifierPath(): string {
  const candidates = [
    join(/* turbopackIgnore: true */ process.cwd(), "lib", "roles", fileName),
    join(dirname(fileURLToPath(import.meta.url)), fileName),
  ];
  const found = candidates.find((path) => existsSync(path));
  if (found === undefined) {
    throw new AppError(
      "unavailable",
      `The trained classifier is missing: no ${candidates.join(" or ")}. Restore it from the repository.`,
    );
  }
  return found;
}

export function readTitleClassifier(): TitleClassifier {
  return unpackClassifier(readFileSync(classifierPath()));
}

export function readTitlePack(): TitlePack {
  return { occupations: readPackTable("occupations"), titles: readPackTable("titles") };
}

/**
 * The index over the reference pack on disk; takes about a second, so a process or thread does it once.
 * @param codes the occupations that may be suggested, those of the release in use; all of the pack's when left out
 */
export function readTitleIndex(codes?: ReadonlySet<string>): TitleIndex {
  const { occupations, titles } = readTitlePack();
  const isWanted = ({ code }: { readonly code: string }) => codes?.has(code) ?? true;
  return buildTitleIndex({
    occupations: occupations.filter(isWanted),
    titles: titles.filter(isWanted),
    wages: readPackTable("wages"),
    classifier: readTitleClassifier(),
  });
}
