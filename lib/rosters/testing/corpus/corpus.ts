import { cellCases } from "./cell-cases";
import type { CorpusCase } from "./corpus-case";
import { encodingCases } from "./encoding-cases";
import { foreignCases } from "./foreign-cases";
import { headerCases } from "./header-cases";
import { rowCases } from "./row-cases";
import { shapeCases } from "./shape-cases";
import { sheetCases } from "./sheet-cases";
import { zipCases } from "./zip-cases";

/** All kinds of odd but sound and of broken files, each with what has to become of it. Made in code, none committed. */
export const corpus: readonly CorpusCase[] = [
  ...encodingCases,
  ...shapeCases,
  ...rowCases,
  ...headerCases,
  ...foreignCases,
  ...cellCases,
  ...sheetCases,
  ...zipCases,
];
