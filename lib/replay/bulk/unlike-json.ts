import { sqlText } from "./sql/text";
import type { NodeNeeds } from "./node-needs";

/**
 * A SQL condition that finds lines of JSON that the database may read otherwise than `JSON.parse`; they are evaluated beside the
 * scan. It may find too many, never too few:
 *
 * - the database takes `{"a":1,}`, `NaN` and `Infinity`, which are not JSON;
 * - it refuses halves of surrogate pairs (`\ud800`), and reads `-0` as `0`;
 * - of equal keys it takes the first, `JSON.parse` the last. Equal names in different objects are common, so where one
 *   occurs twice, the objects on the way to the nodes are looked at one by one.
 */
export function unlikeJson(nodes: readonly NodeNeeds[], line: string): string {
  const keys = [...new Set(nodes.flatMap(keysOf))];
  // A letter of a key may be escaped, too; then its name is not found by its text.
  const parts = [keys.every((key) => ASCII.test(key)) ? "\\\\u(?:00[0-7]|[dD][89a-fA-F])" : "\\\\u"];
  parts.push(",[\\t\\r ]*[}\\]]", `${BEFORE}-?(?i:nan|inf|infinity)${AFTER}`, `${BEFORE}-0${AFTER}`);
  // Numbers whose text is a dimension's value, though the database would write them in another way.
  if (nodes.some(({ scalars }) => scalars))
    parts.push(`${BEFORE}-?\\d+(?:\\.0{2,}${AFTER}|(?:\\.\\d+)?[eE])`, "\\d{16,}\\.");
  // Seconds of which the database would round the last digits; integers that are larger than a double.
  parts.push("\\d{10}\\.\\d{7}", "\\d{300}");
  const repeated = keys.map((key) => `"${escaped(key)}"[\\t\\r ]*:.*"${escaped(key)}"[\\t\\r ]*:`);
  const matches = (expressions: readonly string[]): string =>
    `regexp_matches(${line}, ${sqlText(expressions.join("|"))})`;
  if (keys.length > MOST_KEYS) return `${matches(parts)} OR ${hasEqualKeys(nodes, line)}`;
  // One search for all; few lines need the second look. CASE, because AND and OR evaluate all that stands in them.
  return `CASE WHEN ${matches([...parts, ...repeated])} THEN ${matches(parts)} OR ${hasEqualKeys(nodes, line)} ELSE false END`;
}

/** Keys that one expression holds: it must not outgrow the memory of RE2. */
const MOST_KEYS = 500;

const BEFORE = "[:,\\[][\\t\\r ]*";
const AFTER = "[\\t\\r ]*[,}\\]]";

const ASCII = /^[\0-\x7f]*$/;

/** Whether one of the objects on the way to the nodes has two equal keys. */
function hasEqualKeys(nodes: readonly NodeNeeds[], line: string): string {
  const objects = [...new Set(nodes.flatMap(objectsOf))];
  const keys = `TRY(json_keys(${line}, [${objects.map(sqlText).join(", ")}]))`;
  return `coalesce(list_bool_or(list_transform(${keys}, each -> len(each) <> list_unique(each))), true)`;
}

/** Paths of the objects of which the node's path takes a member. */
function objectsOf({ steps }: NodeNeeds): string[] {
  const paths: string[] = [];
  let path = "$";
  for (const step of steps) {
    if (step.kind === "key") paths.push(path);
    path += step.kind === "key" ? `."${step.name}"` : `[${step.index}]`;
  }
  return paths;
}

function keysOf({ steps }: NodeNeeds): string[] {
  return steps.flatMap((step) => (step.kind === "key" ? [step.name] : []));
}

/** For RE2. */
function escaped(text: string): string {
  return text.replace(/[^A-Za-z0-9_ ]/gu, (char) => `\\x{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}
