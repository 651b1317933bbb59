import { excerpt, isRecord, own, type Span, valueAt } from "../../base";
import { type StandardUnit, unitOfMetric } from "../../aws";
import type { FunctionCall, PromqlFacts } from "../../queries/languages";
import { family } from "./family";
import type { Known } from "./known";
import { measuredBy } from "./metric-names";
import { panelName } from "./panel-name";
import type { Asked } from "./subject";

/** What a value is, in the words that both metrics and Grafana's units are told in. */
type Quantity = "s" | "ms" | "µs" | "bytes" | "bytes/s" | "bits" | "bits/s" | "0-1" | "0-100" | "count";

/** The values that a unit of Grafana expects; those that fit anything are not listed. */
const expected: Readonly<Record<string, Quantity>> = {
  s: "s",
  dtdurations: "s",
  dthms: "s",
  ms: "ms",
  dtdurationms: "ms",
  µs: "µs",
  bytes: "bytes",
  decbytes: "bytes",
  Bps: "bytes/s",
  binBps: "bytes/s",
  bits: "bits",
  decbits: "bits",
  bps: "bits/s",
  binbps: "bits/s",
  percentunit: "0-1",
  percent: "0-100",
};

/** Quantities that differ by a factor, or are different things. */
const wrong: Readonly<Partial<Record<Quantity, readonly Quantity[]>>> = {
  s: ["ms", "µs", "bytes", "bytes/s", "bits", "bits/s", "0-1", "0-100"],
  ms: ["s", "µs", "bytes", "bytes/s", "bits", "bits/s", "0-1", "0-100"],
  µs: ["s", "ms", "bytes", "bytes/s", "bits", "bits/s", "0-1", "0-100"],
  // Bytes in a time, shown as bytes, are a matter of style.
  bytes: ["s", "ms", "µs", "bits", "bits/s", "0-1", "0-100"],
  "bytes/s": ["s", "ms", "µs", "bits", "bits/s", "0-1", "0-100"],
  "0-1": ["0-100", "s", "ms", "µs", "bytes", "bits"],
  "0-100": ["0-1", "s", "ms", "µs", "bytes", "bits"],
};

const ofCloudWatch: Readonly<Partial<Record<StandardUnit, Quantity>>> = {
  Seconds: "s",
  Milliseconds: "ms",
  Microseconds: "µs",
  Bytes: "bytes",
  "Bytes/Second": "bytes/s",
  Percent: "0-100",
};

const inWords: Readonly<Record<Quantity, string>> = {
  s: "seconds",
  ms: "milliseconds",
  µs: "microseconds",
  bytes: "bytes",
  "bytes/s": "bytes per second",
  bits: "bits",
  "bits/s": "bits per second",
  "0-1": "a share from 0 to 1",
  "0-100": "a percentage from 0 to 100",
  count: "a count",
};

/** Units of panels, held to what their metrics are measured in. */
export const units = family(
  {
    "panel-unit-differs": {
      severity: "warning",
      what: "The unit of a panel is that of its metric, or of the field that it measures.",
      why: "The numbers are shown as what they are not: 250 milliseconds as four minutes, bytes as bits, 0.5 as half a percent.",
      fix: "Choose the metric's unit, or convert the values in the query.",
      source: "https://prometheus.io/docs/practices/naming/#base-units",
    },
  },
  ({ asked, document, known }, report) => {
    const said = new Set<string>();
    for (const one of asked) {
      const { panel, query } = one;
      if (panel?.unit === undefined || query.hidden || said.has(panel.at.join("\n"))) continue;
      const shown = own(expected, panel.unit);
      if (shown === undefined || isOverridden(one, document)) continue;
      const measured =
        query.metric === undefined ? (ofPrometheus(one, known) ?? ofLoki(one, known)) : ofMetric(one, known);
      if (measured === undefined || wrong[measured.as]?.includes(shown) !== true) continue;
      said.add(panel.at.join("\n"));
      report("panel-unit-differs", panel.at, {
        message: `${panelName(panel)} has the unit ${excerpt(panel.unit)}, and ${excerpt(measured.metric)} is ${inWords[measured.as]}`,
      });
    }
  },
);

interface Metric {
  readonly metric: string;
  readonly as: Quantity;
}

/** Fields of their own units, and transformations that compute, are not followed. */
function isOverridden({ panel }: Asked, document: unknown): boolean {
  return (
    panel === undefined ||
    hasRightAxis(valueAt(document, [...panel.at, "seriesOverrides"])) ||
    panel.overrides.some(({ properties }) => properties.some(({ id }) => id === "unit")) ||
    panel.transformations.some(({ id }) => id === "calculateField" || id === "configFromData")
  );
}

/** In panels of Angular, series on the right have the unit of that axis. */
function hasRightAxis(seriesOverrides: unknown): boolean {
  return Array.isArray(seriesOverrides) && seriesOverrides.some((each) => isRecord(each) && own(each, "yaxis") === 2);
}

function ofMetric({ panel, query: { metric } }: Asked, known: Known | undefined): Metric | undefined {
  if (metric?.namespace === undefined || metric.name === undefined || metric.statistic === undefined) return undefined;
  // The other queries of the panel may divide.
  if (panel?.queries.some(({ language }) => language === "cloudwatch-math" || language === "expression") === true)
    return undefined;
  if (!/^(?:Average|Minimum|Maximum|p\d+(?:\.\d+)?)$/.test(metric.statistic)) return undefined;
  const signal = known?.services.find(({ namespace }) => namespace === metric.namespace)?.signals.get(metric.name);
  const unit = signal?.unit ?? unitOfMetric(metric.namespace, metric.name);
  const as = unit === undefined ? undefined : ofCloudWatch[unit];
  return as === undefined ? undefined : { metric: metric.name, as };
}

function ofPrometheus({ parsed, query: { text = "" } }: Asked, known: Known | undefined): Metric | undefined {
  const promql = parsed?.promql;
  if (promql === undefined || promql.mistakes.length > 0) return undefined;
  const { calls, selectors } = promql.facts;
  const [selector] = selectors;
  if (selector?.metric === undefined || selectors.length > 1) return undefined;
  if (!isPlain(text, selector.span, promql.facts)) return undefined;
  const around = calls.filter(({ name }) => name !== "");
  if (!around.every(({ name }) => keeps.has(name) || perSecond.has(name))) return undefined;
  const measured = measuredBy(selector.metric) ?? measuredAs[unitInPrometheus(selector.metric, known) ?? "None"];
  if (measured === undefined) return undefined;
  const isRated = around.some(({ name }) => perSecond.has(name));
  const isQuantile = around.some(({ name }) => name === "histogram_quantile");
  if (selector.metric.endsWith("_bucket") && !isQuantile) return undefined;
  const as = asQuantity(measured, isRated && !isQuantile);
  return as === undefined ? undefined : { metric: selector.metric, as };
}

/** The unit of a signal whose series it is. */
function unitInPrometheus(metric: string, known: Known | undefined): StandardUnit | undefined {
  const signals = known?.services.flatMap((service) => [...service.signals.values()]) ?? [];
  // A counter of a histogram counts, whatever it measures.
  return metric.endsWith("_count") ? undefined : signals.find(({ series }) => series.includes(metric))?.unit;
}

const measuredAs: Readonly<Partial<Record<StandardUnit, Measured>>> = {
  Percent: "percent",
  Microseconds: "microseconds",
};

/** A measured field: as its unwrap converts it, else by its unit in the contracts. */
function ofLoki({ parsed }: Asked, known: Known | undefined): Metric | undefined {
  let expression = parsed?.logql?.mistakes.length === 0 ? parsed.logql.facts.expression : undefined;
  while (expression?.kind === "aggregation" && keeps.has(expression.name)) expression = expression.of;
  if (expression?.kind !== "range-aggregation" || !ofValues.has(expression.name)) return undefined;
  const { matchers, unwrap } = expression.of;
  if (unwrap === undefined) return undefined;
  const { conversion, label } = unwrap;
  if (conversion !== undefined) return { metric: label, as: conversion === "bytes" ? "bytes" : "s" };
  const named =
    known?.services.filter(({ name }) => matchers.some(({ op, value }) => op === "=" && value === name)) ?? [];
  const services = named.length > 0 ? named : (known?.services ?? []);
  const units = new Set(services.flatMap(({ fieldUnits }) => fieldUnits.get(label) ?? []));
  const [unit, another] = units;
  const as = unit === undefined || another !== undefined ? undefined : ofCloudWatch[unit];
  return as === undefined ? undefined : { metric: label, as };
}

/** Aggregations over time whose result is measured as their values are. */
const ofValues: ReadonlySet<string> = new Set([
  ...["avg_over_time", "max_over_time", "min_over_time", "sum_over_time", "quantile_over_time"],
  ...["first_over_time", "last_over_time"],
]);

type Measured = NonNullable<ReturnType<typeof measuredBy>> | "percent" | "microseconds";

const quantities: Readonly<Record<Measured, Quantity>> = {
  seconds: "s",
  milliseconds: "ms",
  microseconds: "µs",
  bytes: "bytes",
  ratio: "0-1",
  percent: "0-100",
};

function asQuantity(measured: Measured, isRated: boolean): Quantity | undefined {
  if (!isRated) return quantities[measured];
  // Seconds in a second are a share.
  return measured === "bytes" ? "bytes/s" : undefined;
}

const perSecond: ReadonlySet<string> = new Set(["rate", "irate"]);
const keeps: ReadonlySet<string> = new Set([
  ...[
    "sum",
    "avg",
    "min",
    "max",
    "topk",
    "bottomk",
    "quantile",
    "histogram_quantile",
    "sort",
    "sort_desc",
    "label_replace",
  ],
  ...["increase", "delta", "avg_over_time", "max_over_time", "min_over_time", "quantile_over_time", "last_over_time"],
]);

/** Whether a query computes nothing with the values. */
function isPlain(text: string, selector: Span, { calls, groupings }: PromqlFacts): boolean {
  const cut = [selector, ...groupings.map(({ span }) => span), ...calls.flatMap(withoutLast)].toSorted(
    (a, b) => a.start - b.start,
  );
  let rest = "";
  let from = 0;
  for (const { end, start } of cut) {
    if (start >= from) rest += text.slice(from, start);
    from = Math.max(from, end);
  }
  rest += text.slice(from);
  return !/[-+*/%^<>=]|\b(?:and|or|unless|bool)\b/.test(rest.replace(/"[^"]*"/g, ""));
}

/** Arguments that are numbers: the 0.99 of a quantile. */
function withoutLast({ arguments: given }: FunctionCall): readonly Span[] {
  return given.slice(0, -1).filter(({ end, start }) => end - start < 12);
}
