import { isRecord } from "../../../base";
import { type Choices, interpolate, type VariableValues } from "../../../dashboards/preview";
import type { Variable } from "../../../dashboards/read";
import type { QueryContext } from "../../../queries";
import { expanded } from "./expanded";
import { labelValues } from "./label-values";
import type { Recorded } from "./recorded";

/** Values of query variables of CloudWatch, Loki and Prometheus, from the metrics and services that are known. */
export function variableValues(
  recorded: Recorded,
  context: QueryContext | undefined,
): (variable: Variable, choices: Choices) => VariableValues {
  return (variable, choices) => {
    const of = labelOf(variable);
    if (of !== undefined) {
      const [label, selector] = [interpolate(of.label, choices, "raw"), interpolate(of.selector, choices, "regex")];
      return context === undefined
        ? { why: "its values are known with --env" }
        : labelValues(label, selector, recorded, context);
    }
    const asked = askedOf(variable, choices);
    if (asked === undefined) return { why: "the values of this query are not known from recorded logs" };
    if (asked === "filter") return { why: "the filter of its query is not an object of dimensions" };
    const distinct = [...new Set(valuesOf(asked, recorded))].sort();
    return distinct.length === 0 ? { why: "no recorded line gives it a value" } : distinct;
  };
}

function valuesOf({ dimension, filters, kind, name, namespace }: Asked, { series }: Recorded): readonly string[] {
  const among = series.filter(
    ({ metric }) =>
      (namespace === "" || metric.namespace === namespace) &&
      (name === "" || metric.name === name) &&
      filters.every(
        ([key, values]) =>
          Object.hasOwn(metric.dimensions, key) &&
          (values.length === 0 || values.includes(metric.dimensions[key] ?? "")),
      ),
  );
  return among.flatMap(({ metric }) => {
    switch (kind) {
      case "namespaces":
        return [metric.namespace];
      case "metrics":
        return [metric.name];
      case "dimensionkeys":
        return Object.keys(metric.dimensions);
      case "dimensionvalues":
        return Object.hasOwn(metric.dimensions, dimension) ? [metric.dimensions[dimension] ?? ""] : [];
    }
  });
}

/** `label_values(label)`, `label_values(metric{...}, label)`, or the same as an object. */
function labelOf({
  query = "",
  queryObject,
}: Variable): { readonly label: string; readonly selector: string } | undefined {
  const { label, metric, stream } = queryObject ?? {};
  if (typeof label === "string" && label !== "") {
    const selector = [stream, metric].find((text) => typeof text === "string");
    return { label, selector: typeof selector === "string" ? selector : "" };
  }
  const [, inside = ""] = /^\s*label_values\s*\((.*)\)\s*$/s.exec(query) ?? [];
  const comma = inside.lastIndexOf(",");
  const last = inside.slice(comma + 1).trim();
  return /^[\w$[\]{}:]+$/.test(last) ? { label: last, selector: inside.slice(0, Math.max(comma, 0)) } : undefined;
}

const kinds = ["namespaces", "metrics", "dimensionkeys", "dimensionvalues"] as const;

interface Asked {
  readonly kind: (typeof kinds)[number];
  readonly namespace: string;
  readonly name: string;
  readonly dimension: string;

  /** Values that other dimensions must have; empty: any. */
  readonly filters: readonly (readonly [name: string, values: readonly string[]])[];
}

/**
 * The query as an object (since Grafana 8.1), or as text: `dimension_values(region, namespace, metric, dimension, filter)`,
 * `metrics(namespace, region)`.
 */
function askedOf({ query = "", queryObject }: Variable, choices: Choices): Asked | "filter" | undefined {
  const put = (value: unknown) => (typeof value === "string" ? interpolate(value, choices, "raw") : "");
  if (queryObject !== undefined && typeof queryObject.queryType === "string") {
    const { dimensionFilters, dimensionKey, metricName, namespace, queryType } = queryObject;
    const kind = kindOf(queryType);
    const filters = filtersOf(dimensionFilters ?? {}, choices);
    if (kind === undefined || filters === undefined) return kind && "filter";
    return { kind, namespace: put(namespace), name: put(metricName), dimension: put(dimensionKey), filters };
  }
  const [, word = "", inside = ""] = /^\s*([a-z_]+)\s*\((.*)\)\s*$/is.exec(query) ?? [];
  const kind = kindOf(word);
  const parts = inside.split(",").map((part) => part.trim());
  // Others begin with the namespace.
  const [namespace = "", name = "", dimension = "", ...filter] =
    kind === "dimensionvalues" ? parts.slice(1) : parts.slice(0, 1);
  const filters = filtersOf(filter.length === 0 ? {} : objectOf(filter.join(",")), choices);
  if (kind === undefined || filters === undefined) return kind && "filter";
  return { kind, namespace: put(namespace), name: put(name), dimension: put(dimension), filters };
}

/** Undefined for what is not an object of texts and lists. */
function filtersOf(filters: unknown, choices: Choices): Asked["filters"] | undefined {
  if (!isRecord(filters)) return undefined;
  return Object.entries(filters).map(([name, value]) => {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    const texts = values.flatMap((each) => (typeof each === "string" ? expanded(each, choices) : []));
    return [interpolate(name, choices, "raw"), texts.filter((text) => text !== "*")];
  });
}

function objectOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller says so.
    return undefined;
  }
}

function kindOf(word: string): Asked["kind"] | undefined {
  return kinds.find((kind) => kind === word.replaceAll("_", "").toLowerCase());
}
