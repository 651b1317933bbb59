import { constantOf } from "../../aws";
import { parse, type Pattern } from "../../pattern";
import { fieldPath, type ServiceRoute } from "../../records";

import type { CompleteFilter } from "../metrics";

import type { MetricTransformation } from "../../terraform";
import { stepsOf } from "./json-path";
import { type Code, codesOf } from "./digit";
import { mayMatch } from "./may-match";
import { metricValue } from "./metric-value";
import { type NodeColumn, nodeColumn, type WideColumn } from "./node-column";
import { rowsOf, timeOfEvent } from "./rows-sql";
import { canProject, nodeAt, noteCondition, type NodeNeeds, type Nodes } from "./node-needs";
import { holds, IS_OBJECT, shortenedJson, textCondition } from "./shortened-pattern";
import { stepsOfField, type TimeForms } from "./time-sql";

/**
 * How a scan shortens a line: to an event that every filter answers as it answers the line. The database counts events that are
 * equal once shortened, and each is evaluated once. Where an answer might differ, the line itself is evaluated.
 */
export interface Shape {
  readonly filters: readonly ShapedFilter[];
  readonly values: readonly ShapedValue[];
  readonly routes: readonly ShapedRoute[];
  /** Members of the shortened event that have separate columns. */
  readonly wide: readonly WideColumn[];
  /** Columns that hold the members of the shortened event that have few values. */
  readonly codes: readonly Code[];
  /**
   * A subquery with the columns `beside` (the line itself must be evaluated), `line`, `ms` (milliseconds since 1970), and one for
   * each of `values`, `wide` and `codes`.
   *
   * @param lines SQL of a table with the column `line`
   */
  readonly rows: (lines: string) => string;
}

export interface ShapedFilter {
  readonly filter: CompleteFilter;
  /** The pattern for shortened events; undefined: the filter is only evaluated on lines, and matches no shortened event. */
  readonly pattern: Pattern | undefined;
  readonly transformation: MetricTransformation;
  /** Index of the metric value in `values`; -1 for a constant. */
  readonly value: number;
}

/** Numbers that the database adds up or, where single values are needed, counts by value. */
export interface ShapedValue {
  readonly column: string;
  readonly isCounted: boolean;
}

/** Member of the shortened event whose text decides the log group. */
export interface ShapedRoute {
  readonly key: string;
  readonly groups: ReadonlyMap<string, string>;
}

export interface ShapeOptions {
  readonly filters: readonly CompleteFilter[];
  readonly services: readonly ServiceRoute[];
  readonly timeFields: readonly string[];
  readonly timeForms: TimeForms;
  readonly isCounted: (filter: CompleteFilter) => boolean;
}

/** Undefined where DuckDB has no path for a field of the time or log group: then lines are evaluated one by one. */
export function shapeOf(options: ShapeOptions): Shape | undefined {
  const nodes: Nodes = new Map();
  const times = options.timeFields.map((field) => nodeAt(nodes, stepsOfField(fieldPath(field))));
  const routes = routesOf(options.services, nodes);
  if (times.includes(undefined) || routes === undefined) return undefined;
  const bits = new Map<string, string>();
  const drafts = options.filters.map((filter) => draftOf(filter, nodes, bits, options.isCounted(filter)));

  const all = [...nodes.values()];
  const at = (node: NodeNeeds | undefined): string => (node === undefined ? "NULL" : `x${all.indexOf(node)}`);
  const kept = all.filter(({ isKept }) => isKept);
  const columns = new Map(kept.map((node, index) => [node.path, nodeColumn(node, index, at(node))]));
  const wanted = [
    ...new Map(drafts.flatMap(({ value }) => (value === undefined ? [] : [[idOf(value), value]]))).values(),
  ];
  const values = wanted.map(({ node }, index) => metricValue(index, at(node)));
  const ids = wanted.map(idOf);
  const keyOf = (node: NodeNeeds): string => columns.get(node.path)?.key ?? "";

  const beside = drafts.flatMap(({ isProjected, pattern }) => (isProjected ? [] : [`(${mayMatch(pattern)})`]));
  const codes = codesOf([
    { key: IS_OBJECT, values: [undefined, "true"], sql: "CASE WHEN is_object THEN 1 ELSE 0 END" },
    ...[...columns.values()].flatMap(({ digits }) => digits),
    ...values.map(({ kind }) => kind),
    ...[...bits].map(([condition, key]) => ({
      key,
      values: [undefined, "true"],
      sql: `CASE WHEN ${condition} THEN 1 ELSE 0 END`,
    })),
  ]);
  return {
    codes,
    filters: drafts.map((draft) =>
      shapedFilter(draft, columns, draft.value === undefined ? -1 : ids.indexOf(idOf(draft.value))),
    ),
    values: wanted.map(({ isCounted }, index) => ({ column: `v${index}`, isCounted })),
    wide: [...columns.values()].flatMap(({ wide }) => wide),
    routes: routes.map(({ node, groups }) => ({ key: keyOf(node), groups })),
    rows: (lines) =>
      rowsOf(lines, {
        nodes: all,
        columns: [...columns.values()],
        values,
        codes,
        beside: [...new Set(beside)],
        time: timeOfEvent(times.map(at), options.timeForms),
        timeForms: options.timeForms,
      }),
  };
}

interface Draft {
  readonly filter: CompleteFilter;
  readonly pattern: Pattern;
  readonly isProjected: boolean;
  /** For a pattern that reads text: the member that holds the database's answer. */
  readonly bit: string | undefined;
  readonly dimensions: readonly (readonly [name: string, node: NodeNeeds])[];
  readonly value: { readonly node: NodeNeeds; readonly isCounted: boolean } | undefined;
}

function idOf({ node, isCounted }: NonNullable<Draft["value"]>): string {
  return `${String(isCounted)} ${node.path}`;
}

function draftOf(filter: CompleteFilter, nodes: Nodes, bits: Map<string, string>, isCounted: boolean): Draft {
  const pattern = parse(filter.pattern);
  const { value, dimensions } = filter.transformation;
  const condition = textCondition(pattern, "line");
  const beside: Draft = { filter, pattern, isProjected: false, bit: undefined, dimensions: [], value: undefined };
  if (pattern.kind === "delimited") return beside;
  if (pattern.kind === "json" ? !canProject(pattern.where) : pattern.kind !== "every" && condition === undefined)
    return beside;
  const steps = [...Object.values(dimensions), ...(constantOf(value) === undefined ? [value] : [])].map(stepsOf);
  const read = steps.map((each) => (each === undefined ? undefined : nodeAt(nodes, each)));
  if (read.includes(undefined)) return beside;

  const named = Object.keys(dimensions).flatMap((name, index) => {
    const node = read[index];
    return node === undefined ? [] : [[name, node] as const];
  });
  for (const [, node] of named) node.isKept = node.scalars = true;
  if (pattern.kind === "json") noteCondition(nodes, pattern.where);
  let bit: string | undefined;
  if (condition !== undefined) {
    bit = bits.get(condition) ?? `p${bits.size}`;
    bits.set(condition, bit);
  }
  const node = constantOf(value) === undefined ? read.at(-1) : undefined;
  return { filter, pattern, isProjected: true, bit, dimensions: named, value: node && { node, isCounted } };
}

function shapedFilter(draft: Draft, columns: ReadonlyMap<string, NodeColumn>, value: number): ShapedFilter {
  const { filter, pattern, isProjected, bit, dimensions } = draft;
  const transformation = {
    ...filter.transformation,
    ...(value < 0 ? {} : { value: `$.v${value}` }),
    dimensions: Object.fromEntries(dimensions.map(([name, node]) => [name, `$.${columns.get(node.path)?.key ?? ""}`])),
  };
  if (!isProjected) return { filter, pattern: undefined, transformation, value };
  if (pattern.kind === "json") return { filter, pattern: shortenedJson(pattern, columns), transformation, value };
  return { filter, pattern: bit === undefined ? pattern : { kind: "json", where: holds(bit) }, transformation, value };
}

function routesOf(services: readonly ServiceRoute[], nodes: Nodes) {
  const routes = new Map<string, { readonly node: NodeNeeds; readonly groups: Map<string, string> }>();
  for (const { selector, value, logGroup } of services) {
    const node = nodeAt(nodes, stepsOfField(fieldPath(selector)));
    if (node === undefined) return undefined;
    node.isKept = node.scalars = true;
    const { groups } = routes.get(selector) ?? { groups: new Map<string, string>() };
    if (!groups.has(value)) groups.set(value, logGroup);
    routes.set(selector, { node, groups });
  }
  return [...routes.values()];
}
