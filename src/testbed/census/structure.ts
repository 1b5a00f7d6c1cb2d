/**
 * Chooses the parents of every variable: a greedy Bayesian network in a given order.
 * Each step adds the parent that explains most per table cell, over all variables at once, until the
 * tables have the size that is wanted. Score: reduction of conditional entropy with the Miller-Madow
 * bias correction. Sources: Chow and Liu (1968); Miller (1955), Note on the bias of information
 * estimates; Koller and Friedman (2009), ch. 18.
 */
import type { ParentName, Variable } from "./variables.ts";

/** Parents per variable, in order of importance; those that are required come first. */
export interface Structure {
  readonly parents: ReadonlyMap<string, readonly ParentName[]>;
}

export interface StructureOptions {
  /** Cells with at least one sampled row, over all tables. */
  readonly cells: number;
  readonly maxParents: number;
}

/** Rows with equal weight: a systematic sample of the population, columns by variable key. */
export interface SampledRows {
  readonly n: number;
  readonly codes: Readonly<Record<string, Uint8Array>>;
}

interface Candidate {
  readonly parent: ParentName;
  /** Nats per row. */
  readonly gain: number;
  readonly cells: number;
}

interface Node {
  readonly variable: Variable;
  readonly parents: ParentName[];
  /** Which combination of parent levels each row has. */
  configuration: Int32Array;
  configurations: number;
  entropy: number;
  cells: number;
  best: Candidate | null;
}

/** Levels of a parent name for a variable list, and its codes for rows. */
export function parentCodes(
  name: ParentName,
  variables: readonly Variable[],
  codes: Readonly<Record<string, Uint8Array>>,
): { readonly levels: number; readonly codes: Uint8Array } {
  const isCoarse = name.startsWith("~");
  const key = isCoarse ? name.slice(1) : name;
  const variable = variables.find((candidate) => candidate.key === key);
  if (!variable) throw new RangeError(`"${key}" is not a variable of the model`);
  if (!isCoarse) return { levels: variable.levels, codes: codes[key] };
  if (!variable.coarse) throw new RangeError(`"${key}" has no coarse levels`);
  const { levels, of } = variable.coarse;
  const full = codes[key];
  const coarse = new Uint8Array(full.length);
  for (let row = 0; row < full.length; row++) coarse[row] = of[full[row]];
  return { levels, codes: coarse };
}

/**
 * Learns the structure. Cost: rows x variables x candidate parents for each parent added, with the
 * candidates of other variables remembered.
 */
export function learnStructure(
  variables: readonly Variable[],
  rows: SampledRows,
  options: StructureOptions,
  onParent: (cells: number) => void = () => {},
): Structure {
  const cache = new Map<ParentName, { levels: number; codes: Uint8Array }>();
  const columnOf = (name: ParentName) => {
    const known = cache.get(name);
    if (known) return known;
    const column = parentCodes(name, variables, rows.codes);
    cache.set(name, column);
    return column;
  };
  const nodes = variables.map((variable) => {
    const node: Node = {
      variable,
      parents: [],
      configuration: new Int32Array(rows.n),
      configurations: 1,
      entropy: 0,
      cells: 0,
      best: null,
    };
    for (const parent of variable.required) extend(node, parent, columnOf(parent), rows);
    const { entropy, cells } = conditionalEntropy(
      node.configuration,
      node.configurations,
      rows.codes[variable.key],
      variable.levels,
    );
    Object.assign(node, { entropy, cells });
    return node;
  });
  const candidatesOf = (node: Node): ParentName[] => {
    const taken = new Set(node.parents.map((name) => name.replace("~", "")));
    const names: ParentName[] = [];
    for (const { key, coarse } of variables) {
      if (key === node.variable.key) break;
      if (!node.parents.includes(key)) names.push(key);
      if (coarse && !taken.has(key)) names.push(`~${key}`);
    }
    return names;
  };
  const search = (node: Node) => {
    node.best = null;
    if (node.parents.length >= options.maxParents) return;
    let bestRate = 0;
    for (const parent of candidatesOf(node)) {
      const column = columnOf(parent);
      const joined = join(node.configuration, node.configurations, column);
      const { entropy, cells } = conditionalEntropy(
        joined.configuration,
        joined.configurations,
        rows.codes[node.variable.key],
        node.variable.levels,
      );
      const gain = node.entropy - entropy;
      const rate = gain / Math.max(cells - node.cells, 1);
      if (gain > 0 && rate > bestRate) {
        bestRate = rate;
        node.best = { parent, gain, cells };
      }
    }
  };
  for (const node of nodes) search(node);
  let total = nodes.reduce((sum, node) => sum + node.cells, 0);
  for (;;) {
    const open = nodes.filter(
      (node) => node.best && total + node.best.cells - node.cells <= options.cells,
    );
    if (open.length === 0) break;
    const rate = (node: Node) => node.best!.gain / Math.max(node.best!.cells - node.cells, 1);
    const node = open.reduce((a, b) => (rate(b) > rate(a) ? b : a));
    const { parent, gain, cells } = node.best!;
    total += cells - node.cells;
    extend(node, parent, columnOf(parent), rows);
    node.entropy -= gain;
    node.cells = cells;
    search(node);
    onParent(total);
  }
  return { parents: new Map(nodes.map((node) => [node.variable.key, node.parents])) };
}

function extend(
  node: Node,
  parent: ParentName,
  column: { readonly levels: number; readonly codes: Uint8Array },
  rows: SampledRows,
) {
  // The full parent replaces its coarse form, unless it is required.
  const coarse = node.parents.indexOf(`~${parent}`);
  if (coarse >= 0 && !node.variable.required.includes(`~${parent}`)) {
    node.parents.splice(coarse, 1);
  }
  node.parents.push(parent);
  const joined = join(node.configuration, node.configurations, column);
  node.configuration = joined.configuration;
  node.configurations = joined.configurations;
  if (node.configuration.length !== rows.n) throw new RangeError("rows and codes differ");
}

/** Numbers the combinations of a configuration and one more column, in order of first sight. */
function join(
  configuration: Int32Array,
  configurations: number,
  column: { readonly levels: number; readonly codes: Uint8Array },
): { configuration: Int32Array; configurations: number } {
  const { levels, codes } = column;
  const numbered = new Int32Array(configurations * levels).fill(-1);
  const joined = new Int32Array(configuration.length);
  let count = 0;
  for (let row = 0; row < joined.length; row++) {
    const key = configuration[row] * levels + codes[row];
    if (numbered[key] < 0) numbered[key] = count++;
    joined[row] = numbered[key];
  }
  return { configuration: joined, configurations: count };
}

/** Conditional entropy in nats of a child given its configuration, and the filled cells. */
function conditionalEntropy(
  configuration: Int32Array,
  configurations: number,
  child: Uint8Array,
  levels: number,
): { entropy: number; cells: number } {
  const counts = new Int32Array(configurations * levels);
  const totals = new Int32Array(configurations);
  for (let row = 0; row < child.length; row++) {
    counts[configuration[row] * levels + child[row]]++;
    totals[configuration[row]]++;
  }
  let sum = 0;
  let cells = 0;
  for (const count of counts) {
    if (count > 0) {
      cells++;
      sum -= count * Math.log(count);
    }
  }
  for (const total of totals) if (total > 0) sum += total * Math.log(total);
  const bias = (cells - configurations) / 2;
  return { entropy: (sum + bias) / child.length, cells };
}
