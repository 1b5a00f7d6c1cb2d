/** What is wrong with a dataset, and where. */
export interface Fault {
  /** File within the dataset. */
  readonly file: string;
  /** Row from 1, where one is to blame. */
  readonly row?: number;
  readonly column?: string;
  readonly message: string;
}

/** `feedback.parquet, row 12, column split: expected …`. */
export function faultLine({ file, row, column, message }: Fault): string {
  const place = [file, row && `row ${row.toLocaleString("en-US")}`, column && `column ${column}`];
  return `${place.filter(Boolean).join(", ")}: ${message}`;
}
