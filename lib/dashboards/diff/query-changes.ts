import { durationText } from "../../aws";
import { own } from "../../base";
import type { CloudWatchMetric, DataSourceRef, Query, QueryLanguage } from "../read";
import { type Aspect, aspectDetails, flagDetail, lacking, listDetail, valueDetail } from "./aspects";
import type { Detail, QueryDetail } from "./change";
import { jsonDifferences } from "./json-differences";
import { paired } from "./pairs";
import { queryTextDetails } from "./query-text";
import { canonical } from "./shown";

/**
 * How the queries of a panel change. They are paired by refId, but one whose text has another refId now is the same query.
 *
 * @param isComparable whether both JSONs have one schema
 */
export function queryChanges(
  before: readonly Query[],
  after: readonly Query[],
  isComparable: boolean,
  panel: { readonly was: DataSourceRef | undefined; readonly is: DataSourceRef | undefined },
): Detail[] {
  const pairs = paired(before, after, [
    (query) => `${query.refId ?? ""} ${askedText(query)}`,
    askedText,
    ({ refId }) => refId,
    ({ language }) => language,
  ]);
  const isOne = before.length <= 1 && after.length <= 1;
  const alike = new Map<string, { readonly names: string[]; readonly detail: QueryDetail }>();
  const comeOrGone: Detail[] = [];
  for (const [at, { is, was }] of pairs.entries()) {
    const name = isOne ? undefined : ((is ?? was)?.refId ?? `${at + 1}`);
    if (was !== undefined && is !== undefined)
      for (const detail of detailsOf(was, is, isComparable, panel)) {
        const key = canonical(detail);
        const same = alike.get(key) ?? { names: [], detail };
        if (name !== undefined) same.names.push(name);
        alike.set(key, same);
      }
    else if (is !== undefined)
      comeOrGone.push({ kind: "query-added", ...(name !== undefined && { name }), text: shownQuery(is) });
    else if (was !== undefined)
      comeOrGone.push({ kind: "query-removed", ...(name !== undefined && { name }), text: shownQuery(was) });
  }
  return [...[...alike.values()].map((each) => ({ kind: "query" as const, ...each })), ...comeOrGone];
}

/** A query for people: its text, or the metric that it reads. */
export function shownQuery({ json, language, metric, text }: Query): string {
  if (text !== undefined) return text;
  if (metric === undefined) return asText.has(language) ? EMPTY : canonical(withoutHolder(json));
  const { dimensions, name = "", namespace = "", statistic = "" } = metric;
  const period = periodText(metric);
  const where = Object.entries(dimensions).map(([key, values]) => ` ${key}=${values.join("|") || "*"}`);
  return `${[statistic, namespace, name].filter((part) => part !== "").join(" ")}${where.join("")}${period === undefined || period === "" ? "" : ` every ${period}`}`;
}

const EMPTY = "(empty)";

/** Languages whose queries are a text, and nothing without it. */
const asText: ReadonlySet<QueryLanguage> = new Set<QueryLanguage>([
  ...(["promql", "logql", "traceql", "logs-insights", "logs-insights-sql", "logs-insights-ppl"] as const),
  ...(["cloudwatch-math", "cloudwatch-sql", "cloudwatch-search", "expression", "lucene", "sql", "xray"] as const),
]);

function askedText(query: Query): string {
  return shownQuery(query).replaceAll(/\s+/g, " ").trim();
}

function detailsOf(
  was: Query,
  is: Query,
  isComparable: boolean,
  panel: { readonly was: DataSourceRef | undefined; readonly is: DataSourceRef | undefined },
): QueryDetail[] {
  const textKeys = [was, is].flatMap(({ textAt }) => textAt?.slice(-1).map(String) ?? []);
  const aspects: Aspect<Query, QueryDetail>[] = [
    {
      speaksFor: ["datasource"],
      compare: (a, b) => {
        const [before, after] = [dataSourceText(a.datasource), dataSourceText(b.datasource)];
        const isPanels = before === dataSourceText(panel.was) && after === dataSourceText(panel.is);
        return isPanels ? [] : valueDetail("data source", before, after);
      },
    },
    {
      speaksFor: [],
      compare: (a, b) => (a.language === b.language ? [] : valueDetail("language", a.language, b.language)),
    },
    {
      speaksFor: [...textKeys, "sql"],
      compare: (a, b) => {
        if (a.text === undefined || b.text === undefined)
          return a.text === b.text ? [] : [{ kind: "text", before: a.text ?? "", after: b.text ?? "" }];
        if (a.language === b.language) return queryTextDetails(b.language, a.text, b.text);
        return a.text === b.text ? [] : [{ kind: "text", before: a.text, after: b.text }];
      },
    },
    { speaksFor: metricKeys, compare: (a, b) => metricDetails(a.metric, b.metric) },
    {
      speaksFor: ["logGroups", "logGroupNames"],
      compare: (a, b) => listDetail("log groups", a.logGroups ?? [], b.logGroups ?? []),
    },
    { speaksFor: ["legendFormat", "label", "alias"], compare: (a, b) => valueDetail("legend", a.legend, b.legend) },
    {
      speaksFor: ["instant", "range", "queryType"],
      compare: (a, b) => valueDetail("asked for", moment(a), moment(b)),
    },
    { speaksFor: ["hide"], compare: (a, b) => flagDetail("hidden", a.hidden, b.hidden) },
  ];
  const differences = isComparable ? jsonDifferences(withoutHolder(was.json), withoutHolder(is.json)) : [];
  return aspectDetails(aspects, was, is, differences);
}

function moment({ instant }: Query): string {
  return instant ? "an instant" : "the range";
}

const metricKeys = [
  "namespace",
  "metricName",
  "statistic",
  "statistics",
  "period",
  "region",
  "dimensions",
  "matchExact",
];

/** A dimension with any value groups, one with values filters. */
function metricDetails(was: CloudWatchMetric | undefined, is: CloudWatchMetric | undefined): QueryDetail[] {
  if (was === undefined || is === undefined) return [];
  const [before, after] = [dimensionsOf(was), dimensionsOf(is)];
  const [by, noLongerBy] = [lacking(after.any, before.any), lacking(before.any, after.any)];
  const [filters, noFilters] = [lacking(after.given, before.given), lacking(before.given, after.given)];
  return [
    ...valueDetail("namespace", was.namespace, is.namespace),
    ...valueDetail("metric", was.name, is.name),
    ...valueDetail("statistic", was.statistic, is.statistic),
    ...valueDetail("period", periodText(was), periodText(is)),
    ...valueDetail("region", was.region, is.region),
    ...(by.length + noLongerBy.length === 0
      ? []
      : [{ kind: "by" as const, added: by, removed: noLongerBy, before: before.any }]),
    ...(filters.length + noFilters.length === 0
      ? []
      : [{ kind: "filters" as const, added: filters, removed: noFilters }]),
    ...flagDetail("exact dimensions", was.matchExact, is.matchExact),
  ];
}

/** `5m` of `300`. */
function periodText({ period }: CloudWatchMetric): string | undefined {
  return period !== undefined && /^[1-9]\d{0,8}$/.test(period) ? durationText(Number(period) * 1000) : period;
}

function dimensionsOf({ dimensions }: CloudWatchMetric): { readonly any: string[]; readonly given: string[] } {
  const names = Object.keys(dimensions);
  const isAny = (name: string) => (own(dimensions, name) ?? []).every((value) => value === "*");
  return {
    any: names.filter(isAny),
    given: names
      .filter((name) => !isAny(name))
      .flatMap((name) => (own(dimensions, name) ?? []).map((value) => `${name}=${JSON.stringify(value)}`)),
  };
}

/** A data source by its plugin and uid. */
export function dataSourceText(ref: DataSourceRef | undefined): string | undefined {
  if (ref === undefined) return undefined;
  const { type, uid } = ref;
  return type === undefined || uid === undefined ? (uid ?? type) : `${type} ${uid}`;
}

/** What a target has apart from what is compared by its meaning. */
function withoutHolder(json: Query["json"]): Record<string, unknown> {
  const { datasource: _, hide: __, refId: ___, ...rest } = json;
  return rest;
}
