import { sqlText } from "../../queries/sql";
import { type Code, codeSql } from "./digit";
import type { MetricValue } from "./metric-value";
import type { NodeColumn } from "./node-column";
import type { NodeNeeds } from "./node-needs";
import { type TimeForms, timeOfLine, timeOfNode } from "./time-sql";
import { unlikeJson } from "./unlike-json";

/** The time in the first of the fields that the event has; NULL where SQL cannot read it: then the line is read beside the scan. */
export function timeOfEvent(nodes: readonly string[], forms: TimeForms): string {
  return `CASE ${nodes.map((node) => `WHEN ${node} IS NOT NULL THEN ${timeOfNode(node, forms)}`).join(" ")} END`;
}

/** What rows are made of. */
export interface Parts {
  readonly nodes: readonly NodeNeeds[];
  readonly columns: readonly NodeColumn[];
  readonly values: readonly MetricValue[];
  readonly codes: readonly Code[];
  readonly beside: readonly string[];
  /** SQL of the time in an event that is JSON. */
  readonly time: string;
  readonly timeForms: TimeForms;
}

/** See `Shape.rows`. */
export function rowsOf(lines: string, { nodes, columns, values, codes, beside, time, timeForms }: Parts): string {
  const paths = nodes.map(({ path }) => sqlText(path)).join(", ");
  const helpers = [...columns.flatMap((column) => column.helpers), ...values.map(({ helper }) => helper)];
  const named = (list: readonly (readonly [name: string, sql: string])[]): string =>
    list.map(([name, sql]) => `, ${sql} AS ${name}`).join("");

  // Lines that begin with a blank may be JSON or text: they are evaluated beside the scan, as is JSON that might be misread.
  const kinds =
    `SELECT line, CASE WHEN starts_with(line, '{') THEN CASE WHEN NOT ends_with(line, '}') THEN 2 WHEN ${unlikeJson(nodes, "line")} THEN 2 ELSE 1 END ` +
    `WHEN line < '!' THEN 2 ELSE 0 END AS kind FROM ${lines}`;
  const read = `SELECT line, kind, CASE WHEN kind = 1 THEN TRY(CAST(json_extract(line, [${paths}]) AS VARCHAR[])) END AS x FROM (${kinds})`;
  // As columns, because CASE reads an element of a list again wherever it is mentioned.
  const nodeColumns =
    `SELECT line, kind, x IS NOT NULL AS is_object` +
    `${named(nodes.map((_, index) => [`x${index}`, `x[${index + 1}]`]))} FROM (${read})`;
  const timed =
    `SELECT *, CASE WHEN is_object THEN ${time} WHEN kind = 0 THEN ${timeOfLine("line", timeForms)} END AS ms` +
    `${named(helpers)} FROM (${nodeColumns})`;
  const wide = columns.flatMap((column) => column.wide);
  return (
    `SELECT line, ${["ms IS NULL", ...beside].join(" OR ")} AS beside, ms` +
    named(codes.map((code) => [code.column, codeSql(code)])) +
    named(values.map(({ column, number }) => [column, number])) +
    `${named(wide.map(({ name, sql }) => [name, sql]))} FROM (${timed})`
  );
}
