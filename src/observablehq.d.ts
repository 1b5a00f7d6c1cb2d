/** Types for what Observable Framework gives to components by name. */
declare module "observablehq:stdlib" {
  import type { Table } from "apache-arrow";

  export interface FileAttachment {
    readonly name: string;
    readonly mimeType: string;
    readonly lastModified: number;
    readonly size: number;
    readonly href: string;
    url(): Promise<string>;
    arrayBuffer(): Promise<ArrayBuffer>;
    stream(): Promise<ReadableStream<Uint8Array>>;
    text(): Promise<string>;
    json(): Promise<unknown>;
    csv(options?: { typed?: boolean; array?: boolean }): Promise<unknown[]>;
    arrow(): Promise<Table>;
  }
  /** Only a literal path works: Framework reads it when it builds. */
  export function FileAttachment(path: string, base?: string): FileAttachment;
  /** Renders again at each new width of the page. */
  export function resize(render: (width: number, height: number) => Node): HTMLElement;
  export const Generators: {
    observe<T>(setup: (change: (value: T) => void) => (() => void) | undefined): AsyncIterable<T>;
    input<T>(element: HTMLElement): AsyncIterable<T>;
    width(element: HTMLElement): AsyncIterable<number>;
    dark(): AsyncIterable<boolean>;
    now(): AsyncIterable<number>;
  };
  export interface Mutable<T> extends AsyncIterable<T> {
    value: T;
  }
  export function Mutable<T>(value: T): Mutable<T>;
}
declare module "npm:@observablehq/inputs";
declare module "npm:@observablehq/duckdb" {
  import type { Table } from "apache-arrow";
  export class DuckDBClient {
    static of(sources?: Readonly<Record<string, unknown>>, config?: unknown): Promise<DuckDBClient>;
    query(sql: string, params?: readonly unknown[]): Promise<Table>;
    queryRow(sql: string, params?: readonly unknown[]): Promise<unknown>;
    sql(strings: TemplateStringsArray, ...params: readonly unknown[]): Promise<Table>;
  }
  export function sql(strings: TemplateStringsArray, ...params: readonly unknown[]): Promise<Table>;
}
