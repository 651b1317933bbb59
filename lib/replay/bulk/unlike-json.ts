import { sqlText } from "../../queries/sql";
import type { NodeNeeds } from "./node-needs";

/**
 * A SQL condition that finds lines of JSON that the database may read differently from `JSON.parse`; they are evaluated beside
 * the scan. It may find too many, never too few:
 *
 * - the database accepts `{"a":1,}`, `NaN` and `Infinity`, which are not JSON;
 * - it rejects halves of surrogate pairs (`\ud800`), and reads `-0` as `0`;
 * - of equal keys it takes the first, `JSON.parse` the last. Different objects often have keys with the same name, so if a name
 *   occurs twice, each object on the path to a node is checked.
 */
export function unlikeJson(nodes: readonly NodeNeeds[], line: string): string {
  const keys = [...new Set(nodes.flatMap(keysOf))];
  // A letter of a key may be escaped: then a search for the key's name does not find it.
  const parts = [keys.every((key) => ASCII.test(key)) ? "\\\\u(?:00[0-7]|[dD][89a-fA-F])" : "\\\\u"];
  parts.push(",[\\t\\r ]*[}\\]]", `${BEFORE}-?(?i:nan|inf|infinity)${AFTER}`, `${BEFORE}-0${AFTER}`);
  // Numbers whose text is a dimension's value, and which the database would write differently.
  if (nodes.some(({ scalars }) => scalars))
    parts.push(`${BEFORE}-?\\d+(?:\\.0{2,}${AFTER}|(?:\\.\\d+)?[eE])`, "\\d{16,}\\.");
  // Seconds whose last digits the database would round; integers that are too large for a double.
  parts.push("\\d{10}\\.\\d{7}", "\\d{300}");
  const repeated = keys.map((key) => `"${escaped(key)}"[\\t\\r ]*:.*"${escaped(key)}"[\\t\\r ]*:`);
  const matches = (expressions: readonly string[]): string =>
    `regexp_matches(${line}, ${sqlText(expressions.join("|"))})`;
  if (keys.length > MOST_KEYS) return `${matches(parts)} OR ${hasEqualKeys(nodes, line)}`;
  // One search for everything; few lines need the second. CASE, because AND and OR evaluate all of their operands.
  return `CASE WHEN ${matches([...parts, ...repeated])} THEN ${matches(parts)} OR ${hasEqualKeys(nodes, line)} ELSE false END`;
}

/** How many keys one expression may have, within the memory limit of RE2. */
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

/** Paths of the objects on the path to a node. */
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
