import { own } from "../../../base";
import type { Series } from "../../../replay/metrics";
import type { Recorded } from "./recorded";

/** Why a query has no series. */
export type NoSeries =
  | { readonly kind: "unnamed" }
  | { readonly kind: "dimensions"; readonly text: string }
  | { readonly kind: "unmatched" | "unpublished"; readonly namespace: string; readonly name: string };

/** A metric that is asked for. */
interface AskedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly (readonly [name: string, values: readonly string[]])[];
}

/** Why none of the series of that name, `known`, is one that is asked for. */
export function whyNone(
  { dimensions, name, namespace }: AskedMetric,
  recorded: Pick<Recorded, "isPublished">,
  known: readonly Series[],
): NoSeries {
  const metric = `${namespace} ${name}`.trim();
  if (metric === "") return { kind: "unnamed" };
  if (known.length === 0)
    return { kind: recorded.isPublished(namespace, name) ? "unmatched" : "unpublished", namespace, name };
  const asked = dimensions
    .map(([dimension, values]) => `${dimension}=${values.length === 0 ? "*" : values.join("|")}`)
    .join(", ");
  const isNamed = (has: object): boolean =>
    Object.keys(has).length === dimensions.length && dimensions.every(([dimension]) => Object.hasOwn(has, dimension));
  const has = [
    ...new Set(
      known.map(({ metric: { dimensions: of } }) =>
        // The names are right, so it is the values that differ.
        isNamed(of)
          ? dimensions.map(([dimension]) => `${dimension}=${own(of, dimension) ?? ""}`).join(", ")
          : Object.keys(of).join(", ") || "none",
      ),
    ),
  ];
  return {
    kind: "dimensions",
    text: `No datapoint of ${metric} has the dimensions ${asked || "none"}; there are those with: ${has.slice(0, 5).join("; ")}.`,
  };
}

/** A sentence each, but one for all metrics of a namespace that have no series for the same reason. */
export function noSeriesTexts(all: readonly NoSeries[]): readonly string[] {
  const groups = new Map<string, NoSeries[]>();
  for (const each of all) {
    const key = "namespace" in each ? JSON.stringify([each.kind, each.namespace]) : JSON.stringify(each);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((group) => textOf(group));
}

function textOf(group: readonly NoSeries[]): string {
  const [first] = group;
  if (first === undefined || first.kind === "unnamed") return "The query names no metric.";
  if (first.kind === "dimensions") return first.text;
  const names = [...new Set(group.flatMap((each) => ("name" in each ? each.name : [])))];
  const metrics = `${names.join(", ")}${first.namespace === "" ? "" : ` of ${first.namespace}`}`;
  return first.kind === "unmatched"
    ? `No line in this time matches a metric filter for ${metrics}.`
    : `No metric filter publishes ${metrics}; --metrics FILE gives ${names.length === 1 ? "its" : "their"} datapoints.`;
}
