/** What a roster file may be. Checked before and while reading; documented in docs/rosters.md. */
export const maxFileBytes = 100 * 1024 * 1024;
export const maxUnpackedBytes = 200 * 1024 * 1024;
export const maxRows = 500_000;
/** Blank rows and other rows left out; a sheet has a million rows at most. */
export const maxIgnoredRows = 2_000_000;
export const maxColumns = 256;
export const maxCellCharacters = 32_767;
export const maxHeadcount = 10_000_000;

/** Parts a workbook may hold; real ones with many sheets and charts stay far below. */
export const maxZipEntries = 5_000;

/** Faults kept with their text; the rest is only counted. */
export const maxListedFaults = 1_000;

/** Rows looked at to find delimiter, header row and columns. */
export const sampleRows = 200;
export const previewRows = 20;
/** Of a cell in the preview and of a sample: 256 long cells in 20 rows would make a page of 160 MB. */
export const shownCharacters = 1_000;

/** Bounds of the thread that reads one file. The texts a workbook shares are held in memory. */
export const readerThreadMegabytes = 1_400;
export const readerThreadTimeoutMs = 180_000;
/** Files of delimited text that a process reads at a time; of workbooks it reads one. */
export const textReadersAtOnce = 3;
