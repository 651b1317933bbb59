import { readDuration } from "../../../aws";
import { excerpt, greatest, own } from "../../../base";
import { type Choices, type Frame, interpolate, type PanelData, type SeriesFrame } from "../../../dashboards/preview";
import type { CloudWatchMetric, Panel, Query } from "../../../dashboards/read";
import { type GraphPeriods, mathGraph, metricGraph } from "../../../replay/alarms";
import type { Series } from "../../../replay/metrics";
import { whyNotText } from "../../../replay/reasons";
import { expanded } from "./expanded";
import { noSeriesTexts, type NoSeries, whyNone } from "./no-series";
import type { Recorded } from "./recorded";

/** Series of one panel that are computed. */
const MOST_SERIES = 100;

/** A metric that a query asks for, with what is chosen put in. */
interface Asked {
  readonly query: Query;
  readonly namespace: string;
  readonly name: string;
  readonly statistic: string;

  /** Values that a dimension may have; empty: any. */
  readonly dimensions: readonly (readonly [name: string, values: readonly string[]])[];
  readonly isExact: boolean;
}

/** The data of CloudWatch's metric queries and of their metric math. */
export function metricData(recorded: Recorded): (panel: Pick<Panel, "queries">, choices: Choices) => PanelData {
  const byName = new Map<string, Series[]>();
  for (const series of recorded.series) {
    const id = nameId(series.metric.namespace, series.metric.name);
    byName.set(id, [...(byName.get(id) ?? []), series]);
  }
  return (panel, choices) => {
    const reasons: string[] = [];
    const none: NoSeries[] = [];
    const frames: Frame[] = [];
    const metrics = new Map<string, Float64Array>();
    const expressions = new Map<string, readonly Float64Array[]>();
    // Queries without data, and the expressions that need them: the reason of the first is that of all.
    const missing = new Set<string>();
    const queries = panel.queries.filter(({ language }) => language.startsWith("cloudwatch-"));
    const periods = periodsOf(queries, choices, recorded);
    for (const query of queries) {
      if (query.metric === undefined) continue;
      const asked = askedOf(query, query.metric, choices);
      const found = matching(asked, byName);
      if (found.length === 0) {
        none.push(whyNone(asked, recorded, byName.get(nameId(asked.namespace, asked.name)) ?? []));
        missing.add(query.metric.id ?? "");
      }
      let isFirst = true;
      for (const series of found.slice(0, MOST_SERIES)) {
        const values = metricGraph(series[0].metric, asked.statistic, series, periods);
        if ("whyNot" in values) {
          reasons.push(sentence(whyNotText(values.whyNot)));
          continue;
        }
        const { id } = query.metric;
        if (id !== undefined && isFirst) metrics.set(id, values);
        isFirst = false;
        if (!query.hidden)
          frames.push(
            frameOf(
              query,
              legendOf(asked, series[0], found.length, periods, choices),
              series[0].metric.dimensions,
              values,
              periods,
            ),
          );
      }
      if (found.length > MOST_SERIES) reasons.push(`${found.length - MOST_SERIES} more series are not drawn.`);
    }
    for (const query of inOrder(queries)) {
      const id = idOf(query);
      const text = interpolate(query.text ?? "", choices, "raw");
      if (wordsOf(text).some((word) => missing.has(word))) {
        missing.add(id);
        continue;
      }
      const values = mathGraph({ id, text }, metrics, expressions, periods);
      if ("whyNot" in values) {
        const { whyNot } = values;
        const why =
          whyNot.kind === "expression"
            ? `${excerpt(whyNot.fault.expression)}: ${whyNot.fault.message}`
            : whyNotText(whyNot);
        reasons.push(sentence(why));
        continue;
      }
      expressions.set(id, values);
      if (query.hidden) continue;
      for (const [index, each] of values.slice(0, MOST_SERIES).entries()) {
        const name = interpolate(query.legend ?? query.text ?? id, choices, "glob");
        frames.push(frameOf(query, values.length > 1 ? `${name} ${index + 1}` : name, {}, each, periods));
      }
    }
    return { frames, reasons: [...new Set([...noSeriesTexts(none), ...reasons])] };
  };
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}

type Found = readonly [Series, ...Series[]];

function nameId(namespace: string, name: string): string {
  return JSON.stringify([namespace, name]);
}

function askedOf(query: Query, metric: CloudWatchMetric, choices: Choices): Asked {
  const put = (text: string) => interpolate(text, choices, "raw");
  return {
    query,
    namespace: put(metric.namespace ?? ""),
    name: put(metric.name ?? ""),
    statistic: put(metric.statistic ?? "Average"),
    dimensions: Object.entries(metric.dimensions).map(([name, values]) => [
      put(name),
      values.flatMap((value) => expanded(value, choices)).filter((value) => value !== "*"),
    ]),
    isExact: metric.matchExact,
  };
}

/** The metrics that are asked for, each with all of its series. */
function matching(
  { dimensions, isExact, name, namespace }: Asked,
  byName: ReadonlyMap<string, readonly Series[]>,
): readonly Found[] {
  const found = new Map<string, [Series, ...Series[]]>();
  for (const series of byName.get(nameId(namespace, name)) ?? []) {
    const has = series.metric.dimensions;
    if (isExact && Object.keys(has).length !== dimensions.length) continue;
    const isAsked = dimensions.every(([dimension, values]) => {
      const value = own(has, dimension);
      return value !== undefined && (values.length === 0 || values.includes(value));
    });
    if (!isAsked) continue;
    const id = JSON.stringify(Object.entries(has).sort());
    const others = found.get(id);
    if (others === undefined) found.set(id, [series]);
    else others.push(series);
  }
  return [...found.values()].map((all) => all.sort((a, b) => a.resolution - b.resolution));
}

/** All metrics of a panel have the same periods, so that metric math can join them: the longest that a query asks for. */
function periodsOf(queries: readonly Query[], choices: Choices, { from, to }: Recorded): GraphPeriods {
  const seconds = (to - from) / 1000;
  const asked = queries.flatMap(({ metric }) => secondsOf(interpolate(metric?.period ?? "", choices, "raw")) ?? []);
  const wanted = asked.length === 0 ? automatic(seconds) : greatest([60, ...asked]);
  const period = Math.ceil(Math.min(wanted, Math.max(seconds, 60)) / 60) * 60;
  const start = Math.floor(from / 1000 / period) * period;
  return { period, start, count: Math.max(1, Math.ceil((to / 1000 - start) / period)) };
}

function secondsOf(period: string): number | undefined {
  if (/^\d{1,7}$/.test(period)) return Number(period);
  const milliseconds = readDuration(period);
  return milliseconds === undefined || milliseconds === 0 ? undefined : milliseconds / 1000;
}

/** As Grafana has it: the finest with at most 2000 datapoints. */
function automatic(seconds: number): number {
  return [60, 300, 900, 3600, 21_600].find((period) => seconds / period <= 2000) ?? 86_400;
}

function frameOf(
  { refId }: Query,
  name: string,
  labels: Readonly<Record<string, string>>,
  values: Float64Array,
  { period, start }: GraphPeriods,
): SeriesFrame {
  return {
    kind: "series",
    ...(refId === undefined ? {} : { refId }),
    name,
    labels,
    start,
    step: period,
    values: Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
  };
}

/** Dynamic labels of CloudWatch, `${PROP('Dim.x')}`, and the aliases before them, `{{x}}`. */
function legendOf(
  { name, namespace, query, statistic }: Asked,
  { metric: { dimensions } }: Series,
  count: number,
  { period }: GraphPeriods,
  choices: Choices,
): string {
  const values = Object.values(dimensions).join(" ");
  const usual = count > 1 && values !== "" ? values : name;
  if (query.legend === undefined) return usual;
  const said = (word: string): string | undefined => {
    const known: Readonly<Record<string, string>> = {
      metric: name,
      metricname: name,
      namespace,
      stat: statistic,
      period: String(period),
      label: usual,
      region: "",
    };
    // Prometheus' label of a dimension has only letters, digits and _ in its name.
    const [, label] = Object.entries(dimensions).find(([dimension]) => dimension.replaceAll(/\W/g, "_") === word) ?? [];
    return own(dimensions, word.replace(/^Dim\./, "")) ?? label ?? own(known, word.toLowerCase());
  };
  return interpolate(query.legend, choices, "glob")
    .replace(/\$\{PROP\(\s*['"]?([\w.-]+)['"]?\s*\)\}/g, (_, word: string) => said(word) ?? "")
    .replace(/\$\{LABEL\}/g, usual)
    .replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (whole, word: string) => said(word) ?? whole);
}

/** Expressions, each after those that it names, as far as they can be ordered. */
function inOrder(queries: readonly Query[]): readonly Query[] {
  const math = queries.filter(({ language }) => language === "cloudwatch-math");
  const ids = new Set(math.map(idOf));
  const ordered: Query[] = [];
  const done = new Set<string>();
  for (let left = math, before = Infinity; left.length > 0 && left.length < before;) {
    before = left.length;
    const ready = left.filter(({ text = "" }) => !wordsOf(text).some((word) => ids.has(word) && !done.has(word)));
    for (const query of ready) {
      ordered.push(query);
      done.add(idOf(query));
    }
    left = left.filter((query) => !ready.includes(query));
    if (ready.length === 0) return [...ordered, ...left];
  }
  return ordered;
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[a-z]\w*/g) ?? [];
}

function idOf({ json, refId }: Query): string {
  const { id } = json;
  return typeof id === "string" && id !== "" ? id : (refId ?? "");
}
