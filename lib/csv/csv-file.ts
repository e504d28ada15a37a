/** A piece of a CSV file: whole lines, and how many of them are rows. */
export interface CsvPart {
  readonly text: string;
  readonly rowCount: number;
}

/** A CSV file that is made as it is read. */
export interface CsvFile {
  readonly fileName: string;
  /** Rows it will have, the header not counted. */
  readonly rowTotal: number;
  readonly parts: AsyncIterable<CsvPart>;
}
