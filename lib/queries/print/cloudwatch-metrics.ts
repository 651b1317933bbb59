import type { SignalAsk } from "../ask";
import { type QueryContext, USUAL_RANGE_SECONDS } from "../context";
import { CannotSay, type MetricQuery, type PrintedQuery } from "../printed";
import { askedSignal } from "./signal";
import { fixedStep } from "./steps";

/** A query of CloudWatch's GetMetricData, on the metric that a signal's filters publish. */
export function cloudWatchMetrics(ask: SignalAsk, context: QueryContext): PrintedQuery {
  const metric = metricOf(ask, context);
  return {
    dialect: "cloudwatch-metrics",
    text: JSON.stringify(metricDataQueries(metric, context), undefined, 2),
    metric,
    instant: ask.over === "range",
  };
}

/** 100 × some by all of them: 0 where there are none of the some. */
export function cloudWatchShare(
  { every, some }: { readonly some: SignalAsk; readonly every: SignalAsk },
  context: QueryContext,
): PrintedQuery {
  const parts = [some, every].flatMap((ask, index) =>
    metricDataQueries(metricOf(ask, context), context).map((query) => ({
      ...query,
      Id: `m${String(index + 1)}`,
      ReturnData: false,
    })),
  );
  const share: MetricDataQuery = { Id: "e1", Expression: "100 * FILL(m1, 0) / m2", ReturnData: true };
  return {
    dialect: "cloudwatch-metrics",
    text: JSON.stringify([...parts, share], undefined, 2),
    instant: every.over === "range",
  };
}

function metricOf(ask: SignalAsk, context: QueryContext): MetricQuery {
  const { dimensions, service, signal, statistic } = askedSignal(ask, context);
  // CloudWatch does not add up series: there is one for all lines, and one for each combination of all dimensions.
  if (dimensions.length === 0 ? !signal.total : dimensions.length < signal.dimensions.length)
    throw new CannotSay({ why: "no-total", signal: signal.name });
  const { stepSeconds } = ask.over === "range" ? { stepSeconds: "range" as const } : ask.over;
  return {
    namespace: service.namespace,
    metric: signal.metric,
    statistic: statistic.kind === "PerSecond" ? "Sum" : ask.statistic,
    dimensions: Object.fromEntries(
      signal.dimensions.filter((each) => dimensions.includes(each)).map((name) => [name, valueOf(ask, name)]),
    ),
    periodSeconds: stepSeconds,
    perSecond: statistic.kind === "PerSecond",
  };
}

function valueOf({ dimensions }: SignalAsk, name: string): string {
  return Object.hasOwn(dimensions, name) ? (dimensions[name] ?? "*") : "*";
}

/** `MetricDataQueries` of GetMetricData. */
interface MetricDataQuery {
  readonly Id: string;
  readonly Expression?: string;
  readonly MetricStat?: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
    };
    readonly Period: number;
    readonly Stat: string;
  };
  readonly Period?: number;
  readonly ReturnData: boolean;
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
function metricDataQueries(query: MetricQuery, { times }: Pick<QueryContext, "times">): readonly MetricDataQuery[] {
  const { dimensions, metric, namespace, periodSeconds, perSecond, statistic } = query;
  const range = times.kind === "fixed" ? times.rangeSeconds : USUAL_RANGE_SECONDS;
  const period = periodSeconds === "range" ? range : periodSeconds === "auto" ? fixedStep(times) : periodSeconds;
  // Periods are multiples of a minute, for metrics without high resolution.
  const Period = Math.max(60, Math.ceil(period / 60) * 60);
  const isSearch = Object.values(dimensions).includes("*");
  const first: MetricDataQuery = isSearch
    ? { Id: "m1", Expression: searchText(query, Period), Period, ReturnData: !perSecond }
    : {
        Id: "m1",
        MetricStat: {
          Metric: {
            Namespace: namespace,
            MetricName: metric,
            Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
          },
          Period,
          Stat: statistic,
        },
        ReturnData: !perSecond,
      };
  return perSecond
    ? [
        first,
        { Id: "e1", Expression: isSearch ? `m1 / ${String(Period)}` : "m1 / PERIOD(m1)", Period, ReturnData: true },
      ]
    : [first];
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html */
function searchText({ dimensions, metric, namespace, statistic }: MetricQuery, period: number): string {
  const names = Object.keys(dimensions);
  const fixed = Object.entries(dimensions).filter(([, value]) => value !== "*");
  const tests = [`MetricName=${term(metric)}`, ...fixed.map(([name, value]) => `${term(name)}=${term(value)}`)];
  const search = `{${[namespace, ...names].map(term).join(",")}} ${tests.join(" ")}`;
  return `SEARCH('${search}', '${statistic}', ${String(period)})`;
}

function term(text: string): string {
  // A search has no escape for its own quotes.
  if (/['"\p{Cc}]/u.test(text)) throw new CannotSay({ why: "text", text });
  return `"${text}"`;
}
