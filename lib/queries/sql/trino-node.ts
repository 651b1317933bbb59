import type { Comparison, Condition, Operator, RegexValue, SelectorStep, TextValue } from "../../pattern";
import { searchExpression } from "./regex";
import { isSqlText, trinoText } from "./text";
import { wildcardCondition } from "./wildcard";

/** Why SQL cannot express a filter; caught where the filter is left out. */
export class NotExpressed extends Error {}

/** A JSON node as SQL expressions of Trino. */
export interface SqlNode {
  /** Its JSON text, NULL where the event has none. */
  readonly json: string;
  /** Its value if it is a string; otherwise NULL or anything else. */
  readonly string: string;
}

/** Of equal keys, `json_parse` keeps the last, as `JSON.parse` does; it writes numbers as Java and CloudWatch do. */
export function nodeExpression(document: string, steps: readonly SelectorStep[]): string {
  return steps.reduce((parent, step) => {
    if (step.kind === "each") throw new NotExpressed("a wildcard selects several values");
    if (step.kind === "index") {
      const array = `TRY_CAST(${parent} AS ARRAY(JSON))`;
      const place = step.index + 1;
      // A null in an array may be read as a SQL NULL, which would mean that there is no such element.
      return `CASE WHEN cardinality(${array}) >= ${place} THEN COALESCE(element_at(${array}, ${place}), json_parse('null')) END`;
    }
    if (!isSqlText(step.name) || /["\\]/.test(step.name))
      throw new NotExpressed(`the key ${JSON.stringify(step.name)} has no path in Trino`);
    const path = trinoText(/^[A-Za-z_]\w*$/.test(step.name) ? `$.${step.name}` : `$["${step.name}"]`);
    // A number would also select an element of an array.
    if (/^\d+$/.test(step.name))
      return `json_extract(CASE WHEN starts_with(json_format(${parent}), '{') THEN ${parent} END, ${path})`;
    return `json_extract(${parent}, ${path})`;
  }, document);
}

export function sqlNode(expression: string): SqlNode {
  return { json: `json_format(${expression})`, string: `json_extract_scalar(${expression}, '$')` };
}

/** A node as separate columns. */
export interface NodeColumns extends SqlNode {
  /** Column of the node as JSON. */
  readonly node: string;
  /** Column of the elements of an array, or of the values of an object's members. */
  readonly items: () => string;
}

/** SQL of a JSON pattern's condition, never NULL. `columnsOf` gives the columns of a node without wildcard. */
export function conditionSql(condition: Condition, columnsOf: (steps: readonly SelectorStep[]) => NodeColumns): string {
  if (condition.kind === "all" || condition.kind === "any") {
    const parts = condition.of.map((part) => conditionSql(part, columnsOf));
    return `(${parts.join(condition.kind === "all" ? " AND " : " OR ")})`;
  }
  const { steps } = condition.selector;
  const wildcard = steps.findIndex(({ kind }) => kind === "each");
  if (wildcard < 0) return leafSql(condition, columnsOf(steps));

  const { node, items } = columnsOf(steps.slice(0, wildcard));
  const after = steps.slice(wildcard + 1);
  const some = (test: string): string => `COALESCE(cardinality(filter(${items()}, e -> ${test})) > 0, false)`;
  if (condition.kind === "state") {
    if (condition.state !== "missing") return some(leafSql(condition, elementNode(after)));
    return `NOT ${some(after.length === 0 ? "true" : `${nodeExpression("e", after)} IS NOT NULL`)}`;
  }
  if (condition.operator !== "!=") return some(leafSql(condition, elementNode(after)));
  // The node exists, and nothing in it is equal.
  return `(${node} IS NOT NULL AND NOT ${some(leafSql({ ...condition, operator: "=" }, elementNode(after)))})`;
}

/** Elements that are null may be read as JSON null or as SQL NULL. */
function elementNode(after: readonly SelectorStep[]): SqlNode {
  if (after.length > 0) return sqlNode(nodeExpression("e", after));
  return { json: "COALESCE(json_format(e), 'null')", string: "json_extract_scalar(e, '$')" };
}

function leafSql(leaf: Exclude<Condition, { kind: "all" | "any" }>, node: SqlNode & Partial<NodeColumns>): string {
  const { json, items } = node;
  if (leaf.kind === "compare") return comparisonSql(leaf, node);
  if (leaf.state === "missing") return `${json} IS NULL`;
  const is = `COALESCE(${json} = '${leaf.state}', false)`;
  // Without a wildcard, an array that directly contains a null is null, too.
  if (leaf.state !== "null" || items === undefined) return is;
  const nulls = `cardinality(filter(${items()}, e -> COALESCE(json_format(e), 'null') = 'null'))`;
  return `(${is} OR (starts_with(COALESCE(${json}, ''), '[') AND COALESCE(${nulls} > 0, false)))`;
}

function comparisonSql({ operator, value }: Comparison, { json, string }: SqlNode): string {
  if (value.kind === "number") {
    const number = `TRY_CAST(${json} AS DOUBLE)`;
    const onNumber = `COALESCE(is_finite(${number}) AND ${number} ${sqlOperator(operator)} ${doubleSql(value.text)}, false)`;
    const onString =
      operator === "=" || operator === "!=" ? `${string} ${sqlOperator(operator)} ${textSql(value.text)}` : "false";
    return byKind(json, onString, onNumber);
  }
  const not = operator === "!=" ? "NOT " : "";
  return byKind(json, `${not}(${textTestSql(string, value)})`, `${not}(${textTestSql(json, value)})`);
}

/** The comparison of a string, or of a number; other values are never compared. */
function byKind(json: string, onString: string, onNumber: string): string {
  return `(CASE WHEN ${json} IS NULL THEN false WHEN starts_with(${json}, '"') THEN ${onString} WHEN ${isNumber(json)} THEN ${onNumber} ELSE false END)`;
}

export function isNumber(json: string): string {
  return `regexp_like(${json}, '^-?[0-9]')`;
}

export function sqlOperator(operator: Operator): string {
  return operator === "!=" ? "<>" : operator;
}

/** Takes decimals of up to 15 digits, whose doubles are different and in the same order. @throws NotExpressed for others */
export function doubleSql(text: string): string {
  if (!/^[+-]?(?=(?:\d\.?){1,15}$)\d+(?:\.\d{1,9})?$/.test(text))
    throw new NotExpressed(`SQL compares doubles, and ${text} needs more than 15 digits`);
  return `DOUBLE ${trinoText(String(Number(text)))}`;
}

/** Whether a text matches a wildcard or a regular expression. */
export function textTestSql(text: string, value: TextValue | RegexValue): string {
  if (value.kind === "regex") return `regexp_like(${text}, ${trinoText(searchExpression(value.source))})`;
  const condition = isSqlText(value.text) ? wildcardCondition(text, value.text, FUNCTIONS) : undefined;
  if (condition === undefined)
    throw new NotExpressed(
      `${JSON.stringify(value.text)} has too many wildcards, or characters that SQL cannot express`,
    );
  return condition;
}

const FUNCTIONS = {
  startsWith: (text: string, prefix: string) => `starts_with(${text}, ${prefix})`,
  contains: (text: string, piece: string) => `strpos(${text}, ${piece}) > 0`,
  literal: trinoText,
};

export function textSql(text: string): string {
  if (!isSqlText(text)) throw new NotExpressed(`${JSON.stringify(text)} has characters that SQL cannot express`);
  return trinoText(text);
}
