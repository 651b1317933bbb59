import type { StatisticPlan } from "../config";
import { signalSeconds } from "../collector";
import { type Ask, print, type QueryContext } from "../queries";
import { type Differences, NoRule, type RuleLanguage } from "./alert-rule";

/** Where rules are made: the names of an environment, and how long periods are. */
export interface RuleContext {
  readonly language: RuleLanguage;
  readonly queries: QueryContext;
  readonly service: string;
  readonly periodSeconds: number;
  readonly differences: Differences;

  /** Signals of the service that the collector does not count, so that Prometheus has no series of them. */
  readonly notCounted: readonly string[];
}

/** The statistic of a period, as a query. @throws {NoRule} where no signal makes the metric, or the language cannot say it */
export function seriesText(measure: StatisticPlan, context: RuleContext): string {
  const { series, statistic } = measure;
  const { language, periodSeconds, service } = context;
  if (language === "logql" && isLines(measure))
    return textOf(
      {
        kind: "numbers",
        services: [service],
        where: [],
        by: [],
        over: { stepSeconds: periodSeconds },
        measures: [LINES],
      },
      context,
    );
  const { dimensions, metric, namespace, signal } = series;
  if (signal === undefined) throw new NoRule({ why: "foreign-metric", metric: `${namespace} ${metric}` });
  if (language === "promql" && context.notCounted.includes(signal)) throw new NoRule({ why: "not-counted", signal });
  // From the sample before the period to its last one, it is as long as the period.
  const over = { stepSeconds: language === "promql" ? periodSeconds + signalSeconds : periodSeconds };
  return textOf({ kind: "signal", service, signal, statistic, by: [], dimensions, over }, context);
}

const LINES = { name: "lines", of: { kind: "count" } } as const;

function textOf(ask: Ask, { language, queries }: RuleContext): string {
  const printed = print(ask, language, queries);
  if ("notPrinted" in printed) throw new NoRule({ why: "query", language, reason: printed.notPrinted });
  const [query] = printed.queries;
  if (query === undefined) throw new Error("nothing was printed");
  return query.text;
}

/** Whether the query gives 0, not nothing, for a period without a line. */
export function isSum({ statistic }: StatisticPlan): boolean {
  return statistic === "Sum" || statistic === "SampleCount";
}

/** Whether it is a number of lines: whole, and never below 0. */
export function countsLines(measure: StatisticPlan, context: Pick<RuleContext, "queries" | "service">): boolean {
  if (measure.series.signal === undefined) return isLines(measure);
  return measure.statistic === "SampleCount" || (measure.statistic === "Sum" && !measures(measure, context));
}

/** Whether the signal has a value of its lines, and is a histogram. */
function measures({ series }: StatisticPlan, context: Pick<RuleContext, "queries" | "service">): boolean {
  return signalOf(series, context)?.value !== undefined;
}

/** The signal that makes a metric. */
export function signalOf(
  { signal }: StatisticPlan["series"],
  { queries, service }: Pick<RuleContext, "queries" | "service">,
) {
  return queries.services.find(({ name }) => name === service)?.signals.find(({ name }) => name === signal);
}

function isLines({ series: { metric, namespace }, statistic }: StatisticPlan): boolean {
  return namespace === "AWS/Logs" && metric === "IncomingLogEvents" && statistic === "Sum";
}
