/** What a table of a dataset, and a column of it, is. */
export type ColumnType = "string" | "boolean" | "int32" | "float" | "double";

export interface TableColumnMeaning {
  readonly name: string;
  readonly type: ColumnType;
  readonly meaning: string;
  /** Whether null stands for "does not apply". */
  readonly isOptional?: boolean;
  /** The only values allowed. */
  readonly values?: readonly string[];
}

export interface TableMeaning {
  readonly table: string;
  /** What a row is. */
  readonly row: string;
  /** Columns that together name a row. */
  readonly key: readonly string[];
  /** Command that adds the table, where a dataset may do without it. */
  readonly madeBy?: string;
  readonly columns: readonly TableColumnMeaning[];
}
