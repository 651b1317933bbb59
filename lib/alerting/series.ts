import type { StatisticPlan } from "../config";
import { type Ask, print, type QueryContext } from "../queries";
import { NoRule, type RuleDifference, type RuleLanguage } from "./alert-rule";

/** Where rules are made: the names of an environment, and how long periods are. */
export interface RuleContext {
  readonly language: RuleLanguage;
  readonly queries: QueryContext;
  readonly service: string;
  readonly periodSeconds: number;
  readonly differences: Set<RuleDifference>;
}

/** The statistic of a period, as a query. @throws {NoRule} where no signal makes the metric, or the language cannot say it */
export function seriesText({ series, statistic }: StatisticPlan, context: RuleContext): string {
  const over = { stepSeconds: context.periodSeconds };
  if (context.language === "logql" && series.namespace === "AWS/Logs" && series.metric === "IncomingLogEvents")
    return textOf(
      { kind: "numbers", services: [context.service], where: [], by: [], over, measures: [LINES] },
      context,
    );
  if (series.signal === undefined)
    throw new NoRule({ why: "foreign-metric", metric: `${series.namespace} ${series.metric}` });
  const { service } = context;
  const { dimensions, signal } = series;
  return textOf({ kind: "signal", service, signal, statistic, by: [], dimensions, over }, context);
}

const LINES = { name: "lines", of: { kind: "count" } } as const;

function textOf(ask: Ask, { differences, language, queries }: RuleContext): string {
  const printed = print(ask, language, queries);
  if ("notPrinted" in printed) throw new NoRule({ why: "query", language, reason: printed.notPrinted });
  for (const { caveat } of printed.caveats)
    if (caveat === "extrapolated" || caveat === "buckets") differences.add(caveat);
  const [query] = printed.queries;
  if (query === undefined) throw new Error("nothing was printed");
  return query.text;
}

/** Whether the query gives 0, not nothing, for a period without a line. */
export function isCount({ statistic }: StatisticPlan): boolean {
  return statistic === "Sum" || statistic === "SampleCount";
}
