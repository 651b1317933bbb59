import { sqlText } from "./sql/text";
import type { Digit } from "./digit";
import type { NodeNeeds } from "./node-needs";

/** Beyond this, answering for each event costs more than for each different value. */
const MOST_TEXTS = 200;

/** The node without what is in objects and arrays, where nobody asks. */
export function scalarsOf(node: string, { composites, arrays }: NodeNeeds): string {
  if (composites) return node;
  const array = arrays ? `CASE WHEN ${hasNull(node)} THEN '[null]' ELSE '[]' END` : "'[]'";
  return `CASE WHEN starts_with(${node}, '{') THEN '{}' WHEN starts_with(${node}, '[') THEN ${array} ELSE ${node} END`;
}

function hasNull(node: string): string {
  return `list_contains(CAST(json_extract(${node}, '$[*]') AS VARCHAR[]), 'null')`;
}

/** The node as one of few values. `numbers` are thresholds in their order; undefined: numbers stand elsewhere. */
export function places(
  node: string,
  number: string,
  { arrays }: NodeNeeds,
  strings: readonly string[],
  numbers: readonly number[] | undefined,
): Pick<Digit, "values" | "sql"> {
  const values: (string | undefined)[] = [undefined, "true", "false", "null", "{}", "[]", "[null]"];
  const place = (value: string): number => values.push(value) - 1;
  let other = "~";
  while (strings.includes(other)) other += "~";
  const unknown = place(JSON.stringify(other));
  const known = strings
    .map((text) => ` WHEN ${sqlText(JSON.stringify(text))} THEN ${place(JSON.stringify(text))}`)
    .join("");
  const string = known === "" ? String(unknown) : `CASE ${node}${known} ELSE ${unknown} END`;
  let inNumbers = "0";
  if (numbers?.length === 0) inNumbers = String(place("0"));
  else if (numbers !== undefined) {
    // Infinite numbers are not compared at all.
    const infinite = place("1e999");
    const first = values.length;
    const [lowest = 0] = numbers;
    place(String(lowest - 1));
    numbers.forEach((threshold, at) => {
      const next = numbers[at + 1];
      place(String(threshold));
      place(String(next === undefined ? threshold + 1 : threshold + (next - threshold) / 2));
    });
    inNumbers = `CASE WHEN ${number} IS NULL OR NOT isfinite(${number}) THEN ${infinite} ELSE ${among(numbers, first, number)} END`;
  }
  const array = arrays ? `CASE WHEN ${hasNull(node)} THEN 6 ELSE 5 END` : "5";
  const sql =
    `CASE WHEN ${node} IS NULL THEN 0 WHEN starts_with(${node}, '"') THEN ${string} WHEN ${isNumber(node)} THEN ${inNumbers} ` +
    `WHEN ${node} = 'true' THEN 1 WHEN ${node} = 'false' THEN 2 WHEN ${node} = 'null' THEN 3 WHEN starts_with(${node}, '{') THEN 4 ELSE ${array} END`;
  return { values, sql };
}

/** Of JSON text only numbers begin with a character between `-` and `9`. */
export function isNumber(node: string): string {
  return `(${node} >= '-' AND ${node} < ':')`;
}

/** The texts that strings may equal; undefined where one has more than one spelling in JSON, or there are too many. */
export function knownStrings(texts: ReadonlySet<string>): readonly string[] | undefined {
  const known = [...texts].filter((text) => !/\p{Surrogate}/u.test(text));
  // eslint-disable-next-line no-control-regex -- JSON writers spell them in different ways
  return known.length > MOST_TEXTS || known.some((text) => /[\u0000-\u001f]/.test(text)) ? undefined : known;
}

/** Decimals of up to 15 digits are told apart, and put in order, by their doubles. */
const SIMPLE = /^[+-]?(?=(?:\d\.?){1,15}$)\d+(?:\.\d{1,9})?$/;

/**
 * The thresholds in ascending order; between two of them all numbers are alike, and one stands for them. Undefined where doubles do not
 * decide the comparison with a threshold.
 */
export function intervals(texts: readonly string[]): readonly number[] | undefined {
  if (!texts.every((text) => SIMPLE.test(text))) return undefined;
  return [...new Set(texts.map((text) => Number(text) + 0))].sort((a, b) => a - b);
}

/** A binary search; what is below the first threshold has the place `first`. */
function among(thresholds: readonly number[], first: number, number: string): string {
  const middle = thresholds.length >> 1;
  const threshold = thresholds[middle];
  if (threshold === undefined) return String(first);
  const below = among(thresholds.slice(0, middle), first, number);
  const above = among(thresholds.slice(middle + 1), first + 2 * middle + 2, number);
  const literal = `${threshold}::DOUBLE`;
  return `CASE WHEN ${number} < ${literal} THEN ${below} WHEN ${number} = ${literal} THEN ${first + 2 * middle + 1} ELSE ${above} END`;
}
