import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packClassifier } from "@/lib/roles/title-classifier";
import { listTitleForms } from "@/lib/roles/title-forms";
import { readTitlePack } from "@/lib/roles/title-index-reader";
import { trainTitleClassifier } from "@/lib/roles/title-trainer";

/**
 * Trains the title classifier on the reference pack and writes `lib/roles/title-classifier.bin`. Run after a change of
 * the pack, the house titles, the themes or the normaliser:
 * `npx tsx --tsconfig tsconfig.node.json scripts/train-title-classifier.ts`
 */
const started = Date.now();
const bytes = packClassifier(trainTitleClassifier(listTitleForms(readTitlePack())));
const path = join(process.cwd(), "lib", "roles", "title-classifier.bin");
writeFileSync(path, bytes);
process.stdout.write(`${path}: ${bytes.length} bytes in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
