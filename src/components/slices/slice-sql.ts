/** SQL over the table `personas` that gives the same numbers as counting in typed arrays. */
import {
  type Attribute,
  type Coarsening,
  coarseLevels,
  coarseOf,
  NOT_APPLICABLE,
} from "../../schema/attribute.ts";
import { attributeOf } from "../../schema/attributes.ts";
import { ADULT_AGE, type Filter, type Slice } from "./slice.ts";

/** A text literal: O'Hara -> 'O''Hara'. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** An identifier, quoted only where it must be: age -> age, a"b -> "a""b". */
export function quoteName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** How a slice leaves somebody out of a query. */
export interface SliceScope {
  /** persona_id per person, needed for a choice by hand. */
  readonly ids: readonly string[];
  /** The attribute whose own filter is not applied. */
  readonly without?: string;
}

/** The condition of a slice, or null where everybody is in. */
export function sliceCondition(slice: Slice, { ids, without }: SliceScope): string | null {
  const terms: string[] = [];
  if (slice.adults) terms.push(`age >= ${ADULT_AGE}`);
  for (const filter of slice.filters) {
    if (filter.key !== without) terms.push(filterCondition(filter));
  }
  const { picked } = slice;
  if (picked) {
    const chosen = ids.filter((_, i) => picked[i]).map(quoteText);
    terms.push(chosen.length > 0 ? `persona_id IN (${chosen.join(", ")})` : "false");
  }
  if (slice.where) terms.push(`(\n${slice.where}\n)`);
  return conjunction(terms);
}

/** The condition of one filter. */
export function filterCondition(filter: Filter): string {
  const attribute = attributeOf(filter.key);
  const name = quoteName(filter.key);
  if (filter.kind === "range") {
    const { from, to } = filter;
    if (from !== null && to !== null) return `${name} BETWEEN ${from} AND ${to}`;
    return from === null ? `${name} <= ${to}` : `${name} >= ${from}`;
  }
  if (filter.levels.length === 0) return "false";
  if (attribute.kind === "number") return numberCondition(attribute, name, filter.levels);
  if (attribute.kind === "boolean") {
    if (filter.levels.length > 1) return `${name} IS NOT NULL`;
    return filter.levels[0] === 1 ? name : `NOT ${name}`;
  }
  const labels = filter.levels.map((level) => quoteText(attribute.levels[level]));
  return labels.length === 1 ? `${name} = ${labels[0]}` : `${name} IN (${labels.join(", ")})`;
}

/** Levels of a number attribute as ranges, neighbouring bins joined. */
function numberCondition(attribute: Attribute, name: string, levels: readonly number[]): string {
  const bins = attribute.bins ?? [];
  const terms: string[] = [];
  for (let i = 0; i < levels.length; i++) {
    if (attribute.levels[levels[i]] === NOT_APPLICABLE) {
      terms.push(`${name} IS NULL`);
      continue;
    }
    const from = bins[levels[i]];
    while (levels[i + 1] === levels[i] + 1 && levels[i + 1] < bins.length) i++;
    const next = bins[levels[i] + 1];
    const bounds: string[] = [];
    if (levels[i] > 0 && Number.isFinite(from)) bounds.push(`${name} >= ${from}`);
    if (next !== undefined) bounds.push(`${name} < ${next}`);
    terms.push(bounds.length > 0 ? bounds.join(" AND ") : `${name} IS NOT NULL`);
  }
  return terms.length === 1 ? terms[0] : `(${terms.map((term) => `(${term})`).join(" OR ")})`;
}

/** An expression that gives the level of a person, or its coarse group. */
export function levelExpression(attribute: Attribute, coarse = false): string {
  const name = quoteName(attribute.key);
  if (attribute.kind === "boolean") {
    const [no, yes] = attribute.levels.map(quoteText);
    return `CASE WHEN ${name} THEN ${yes} ELSE ${no} END`;
  }
  if (coarse && attribute.coarse) return coarseExpression(attribute, attribute.coarse);
  if (attribute.kind !== "number") return name;
  return `CASE ${binBranches(attribute, (level) => attribute.levels[level])} END`;
}

function binBranches(attribute: Attribute, labelOf: (level: number) => string): string {
  const { bins = [], levels } = attribute;
  const name = quoteName(attribute.key);
  const branches = levels.includes(NOT_APPLICABLE)
    ? [`WHEN ${name} IS NULL THEN ${quoteText(labelOf(levels.indexOf(NOT_APPLICABLE)))}`]
    : [];
  for (let i = 1; i < bins.length; i++) {
    if (labelOf(i) !== labelOf(i - 1)) {
      branches.push(`WHEN ${name} < ${bins[i]} THEN ${quoteText(labelOf(i - 1))}`);
    }
  }
  branches.push(`ELSE ${quoteText(labelOf(bins.length - 1))}`);
  return branches.join(" ");
}

function coarseExpression(attribute: Attribute, coarse: Coarsening): string {
  const labelOf = (level: number) => coarse.levels[coarseOf(attribute, level)];
  if (attribute.kind === "number") return `CASE ${binBranches(attribute, labelOf)} END`;
  const name = quoteName(attribute.key);
  const branches = coarseLevels(attribute).map((group) => {
    const members = attribute.levels.filter((_, level) => labelOf(level) === group);
    return `WHEN ${name} IN (${members.map(quoteText).join(", ")}) THEN ${quoteText(group)}`;
  });
  return `CASE ${branches.join("\n    ")} END`;
}

/** Personas per level of an attribute under a slice, the attribute's own filter aside. */
export function countQuery(key: string, slice: Slice, ids: readonly string[]): string {
  return [
    `SELECT ${levelExpression(attributeOf(key))} AS level, count(*)::INTEGER AS n`,
    "FROM personas",
    ...whereLine(sliceCondition(slice, { ids, without: key })),
    "GROUP BY level",
    "ORDER BY n DESC",
  ].join("\n");
}

/** Personas per level of each of some attributes, everybody counted. */
export function attributesQuery(keys: readonly string[]): string {
  return keys
    .map((key) =>
      [
        `SELECT ${quoteText(key)} AS attribute, ${levelExpression(attributeOf(key))}::VARCHAR AS level,`,
        "  count(*)::INTEGER AS n",
        "FROM personas GROUP BY level",
      ].join("\n"),
    )
    .join("\nUNION ALL\n");
}

/** Personas per pair of levels (coarse groups where they are declared) to whom both attributes apply. */
export function crosstabQuery(
  rows: string,
  columns: string,
  slice: Slice,
  ids: readonly string[],
): string {
  const terms = [rows, columns].map((key) => applicableCondition(attributeOf(key)));
  return [
    `SELECT ${levelExpression(attributeOf(rows), true)} AS "row",`,
    `  ${levelExpression(attributeOf(columns), true)} AS "column",`,
    "  count(*)::INTEGER AS n",
    "FROM personas",
    ...whereLine(conjunction([...terms, sliceCondition(slice, { ids })])),
    'GROUP BY "row", "column"',
  ].join("\n");
}

export interface Order {
  readonly key: string;
  readonly descending: boolean;
}

/** One page of the personas in a slice, ordered by an attribute's own order, then by persona_id. */
export function personasQuery(
  keys: readonly string[],
  slice: Slice,
  ids: readonly string[],
  order: Order,
  limit: number,
  offset: number,
): string {
  const terms =
    order.key === "persona_id"
      ? [`persona_id${order.descending ? " DESC" : ""}`]
      : [
          `${orderExpression(order.key)}${order.descending ? " DESC" : ""} NULLS LAST`,
          "persona_id",
        ];
  return [
    `SELECT ${["persona_id", ...keys].map(quoteName).join(", ")}`,
    "FROM personas",
    ...whereLine(sliceCondition(slice, { ids })),
    `ORDER BY ${terms.join(", ")}`,
    `LIMIT ${limit} OFFSET ${offset}`,
  ].join("\n");
}

/** Whether every parenthesis of a condition is its own, so that it cannot reach out of those around it. */
export function isClosed(where: string): boolean {
  const bare = where.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, "");
  let depth = 0;
  for (const character of bare) {
    if (character === "(") depth++;
    if (character === ")" && --depth < 0) return false;
  }
  return depth === 0;
}

/** The persona_id of everybody for whom a condition holds. */
export function conditionQuery(where: string): string {
  return `SELECT persona_id\nFROM personas\nWHERE (\n${where}\n)`;
}

function orderExpression(key: string): string {
  const { kind, levels } = attributeOf(key);
  const name = quoteName(key);
  if (kind !== "nominal" && kind !== "ordinal") return name;
  return `list_position([${levels.map(quoteText).join(", ")}], ${name})`;
}

/** The condition that an attribute applies to somebody, or null where it applies to everybody. */
export function applicableCondition({ key, kind, levels }: Attribute): string | null {
  if (!levels.includes(NOT_APPLICABLE)) return null;
  const name = quoteName(key);
  return kind === "number" ? `${name} IS NOT NULL` : `${name} <> ${quoteText(NOT_APPLICABLE)}`;
}

/** Terms joined by AND; null without any. */
export function conjunction(terms: readonly (string | null)[]): string | null {
  const present = terms.filter((term) => term !== null);
  return present.length > 0 ? present.join("\n  AND ") : null;
}

/** The WHERE line of a condition, or none. */
export function whereLine(condition: string | null): string[] {
  return condition === null ? [] : [`WHERE ${condition}`];
}
