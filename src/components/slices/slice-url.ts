/**
 * A slice in the address of a page. The address holds what the reader chose and nothing else:
 * `filters` (JSON by attribute: a list of level names, or {from, to}), `adults`, `where`, `picked`,
 * each after the slice's prefix where a page has several.
 */
import { ATTRIBUTES, attributeOf } from "../../schema/attributes.ts";
import { EVERYBODY, type Filter, type Slice, withFilter } from "./slice.ts";

export interface Reading<T> {
  readonly value: T;
  /** What in the address was not understood, in sentences; it is ignored. */
  readonly problems: readonly string[];
}

const KEYS = new Set(ATTRIBUTES.filter(({ levels }) => levels.length > 0).map(({ key }) => key));
const MAX_WHERE = 2000;

/** Writes a slice into parameters; what is as for everybody leaves no trace. */
export function writeSlice(slice: Slice, parameters: URLSearchParams, prefix = ""): void {
  for (const name of ["filters", "adults", "where", "picked"]) parameters.delete(prefix + name);
  if (slice.filters.length > 0) {
    const entries = slice.filters.map((filter) => [filter.key, filterJson(filter)] as const);
    parameters.set(`${prefix}filters`, JSON.stringify(Object.fromEntries(entries)));
  }
  if (slice.adults) parameters.set(`${prefix}adults`, "1");
  if (slice.where) parameters.set(`${prefix}where`, slice.where);
  if (slice.picked) parameters.set(`${prefix}picked`, encodePicked(slice.picked));
}

/**
 * Reads a slice from parameters. Never throws: what is malformed or unknown is reported and ignored.
 * @param n personas in the dataset, which a choice by hand must fit
 */
export function readSlice(parameters: URLSearchParams, n: number, prefix = ""): Reading<Slice> {
  const problems: string[] = [];
  let slice = EVERYBODY;
  const filters = parameters.get(`${prefix}filters`);
  if (filters) {
    for (const filter of readFilters(filters, problems)) {
      slice = withFilter(slice, filter.key, filter);
    }
  }
  const adults = parameters.get(`${prefix}adults`);
  if (adults !== null && adults !== "1") {
    problems.push(`"${prefix}adults" is "${clipped(adults)}", but only "1" is known.`);
  }
  const where = parameters.get(`${prefix}where`) ?? "";
  if (where.length > MAX_WHERE) {
    problems.push(`The condition is longer than ${MAX_WHERE} characters.`);
  }
  const picked = parameters.get(`${prefix}picked`);
  return {
    value: {
      ...slice,
      adults: adults === "1",
      where: where.length > MAX_WHERE ? "" : where.trim(),
      picked: picked ? decodePicked(picked, n, problems) : null,
    },
    problems,
  };
}

function filterJson(filter: Filter): unknown {
  if (filter.kind === "levels") {
    const { levels } = attributeOf(filter.key);
    return filter.levels.map((level) => levels[level]);
  }
  return {
    ...(filter.from === null ? {} : { from: filter.from }),
    ...(filter.to === null ? {} : { to: filter.to }),
  };
}

function readFilters(text: string, problems: string[]): Filter[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    problems.push("The filters are not valid JSON.");
    return [];
  }
  if (!isRecord(parsed)) {
    problems.push("The filters are not an object of attributes.");
    return [];
  }
  const entries = Object.entries(parsed);
  if (entries.length > KEYS.size) {
    problems.push(`There are ${entries.length} filters, more than the ${KEYS.size} attributes.`);
    return [];
  }
  return entries.flatMap(([key, value]) => {
    if (!KEYS.has(key)) {
      problems.push(`"${clipped(key)}" is not an attribute.`);
      return [];
    }
    const filter = Array.isArray(value)
      ? readLevels(key, value, problems)
      : readRange(key, value, problems);
    return filter ? [filter] : [];
  });
}

function readLevels(key: string, names: readonly unknown[], problems: string[]): Filter | null {
  const { label, levels } = attributeOf(key);
  if (names.length === 0) problems.push(`The filter of ${label} names no level.`);
  const found = new Set<number>();
  for (const name of names) {
    const level = typeof name === "string" ? levels.indexOf(name) : -1;
    if (level < 0) problems.push(`"${clipped(String(name))}" is not a level of ${label}.`);
    else found.add(level);
  }
  if (found.size === 0) return null;
  return { kind: "levels", key, levels: [...found].sort((a, b) => a - b) };
}

function readRange(key: string, value: unknown, problems: string[]): Filter | null {
  const { label, kind } = attributeOf(key);
  const wrong = (what: string) => {
    problems.push(`The filter of ${label} ${what}.`);
    return null;
  };
  if (!isRecord(value)) return wrong("is neither a list of levels nor a range");
  if (kind !== "number") return wrong("is a range, but the attribute is not a number");
  for (const name of Object.keys(value)) {
    if (name !== "from" && name !== "to") return wrong(`has "${clipped(name)}", not from or to`);
  }
  const { from = null, to = null } = value;
  if (!isBound(from) || !isBound(to)) return wrong("has a bound that is not a whole number");
  if (from !== null && to !== null && from > to) return wrong("ends before it begins");
  return { kind: "range", key, from, to };
}

function isBound(value: unknown): value is number | null {
  return value === null || Number.isSafeInteger(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function clipped(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** `<n>.<bits in base64url>`, eight personas a byte, the first in the lowest bit. */
export function encodePicked(picked: Uint8Array): string {
  let bytes = "";
  for (let i = 0; i < picked.length; i += 8) {
    let byte = 0;
    for (let bit = 0; bit < 8 && i + bit < picked.length; bit++) byte |= picked[i + bit] << bit;
    bytes += String.fromCharCode(byte);
  }
  const base64 = btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return `${picked.length}.${base64}`;
}

function decodePicked(text: string, n: number, problems: string[]): Uint8Array | null {
  const [count, base64] = text.split(".");
  let bytes: string;
  try {
    bytes = atob((base64 ?? "").replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    bytes = "";
  }
  if (Number(count) !== n || bytes.length !== Math.ceil(n / 8)) {
    problems.push("The personas picked by hand are of another dataset.");
    return null;
  }
  return Uint8Array.from({ length: n }, (_, i) => (bytes.charCodeAt(i >> 3) >> (i & 7)) & 1);
}
