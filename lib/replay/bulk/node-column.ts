import { searchExpression, isSqlText, sqlText, wildcardCondition } from "../../queries/sql";
import type { Condition, Pattern } from "../../pattern";
import type { Digit } from "./digit";
import { intervals, isNumber, knownStrings, places, scalarsOf } from "./places";
import { type Leaf, type NodeNeeds, testKey } from "./node-needs";

/**
 * A node as the scan keeps it: its value, or another that no pattern distinguishes from it. The fewer distinct values are kept,
 * the more events become equal, and equal events are evaluated once.
 */
export interface NodeColumn {
  /** Key of the node in the shortened event. */
  readonly key: string;
  /** Members with the results of the tests of strings that the database evaluates, by test; undefined: it evaluates none. */
  readonly tests: ReadonlyMap<string, string> | undefined;
  readonly digits: readonly Digit[];
  /** Columns that the digits use. */
  readonly helpers: readonly (readonly [name: string, sql: string])[];
  readonly wide: readonly WideColumn[];
}

/** A member of the shortened event whose value the database keeps, and which is shortened after it is read. */
export interface WideColumn {
  readonly name: string;
  readonly key: string;
  /** SQL expression of JSON text. */
  readonly sql: string;
  /** Patterns that read the member `key`; values that all of them answer alike become one. Undefined: all values are kept. */
  readonly patterns: readonly Pattern[] | undefined;
}

/** With more tests, evaluating them for each event costs more than for each distinct value. */
const MOST_TESTS = 16;

/** @param node a SQL expression of the node: JSON text, NULL where the event has none */
export function nodeColumn(needs: NodeNeeds, index: number, node: string): NodeColumn {
  const key = `k${index}`;
  const none: NodeColumn = { key, tests: undefined, digits: [], helpers: [], wide: [] };
  const wide = (patterns: WideColumn["patterns"]): NodeColumn => ({
    ...none,
    wide: [{ name: `u${index}`, key, sql: scalarsOf(node, needs), patterns }],
  });
  // A dimension keeps its values. They are few, because CloudWatch disables a filter whose dimensions have too many.
  if (needs.scalars) return wide(undefined);

  const tests = testsOf(needs, `s${index}`);
  const strings = needs.tests.size === 0 || tests !== undefined ? knownStrings(needs.texts) : undefined;
  const numbers = needs.numbers ? undefined : intervals([...needs.thresholds]);
  if (strings === undefined || needs.composites || (numbers === undefined && tests === undefined))
    return wide(patternsOf(needs, key));
  if (tests === undefined) {
    const number = `d${index}`;
    const thresholds = { thresholds: numbers ?? [], sql: number };
    return {
      ...none,
      digits: [{ key, ...places(node, { arrays: needs.arrays, strings, numbers: thresholds }) }],
      helpers:
        needs.thresholds.size > 0 ? [[number, `CASE WHEN ${isNumber(node)} THEN TRY_CAST(${node} AS DOUBLE) END`]] : [],
    };
  }
  const onNumber = numberKey(key);
  const answers = [undefined, "true", "false"];
  return {
    ...none,
    tests: new Map(tests.map(([name], at) => [name, `t${index}_${at}`])),
    digits: [
      { key, ...places(node, { arrays: needs.arrays, strings, numbers: undefined }) },
      ...tests.map(([, condition], at) => ({
        key: `t${index}_${at}`,
        values: answers,
        sql: `CASE WHEN s${index} IS NULL THEN 0 WHEN ${condition} THEN 1 ELSE 2 END`,
      })),
    ],
    helpers: [[`s${index}`, `CASE WHEN starts_with(${node}, '"') THEN json_extract_string(${node}, '$') END`]],
    wide: [
      {
        name: `u${index}`,
        key: onNumber,
        sql: `CASE WHEN ${isNumber(node)} THEN ${node} END`,
        patterns: patternsOf(needs, onNumber),
      },
    ],
  };
}

/** A condition on the node, or on what a wildcard selects in it, as a condition on the shortened event. */
export function shortened({ key, tests }: NodeColumn, leaf: Leaf, depth: number): Condition {
  const own = atKey(leaf, key, depth);
  if (tests === undefined) return own;
  const ofNumber = atKey(leaf, numberKey(key), depth);
  if (leaf.kind === "state") return leaf.state === "missing" ? { kind: "all", of: [own, ofNumber] } : own;
  const test = leaf.value.kind === "number" ? undefined : tests.get(testKey(leaf.value));
  if (test === undefined) return { kind: "any", of: [own, ofNumber] };
  const state = leaf.operator === "!=" ? "false" : "true";
  const ofString = { kind: "state", selector: { steps: [{ kind: "key", name: test }] }, state } as const;
  return { kind: "any", of: [ofString, ofNumber] };
}

/** The key of the node's numbers where their text is tested; the node's own key then holds all other values. */
function numberKey(key: string): string {
  return `n${key}`;
}

/** @param depth how many steps of the selector lead to the node */
function atKey(leaf: Leaf, key: string, depth: number): Leaf {
  return { ...leaf, selector: { steps: [{ kind: "key", name: key }, ...leaf.selector.steps.slice(depth)] } };
}

function patternsOf({ leaves, steps }: NodeNeeds, key: string): Pattern[] {
  return [...leaves.values()].map((leaf) => ({ kind: "json", where: atKey(leaf, key, steps.length) }));
}

/** The tests of strings as SQL conditions on `text`; undefined where there are none, too many, or some that SQL cannot express. */
function testsOf(
  { tests }: NodeNeeds,
  text: string,
): readonly (readonly [name: string, condition: string])[] | undefined {
  if (tests.size === 0 || tests.size > MOST_TESTS) return undefined;
  const conditions: [string, string][] = [];
  for (const [name, value] of tests) {
    const condition =
      value.kind === "regex" ? regexCondition(text, value.source) : wildcardCondition(text, value.text, FUNCTIONS);
    if (condition === undefined) return undefined;
    conditions.push([name, condition]);
  }
  return conditions;
}

const FUNCTIONS = {
  startsWith: (text: string, prefix: string) => `starts_with(${text}, ${prefix})`,
  contains: (text: string, piece: string) => `contains(${text}, ${piece})`,
  literal: sqlText,
};

/** An expression that is too large for RE2 makes the whole query fail: it is left to the matcher. */
export function regexCondition(text: string, source: string): string | undefined {
  const expression = searchExpression(source);
  const repeats = [...expression.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].reduce(
    (sum, [, min, max]) => sum + Math.max(Number(min), Number(max === "" || max === undefined ? 0 : max)),
    0,
  );
  return repeats > 100 || !isSqlText(expression) ? undefined : `regexp_matches(${text}, ${sqlText(expression)})`;
}
