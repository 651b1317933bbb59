import { partitionOfRegion } from "../../aws";
import type { QueryContext } from "../../queries";
import type { Query, QueryStyle, SourceKey } from "../board";
import type { PlainQuery } from "../printed-query";
import { plugins, sourceOf } from "../sources";
import type { Sdk } from "./sdk";

/** What targets need to know beside their queries. */
export interface TargetScope {
  readonly sdk: Sdk;
  readonly account: string;
  readonly region: string;
  readonly context: QueryContext;
}

/** A query of a panel as Grafana's JSON has it, and where it is sent. */
export interface Target {
  readonly source: SourceKey;

  /** Everything but `refId`, `datasource` and `hide`. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly hidden: boolean;
  readonly drawnAs?: QueryStyle;

  /** What its value is called in a table. */
  readonly value?: { readonly name: string; readonly unit?: string };
}

/** Variable of a dashboard that holds the Region, as CloudWatch's queries name it. */
export const regionVariable = "region";

/** What tells a data source apart in queries: the variable of that source. */
export function dataSourceRef(source: SourceKey): { readonly type: string; readonly uid: string } {
  return { type: plugins[source], uid: `\${${source}}` };
}

/** A query as a target. */
export function targetOf(query: PlainQuery, scope: TargetScope): Target {
  switch (query.kind) {
    case "metric":
      return { source: "cloudwatch", query: metricTarget(query, scope), ...shownAs(query) };
    case "math":
      return { source: "cloudwatch", query: mathTarget(query, scope), ...shownAs(query) };
    case "text":
      return {
        source: sourceOf(query),
        query: textTarget(query, scope),
        hidden: false,
        ...(query.value === undefined ? {} : { value: query.value }),
      };
  }
}

function shownAs({ drawnAs, hidden }: Of<"math" | "metric">): Pick<Target, "drawnAs" | "hidden"> {
  return { hidden: hidden === true, ...(drawnAs === undefined ? {} : { drawnAs }) };
}

type Of<Kind extends Query["kind"]> = Extract<Query, { readonly kind: Kind }>;
type Json = Readonly<Record<string, unknown>>;

function metricTarget(query: Of<"metric">, { sdk: { cloudwatch } }: TargetScope): Json {
  const { MetricEditorMode, MetricQueryType, MetricsQueryBuilder } = cloudwatch;
  const builder = new MetricsQueryBuilder()
    .metricQueryType(MetricQueryType.Search)
    .metricEditorMode(MetricEditorMode.Builder)
    .id(query.id)
    .region(`$${regionVariable}`)
    .namespace(query.namespace)
    .metricName(query.metric)
    .dimensions(Object.fromEntries(Object.entries(query.dimensions).map(([name, value]) => [name, [value]])))
    .matchExact(true)
    .statistic(query.statistic)
    .period(periodText(query.periodSeconds));
  return ordered((query.legend === undefined ? builder : builder.label(query.legend)).build(), telling);
}

function mathTarget(query: Of<"math">, { sdk: { cloudwatch } }: TargetScope): Json {
  const { MetricEditorMode, MetricQueryType, MetricsQueryBuilder } = cloudwatch;
  const builder = new MetricsQueryBuilder()
    .metricQueryType(MetricQueryType.Search)
    .metricEditorMode(MetricEditorMode.Code)
    .id(query.id)
    .region(`$${regionVariable}`)
    .expression(query.expression)
    .period(periodText(query.periodSeconds));
  return ordered((query.legend === undefined ? builder : builder.label(query.legend)).build(), telling);
}

/** What tells metrics apart, before what all have. */
const telling = ["id", "expression", "namespace", "metricName", "dimensions", "statistic", "period", "label"];

/** An empty text is a period that fits the range. */
function periodText(seconds: number | undefined): string {
  return seconds === undefined ? "" : String(seconds);
}

function textTarget(query: Of<"text">, scope: TargetScope): Json {
  const { instant = false, language, legend, text } = query;
  const { cloudwatch, loki, prometheus, tempo } = scope.sdk;
  switch (language) {
    case "promql": {
      const builder = new prometheus.DataqueryBuilder().editorMode(prometheus.QueryEditorMode.Code).expr(text);
      const timed = instant ? builder.instant() : builder.range();
      return asJson((legend === undefined ? timed : timed.legendFormat(legend)).build());
    }
    case "logql": {
      const builder = new loki.DataqueryBuilder()
        .editorMode(loki.QueryEditorMode.Code)
        .expr(text)
        .queryType(instant ? loki.LokiQueryType.Instant : loki.LokiQueryType.Range);
      if (query.limit !== undefined) builder.maxLines(query.limit);
      return asJson((legend === undefined ? builder : builder.legendFormat(legend)).build());
    }
    case "traceql":
      return { queryType: "traceql", query: text, tableType: tempo.SearchTableType.Traces, limit: 20 };
    case "logs-insights":
      return asJson(
        new cloudwatch.LogsQueryBuilder()
          .queryLanguage(cloudwatch.LogsQueryLanguage.CWLI)
          .region(`$${regionVariable}`)
          .expression(text)
          .statsGroups([...(query.groups ?? [])])
          .logGroups((query.logGroups ?? []).map((group) => logGroupOf(group, scope)))
          .build(),
      );
    case "xray":
      return { queryType: "getTraceSummaries", query: text, region: scope.region };
  }
}

/** A log group by its name, its ARN, or a variable that holds ARNs. */
function logGroupOf(group: string, { account, region, sdk: { cloudwatch } }: TargetScope) {
  const isName = !/^(?:arn:|\$)/.test(group);
  const arn = isName ? logGroupArn(group, { account, region }) : group;
  return new cloudwatch.LogGroupBuilder().arn(arn).name(group);
}

/** ARN of a log group, as Grafana asks for it. */
export function logGroupArn(
  name: string,
  { account, region }: { readonly account: string; readonly region: string },
): string {
  return `arn:${partitionOfRegion(region)}:logs:${region}:${account}:log-group:${name}:*`;
}

function ordered(built: object, first: readonly string[]): Json {
  const members = new Map(Object.entries(asJson(built)));
  const ahead = first.flatMap((key) => {
    const value = members.get(key);
    return value === undefined || value === "" ? [] : [[key, value] as const];
  });
  return Object.fromEntries([...ahead, ...[...members].filter(([key]) => !first.includes(key))]);
}

/** Builders leave functions and undefined members in what they build. */
function asJson(built: object): Json {
  return JSON.parse(JSON.stringify(built)) as Json;
}
