import type { EnvironmentPlan, ServicePlan } from "../config";
import { print, prometheusName, type QueryContext, queryContext } from "../queries";
import { EVALUATION_SECONDS, type RuleLanguage } from "./alert-rule";

/** A query whose answer is kept as a series. */
export interface RecordingRule {
  /** `service:requests:rate5m`: level, what it is made of, and what is done with it. */
  readonly record: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Recording rules of one service. */
export interface RecordingGroup {
  readonly name: string;
  readonly intervalSeconds: number;
  readonly rules: readonly RecordingRule[];
}

const WINDOW_SECONDS = 300;
const percentiles = ["p95", "p99"] as const;

/**
 * What people and dashboards ask of each service, kept as series: rates of what is counted, shares of errors by the entries of type `rate`, means
 * and percentiles of what is measured. What the language cannot ask is left out.
 *
 * @see https://prometheus.io/docs/practices/rules/
 */
export function recordingGroups(plan: EnvironmentPlan, language: RuleLanguage): readonly RecordingGroup[] {
  const queries = queryContext(plan);
  return plan.services.flatMap((service) => {
    const rules = rulesOf(service, plan, { language, queries });
    const name = `${plan.project}-${plan.environment}-${service.name}-recording`;
    return rules.length === 0 ? [] : [{ name, intervalSeconds: EVALUATION_SECONDS, rules }];
  });
}

interface Asking {
  readonly language: RuleLanguage;
  readonly queries: QueryContext;
}

function rulesOf(
  { alarms, name: service, owner, signals }: ServicePlan,
  { environment, project }: EnvironmentPlan,
  asking: Asking,
): readonly RecordingRule[] {
  const labels = { service, environment, project, ...(owner === undefined ? {} : { team: owner.team }) };
  const exprs = new Map<string, string | undefined>();
  const ask = (signal: string, statistic: string): string | undefined => asked(service, signal, statistic, asking);
  // LogQL counts lines, and has no rate of a signal.
  const rateOf = (signal: string): string | undefined => {
    const sum = ask(signal, "Sum");
    return ask(signal, "PerSecond") ?? (sum === undefined ? undefined : `(${sum} / ${WINDOW_SECONDS})`);
  };
  for (const { name, unit, value } of signals) {
    const metric = prometheusName(name, unit, "histogram");
    if (value === undefined) exprs.set(`service:${metric}:rate5m`, rateOf(name));
    else {
      exprs.set(`service:${metric}:mean5m`, ask(name, "Average"));
      for (const percentile of percentiles) exprs.set(`service:${metric}:${percentile}_5m`, ask(name, percentile));
    }
  }
  for (const { measure } of alarms.flatMap((entry) => (entry.kind === "metric" ? [entry] : []))) {
    if (measure.kind !== "rate") continue;
    const [errors, of] = [measure.errors, measure.of].map(({ series }) => series);
    // Shares of one dimension's value are the alarm's own.
    if ([errors, of].some((series) => Object.keys(series?.dimensions ?? {}).length > 0)) continue;
    const [part, whole] = [errors, of].map((series) => series?.signal);
    if (part === undefined || whole === undefined) continue;
    const [some, all] = [rateOf(part), rateOf(whole)];
    const ratio = some === undefined || all === undefined ? undefined : `(${some} or ${all} * 0) / ${all}`;
    exprs.set(`service:${part}_per_${whole}:ratio_rate5m`, ratio);
  }
  return [...exprs].flatMap(([record, expr]) => (expr === undefined ? [] : [{ record, expr, labels }]));
}

function asked(service: string, signal: string, statistic: string, { language, queries }: Asking): string | undefined {
  const over = { stepSeconds: WINDOW_SECONDS };
  const printed = print(
    { kind: "signal", service, signal, statistic, by: [], dimensions: {}, over },
    language,
    queries,
  );
  return "notPrinted" in printed ? undefined : printed.queries[0]?.text;
}
