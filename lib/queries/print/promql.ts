import type { SignalAsk } from "../ask";
import type { QueryContext } from "../context";
import { CannotSay, type Caveat, type PrintedQuery } from "../printed";
import { literalExpression } from "./field-test";
import { labelName, prometheusLabels, prometheusName } from "./prometheus-names";
import { type AskedSignal, askedSignal } from "./signal";
import { durationText, fixedStep } from "./steps";

/**
 * PromQL over the metrics that the collector counts from lines and sends to Prometheus.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/
 */
export function promQl(ask: SignalAsk, context: QueryContext, caveats: Caveat[]): PrintedQuery {
  const asked = askedSignal(ask, context);
  const { signal, statistic } = asked;
  const isCount = signal.value === undefined;
  const name = prometheusName(signal.metric, signal.unit, isCount ? "counter" : "histogram");
  const labels = selector(ask, asked, context);
  const by = ask.by.map(labelName);
  const window = rangeText(ask.over, context);
  const isExact = context.increases === "exact";
  const series = (suffix: string): string => `${name}${suffix}{${labels}}`;
  const increase = (suffix: string): string =>
    isExact ? added(series(suffix), window) : `increase(${series(suffix)}[${window}])`;
  /** For what is divided by another of its kind. */
  const rate = (suffix: string): string => (isExact ? increase(suffix) : `rate(${series(suffix)}[${window}])`);
  if (!isExact) caveats.push({ caveat: "extrapolated" });
  return { dialect: "promql", instant: ask.over === "range", text: text() };

  function text(): string {
    if (isCount) {
      // Lines that do not match are no samples there.
      if (statistic.kind === "Sum" || (statistic.kind === "SampleCount" && signal.default === undefined))
        return summed(by, increase(""));
      if (statistic.kind === "PerSecond") return perSecond("");
      throw notThere(ask);
    }
    switch (statistic.kind) {
      case "SampleCount":
        return summed(by, increase("_count"));
      case "Sum":
        return summed(by, increase("_sum"));
      case "PerSecond":
        return perSecond("_sum");
      case "Average":
        return `${summed(by, rate("_sum"))} / ${summed(by, rate("_count"))}`;
      case "percentile":
        caveats.push({ caveat: "buckets" });
        return `histogram_quantile(${String(statistic.percent / 100)}, ${summed([...by, "le"], rate("_bucket"))})`;
      default:
        throw notThere(ask);
    }
  }

  function perSecond(suffix: string): string {
    const per = ask.over === "range" ? rangeSeconds(context) : stepSeconds(ask.over.stepSeconds, context);
    return isExact ? `${summed(by, increase(suffix))} / ${per}` : summed(by, rate(suffix));
  }
}

/**
 * What was added to each counter between the first and the last sample of a window. The least is the first one, or, where the counter began or
 * began anew in the window, the 0 that it began with.
 */
function added(counter: string, window: string): string {
  return `last_over_time(${counter}[${window}]) - min_over_time(${counter}[${window}])`;
}

/** 100 × some by all of them: 0 where there are none of the some, nothing where there are none at all. */
export function promQlShare(some: PrintedQuery, every: PrintedQuery): PrintedQuery {
  return { ...every, text: `100 * (${some.text} or ${every.text} * 0) / (${every.text} > 0)` };
}

/**
 * PromQL of CloudWatch, over the metrics that the collector counts and sends there by OTLP, under the names that OpenTelemetry has.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-PromQL-Querying.html
 */
export function cloudWatchPromQl(ask: SignalAsk, context: QueryContext, caveats: Caveat[]): PrintedQuery {
  const { service, signal, statistic } = askedSignal(ask, context);
  if (signal.value !== undefined) throw new CannotSay({ why: "histogram", signal: signal.name });
  const matchers = [
    quoted(signal.metric),
    `"@resource.service.name"=${quoted(service.name)}`,
    `"@resource.deployment.environment.name"=${quoted(context.environment)}`,
    ...Object.entries(ask.dimensions).map(([name, value]) => `${quoted(name)}=${quoted(value)}`),
  ];
  const seconds = rangeText(ask.over, context);
  const series = `{${matchers.join(", ")}}[${seconds}]`;
  const by = ask.by.map((name) => (/^[A-Za-z_]\w*$/.test(name) ? name : quoted(name)));
  const isSum = statistic.kind === "Sum" || (statistic.kind === "SampleCount" && signal.default === undefined);
  if (!isSum && statistic.kind !== "PerSecond") throw notThere(ask);
  const delta = context.cloudWatchSums === "delta";
  if (!delta) caveats.push({ caveat: "extrapolated" });
  const inner = delta ? `sum_over_time(${series})` : `${isSum ? "increase" : "rate"}(${series})`;
  if (!isSum && delta) {
    // What came, by the seconds in which it came. Grafana has the seconds of a range as a variable, of an interval only its milliseconds.
    const divisor = ask.over === "range" ? rangeSeconds(context) : stepSeconds(ask.over.stepSeconds, context);
    return { dialect: "cloudwatch-promql", instant: ask.over === "range", text: `${summed(by, inner)} / ${divisor}` };
  }
  return { dialect: "cloudwatch-promql", instant: ask.over === "range", text: summed(by, inner) };
}

function selector(ask: SignalAsk, { service }: AskedSignal, context: QueryContext): string {
  // Prometheus writes a service's namespace before its name, where it has one.
  const isJob = (name: string): boolean => name === "job" && !context.promoted.includes("service.name");
  return Object.entries(prometheusLabels(service.name, ask.dimensions, context))
    .map(([name, value]) =>
      isJob(name) ? `job=~${quoted(`(?:.+/)?${literalExpression(value)}`)}` : `${name}=${quoted(value)}`,
    )
    .join(", ");
}

function summed(by: readonly string[], text: string): string {
  return by.length === 0 ? `sum(${text})` : `sum by (${by.join(", ")}) (${text})`;
}

function rangeText(over: SignalAsk["over"], { times }: QueryContext): string {
  if (over === "range") return times.kind === "grafana" ? "$__range" : durationText(times.rangeSeconds);
  if (over.stepSeconds === "auto")
    return times.kind === "grafana" ? "$__rate_interval" : durationText(fixedStep(times));
  return durationText(over.stepSeconds);
}

function rangeSeconds({ times }: QueryContext): string {
  return times.kind === "grafana" ? "$__range_s" : String(times.rangeSeconds);
}

function stepSeconds(seconds: number | "auto", { times }: QueryContext): string {
  if (seconds !== "auto") return String(seconds);
  return times.kind === "grafana" ? "($__rate_interval_ms / 1000)" : String(fixedStep(times));
}

function notThere({ signal, statistic }: SignalAsk): CannotSay {
  return new CannotSay({ why: "statistic", signal, statistic });
}

/** As Go reads it, which is as JSON writes it. */
function quoted(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new CannotSay({ why: "text", text });
  return JSON.stringify(text);
}
