import { sqlText } from "../../queries/sql";
import type { Digit } from "./digit";
import type { NodeNeeds } from "./node-needs";

/** With more texts, comparing them for each event costs more than for each distinct value. */
const MOST_TEXTS = 200;

/** The node without the content of objects and arrays that no filter reads. */
export function scalarsOf(node: string, { composites, arrays }: NodeNeeds): string {
  if (composites) return node;
  const array = arrays ? `CASE WHEN ${hasNull(node)} THEN '[null]' ELSE '[]' END` : "'[]'";
  return `CASE WHEN starts_with(${node}, '{') THEN '{}' WHEN starts_with(${node}, '[') THEN ${array} ELSE ${node} END`;
}

function hasNull(node: string): string {
  return `list_contains(CAST(json_extract(${node}, '$[*]') AS VARCHAR[]), 'null')`;
}

/** What distinguishes the values of a node. */
export interface Distinctions {
  /** Whether an array with a null differs from one without. */
  readonly arrays: boolean;
  /** The strings that differ from all others. */
  readonly strings: readonly string[];
  /** Undefined where numbers are kept in another column. */
  readonly numbers: NumberDistinctions | undefined;
}

export interface NumberDistinctions {
  /** In ascending order. */
  readonly thresholds: readonly number[];
  /** SQL expression of the node as a DOUBLE. */
  readonly sql: string;
}

/** The node as one of a few values. */
export function places(node: string, { arrays, numbers, strings }: Distinctions): Pick<Digit, "values" | "sql"> {
  const values: (string | undefined)[] = [undefined, "true", "false", "null", "{}", "[]", "[null]"];
  const place = (value: string): number => values.push(value) - 1;
  let other = "~";
  while (strings.includes(other)) other += "~";
  const unknown = place(JSON.stringify(other));
  const known = strings
    .map((text) => ` WHEN ${sqlText(JSON.stringify(text))} THEN ${place(JSON.stringify(text))}`)
    .join("");
  const string = known === "" ? String(unknown) : `CASE ${node}${known} ELSE ${unknown} END`;
  const number = numbers === undefined ? "0" : numberPlaces(numbers, place);
  const array = arrays ? `CASE WHEN ${hasNull(node)} THEN 6 ELSE 5 END` : "5";
  const sql =
    `CASE WHEN ${node} IS NULL THEN 0 WHEN starts_with(${node}, '"') THEN ${string} WHEN ${isNumber(node)} THEN ${number} ` +
    `WHEN ${node} = 'true' THEN 1 WHEN ${node} = 'false' THEN 2 WHEN ${node} = 'null' THEN 3 WHEN starts_with(${node}, '{') THEN 4 ELSE ${array} END`;
  return { values, sql };
}

/** SQL of a number's index: that of a threshold, of an interval between two, or of numbers that are not finite. */
function numberPlaces({ sql, thresholds }: NumberDistinctions, place: (value: string) => number): string {
  const [lowest] = thresholds;
  if (lowest === undefined) return String(place("0"));
  // Infinite numbers are not compared at all.
  const infinite = place("1e999");
  const first = place(String(lowest - 1));
  thresholds.forEach((threshold, at) => {
    const next = thresholds[at + 1];
    place(String(threshold));
    place(String(next === undefined ? threshold + 1 : threshold + (next - threshold) / 2));
  });
  return `CASE WHEN ${sql} IS NULL OR NOT isfinite(${sql}) THEN ${infinite} ELSE ${among(thresholds, first, sql)} END`;
}

/** In JSON, only the text of a number begins with a character between `-` and `9`. */
export function isNumber(node: string): string {
  return `(${node} >= '-' AND ${node} < ':')`;
}

/** The texts that strings are compared with; undefined where one has more than one spelling in JSON, or there are too many. */
export function knownStrings(texts: ReadonlySet<string>): readonly string[] | undefined {
  const known = [...texts].filter((text) => !/\p{Surrogate}/u.test(text));
  // eslint-disable-next-line no-control-regex -- JSON writers spell them in different ways
  return known.length > MOST_TEXTS || known.some((text) => /[\u0000-\u001f]/.test(text)) ? undefined : known;
}

/** Decimals of up to 15 digits, whose doubles are different and in the same order. */
const SIMPLE = /^[+-]?(?=(?:\d\.?){1,15}$)\d+(?:\.\d{1,9})?$/;

/**
 * The thresholds in ascending order: one number represents all numbers between two of them. Undefined where a comparison of
 * doubles is not exact.
 */
export function intervals(texts: readonly string[]): readonly number[] | undefined {
  if (!texts.every((text) => SIMPLE.test(text))) return undefined;
  return [...new Set(texts.map((text) => Number(text) + 0))].sort((a, b) => a - b);
}

/** A binary search; numbers below the first threshold have the index `first`. */
function among(thresholds: readonly number[], first: number, number: string): string {
  const middle = thresholds.length >> 1;
  const threshold = thresholds[middle];
  if (threshold === undefined) return String(first);
  const below = among(thresholds.slice(0, middle), first, number);
  const above = among(thresholds.slice(middle + 1), first + 2 * middle + 2, number);
  const literal = `${threshold}::DOUBLE`;
  return `CASE WHEN ${number} < ${literal} THEN ${below} WHEN ${number} = ${literal} THEN ${first + 2 * middle + 1} ELSE ${above} END`;
}
