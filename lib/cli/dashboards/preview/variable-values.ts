import { isRecord, valueAt } from "../../../base";
import { type Choices, interpolate, type VariableValues } from "../../../dashboards/preview";
import type { Variable } from "../../../dashboards/read";
import type { QueryContext } from "../../../queries";
import type { Recorded } from "./recorded";

/** Values of CloudWatch's query variables, from the metrics that are known. */
export function variableValues(
  { series }: Recorded,
  context: QueryContext | undefined,
): (variable: Variable, choices: Choices, json: unknown) => VariableValues {
  return (variable, choices, json) => {
    const label = labelOf(variable, json);
    if (label !== undefined) return labelValues(label, series, context);
    const asked = askedOf(variable, json, choices);
    if (asked === undefined) return { why: "the values of this query are not known from recorded logs" };
    const { dimension, kind, name, namespace } = asked;
    const among = series.filter(
      ({ metric }) => (namespace === "" || metric.namespace === namespace) && (name === "" || metric.name === name),
    );
    const values = among.flatMap(({ metric }) => {
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
    const distinct = [...new Set(values)].sort();
    return distinct.length === 0 ? { why: "no recorded line gives it a value" } : distinct;
  };
}

/** Values of a label of Loki or Prometheus: services, the environment, and dimensions of signals. */
function labelValues(label: string, series: Recorded["series"], context: QueryContext | undefined): VariableValues {
  if (context === undefined) return { why: "its values are known with --env" };
  if (/^service(?:_name)?$/.test(label)) return context.services.map(({ name }) => name);
  if (/^(?:deployment_)?env(?:ironment)?(?:_name)?$/.test(label)) return [context.environment];
  if (label === "service_namespace") return [context.project];
  const values = series.flatMap(({ metric }) =>
    Object.entries(metric.dimensions).flatMap(([name, value]) =>
      name.replaceAll(/\W/g, "_") === label ? [value] : [],
    ),
  );
  const distinct = [...new Set(values)].sort();
  return distinct.length === 0 ? { why: "no recorded line gives it a value" } : distinct;
}

/** `label_values(label)`, `label_values(metric, label)`, or the same as an object. */
function labelOf(variable: Variable, json: unknown): string | undefined {
  const raw = valueAt(json, [...variable.at, "query"]);
  if (isRecord(raw) && typeof raw.label === "string" && raw.label !== "") return raw.label;
  const [, inside = ""] = /^\s*label_values\s*\((.*)\)\s*$/s.exec(variable.query ?? "") ?? [];
  const last = inside.split(",").at(-1)?.trim() ?? "";
  return /^\w+$/.test(last) ? last : undefined;
}

const kinds = ["namespaces", "metrics", "dimensionkeys", "dimensionvalues"] as const;

interface Asked {
  readonly kind: (typeof kinds)[number];
  readonly namespace: string;
  readonly name: string;
  readonly dimension: string;
}

/** The query as an object (since Grafana 8.1), or as text: `dimension_values(region, namespace, metric, dimension, filter)`. */
function askedOf(variable: Variable, json: unknown, choices: Choices): Asked | undefined {
  const put = (value: unknown) => (typeof value === "string" ? interpolate(value, choices, "raw") : "");
  const raw = valueAt(json, [...variable.at, "query"]);
  const query = isRecord(raw) && isRecord(raw.spec) ? raw.spec : raw;
  if (isRecord(query) && typeof query.queryType === "string") {
    const kind = kindOf(query.queryType);
    return (
      kind && { kind, namespace: put(query.namespace), name: put(query.metricName), dimension: put(query.dimensionKey) }
    );
  }
  const [, word = "", inside = ""] = /^\s*([a-z_]+)\s*\(([^()]*)\)\s*$/i.exec(variable.query ?? "") ?? [];
  const kind = kindOf(word);
  const [, namespace, name, dimension] = inside.split(",").map((part) => put(part.trim()));
  return kind && { kind, namespace: namespace ?? "", name: name ?? "", dimension: dimension ?? "" };
}

function kindOf(word: string): Asked["kind"] | undefined {
  return kinds.find((kind) => kind === word.replaceAll("_", "").toLowerCase());
}
