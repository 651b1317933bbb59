import type { Comparison, Condition, RegexValue, Selector, TextValue } from "../../pattern";
import { type PlainStep, jsonPath, plainSteps } from "./json-path";

/** What the patterns of a scan read of one node of an event; everything else may be dropped. */
export interface NodeNeeds {
  readonly steps: readonly PlainStep[];
  readonly path: string;
  /** Whether the shortened event holds the node. It need not if the node is only a time or a metric value. */
  isKept: boolean;
  /** Whether scalars keep their values: for a dimension, or a field that decides the log group. */
  scalars: boolean;
  /** Whether objects and arrays keep their content, because a wildcard is applied to them. */
  composites: boolean;
  /** Whether an array with a null differs from one without, because of `IS NULL`. */
  arrays: boolean;
  /** Texts that strings are compared with, for equality. */
  readonly texts: Set<string>;
  /** Wildcards and regular expressions that strings are compared with, by their {@link testKey}. */
  readonly tests: Map<string, TextValue | RegexValue>;
  /** Numbers, as written, that numbers are compared with. */
  readonly thresholds: Set<string>;
  /** Whether numbers keep their values, because their text is compared. */
  numbers: boolean;
  /** All conditions on the node, and on what a wildcard selects in it, by their text. */
  readonly leaves: Map<string, Leaf>;
}

/** A condition of one selector. */
export type Leaf = Exclude<Condition, { readonly kind: "all" | "any" }>;

/** The nodes that patterns read, by their path. */
export type Nodes = Map<string, NodeNeeds>;

/** The node at `steps`; undefined where DuckDB has no path for them. */
export function nodeAt(nodes: Nodes, steps: readonly PlainStep[]): NodeNeeds | undefined {
  const path = jsonPath(steps);
  if (path === undefined) return undefined;
  let node = nodes.get(path);
  if (node === undefined) {
    node = {
      steps,
      path,
      isKept: false,
      scalars: false,
      composites: false,
      arrays: false,
      texts: new Set(),
      tests: new Map(),
      thresholds: new Set(),
      numbers: false,
      leaves: new Map(),
    };
    nodes.set(path, node);
  }
  return node;
}

/** Whether DuckDB has a path for each node of a condition. */
export function canProject(condition: Condition): boolean {
  if (condition.kind === "all" || condition.kind === "any") return condition.of.every(canProject);
  return jsonPath(projectedSteps(condition.selector)) !== undefined;
}

/** Notes what a condition reads of its nodes. */
export function noteCondition(nodes: Nodes, condition: Condition): void {
  if (condition.kind === "all" || condition.kind === "any") {
    for (const part of condition.of) noteCondition(nodes, part);
    return;
  }
  const node = nodeAt(nodes, projectedSteps(condition.selector));
  if (node === undefined) throw new Error("the condition has a node without a path");
  node.isKept = true;
  node.leaves.set(
    JSON.stringify(condition, (name, value: unknown) => (name === "span" ? undefined : value)),
    condition,
  );
  if (plainSteps(condition.selector.steps) === undefined) node.composites = true;
  else if (condition.kind === "compare") noteComparison(node, condition);
  else if (condition.state === "null") node.arrays = true;
}

/** The selector's steps, up to its wildcard. */
export function projectedSteps({ steps }: Selector): readonly PlainStep[] {
  const wildcard = steps.findIndex(({ kind }) => kind === "each");
  return plainSteps(wildcard < 0 ? steps : steps.slice(0, wildcard)) ?? [];
}

export function testKey(value: TextValue | RegexValue): string {
  return value.kind === "regex" ? `%${value.source}` : `"${value.text}`;
}

/** Whether a comparison of texts is a test rather than an equality. */
function isTest(value: TextValue | RegexValue): boolean {
  return value.kind === "regex" || (value.text.includes("*") && !/^\*+$/.test(value.text));
}

function noteComparison(node: NodeNeeds, { operator, value }: Comparison): void {
  if (value.kind === "number") {
    node.thresholds.add(value.text);
    if (operator === "=" || operator === "!=") node.texts.add(value.text);
    return;
  }
  if (value.kind === "regex" || isTest(value)) {
    node.tests.set(testKey(value), value);
    node.numbers = true;
    return;
  }
  // `*` matches every string and every number.
  if (value.text.includes("*")) return;
  node.texts.add(value.text);
  if (MAY_BE_NUMBER.test(value.text)) node.numbers = true;
}

/** Matches every text that CloudWatch may write for a number, and many others. */
const MAY_BE_NUMBER = /^[-.0-9EInfity]*$/;
