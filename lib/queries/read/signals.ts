import type { Signal } from "../../contract";
import type { Over, SignalAsk } from "../ask";
import type { QueryContext, QueryService } from "../context";
import { type Duration, parseQuery, type PromqlExpression, type PromqlSelector } from "../languages";
import { labelName, prometheusName } from "../print/prometheus-names";
import type { MetricQuery } from "../printed";
import { type AskRead, CannotRead, cannotRead } from "./ask-read";
import { isOfEnvironment, isVariable } from "./environment";

/** CloudWatch's metrics of signals, by namespace and name. */
export function readMetricQuery(metric: MetricQuery, { services }: QueryContext): AskRead {
  const service = services.find(({ namespace }) => namespace === metric.namespace);
  const signal = service?.signals.find((one) => one.metric === metric.metric);
  if (service === undefined || signal === undefined)
    return { notRead: { why: "unknown-metric", name: `${metric.namespace} ${metric.metric}` } };
  const dimensions = Object.entries(metric.dimensions);
  const { periodSeconds } = metric;
  return {
    ask: {
      kind: "signal",
      service: service.name,
      signal: signal.name,
      statistic: metric.perSecond ? "PerSecond" : metric.statistic,
      by: dimensions.filter(([, value]) => value === "*").map(([name]) => name),
      dimensions: Object.fromEntries(dimensions.filter(([, value]) => value !== "*")),
      over: periodSeconds === "range" ? "range" : { stepSeconds: periodSeconds },
    },
  };
}

/** PromQL over the metrics that the collector makes of signals: what the printer writes. */
export function readPromql(text: string, context: QueryContext): AskRead {
  const { facts, mistakes } = parseQuery("promql", text, { grafana: true });
  if (mistakes.length > 0) return { notRead: { why: "mistakes", mistakes } };
  if (facts.expression === undefined) return cannotRead("variable", text);
  return { ask: new Reader(text, context).read(facts.expression) };
}

interface Summed {
  /** Of histograms, `le` among them. */
  readonly by: readonly string[];
  readonly function: string;
  readonly selector: PromqlSelector;
  readonly range: Duration;
}

class Reader {
  constructor(
    private readonly text: string,
    private readonly context: QueryContext,
  ) {}

  read(expression: PromqlExpression): SignalAsk {
    if (expression.kind === "operation" && expression.operator === "/") {
      const sum = this.#summed(expression.left);
      const count = this.#summed(expression.right);
      const isAverage =
        sum.selector.metric?.endsWith("_sum") === true && count.selector.metric?.endsWith("_count") === true;
      return isAverage ? this.#ask(sum, "_sum", "Average") : this.#not(expression);
    }
    if (expression.kind === "call" && expression.name === "histogram_quantile") {
      const [quantile, buckets] = expression.arguments;
      if (quantile?.kind !== "number" || quantile.value === undefined || buckets === undefined)
        return this.#not(expression);
      const summed = this.#summed(buckets);
      const percent = Number((quantile.value * 100).toPrecision(12));
      return this.#ask({ ...summed, by: summed.by.filter((label) => label !== "le") }, "_bucket", `p${percent}`);
    }
    const summed = this.#summed(expression);
    const { metric = "" } = summed.selector;
    const isRate = summed.function === "rate";
    if (metric.endsWith("_total")) return this.#ask(summed, "", isRate ? "PerSecond" : "Sum");
    if (metric.endsWith("_count") && !isRate) return this.#ask(summed, "_count", "SampleCount");
    if (metric.endsWith("_sum")) return this.#ask(summed, "_sum", isRate ? "PerSecond" : "Sum");
    return this.#not(expression);
  }

  #not({ span }: PromqlExpression): never {
    return cannotRead("construct", this.text.slice(span.start, span.end));
  }

  #summed(expression: PromqlExpression): Summed {
    if (expression.kind !== "call" || expression.name !== "sum") return this.#not(expression);
    const [call] = expression.arguments;
    const by = expression.grouping?.kind === "without" ? this.#not(expression) : (expression.grouping?.labels ?? []);
    if (call?.kind !== "call" || !/^(?:rate|increase)$/.test(call.name)) return this.#not(expression);
    const [range] = call.arguments;
    if (range?.kind !== "range" || range.of.kind !== "selector") return this.#not(expression);
    return { by, function: call.name, selector: range.of, range: range.range };
  }

  #ask({ by, selector, range }: Summed, suffix: string, statistic: string): SignalAsk {
    const { metric = "", matchers } = selector;
    const job = matchers.find(({ name }) => name === "service_name" || name === "job");
    if (job !== undefined && isVariable(job.value)) cannotRead("variable", job.value);
    if (job !== undefined && job.op !== "=" && !(job.op === "=~" && /^[\w-]+$/.test(job.value)))
      cannotRead("construct", this.text.slice(job.span.start, job.span.end));
    const name = metric.slice(0, metric.length - suffix.length);
    const found = this.#signal(name, suffix === "" ? "counter" : "histogram", job?.value);
    if (found === undefined) throw new CannotRead({ why: "unknown-metric", name: metric });
    const { service, signal } = found;
    const dimension = (label: string): string =>
      signal.dimensions.find((one) => labelName(one) === label) ?? cannotRead("construct", label);
    const dimensions = new Map<string, string>();
    for (const matcher of matchers) {
      if (matcher === job || isOfEnvironment(matcher, this.context)) continue;
      if (matcher.value.includes("$")) cannotRead("variable", matcher.value);
      if (matcher.op !== "=") cannotRead("construct", this.text.slice(matcher.span.start, matcher.span.end));
      dimensions.set(dimension(matcher.name), matcher.value);
    }
    return {
      kind: "signal",
      service: service.name,
      signal: signal.name,
      statistic,
      by: by.map(dimension),
      dimensions: Object.fromEntries(dimensions),
      over: overOf(range),
    };
  }

  #signal(
    name: string,
    kind: "counter" | "histogram",
    serviceName: string | undefined,
  ): { readonly service: QueryService; readonly signal: Signal } | undefined {
    const found = this.context.services.flatMap((service) =>
      serviceName !== undefined && service.name !== serviceName
        ? []
        : service.signals
            .filter((signal) => (signal.value === undefined) === (kind === "counter"))
            .filter((signal) => prometheusName(signal.metric, signal.unit, kind) === name)
            .map((signal) => ({ service, signal })),
    );
    const [only, other] = found;
    return other === undefined ? only : undefined;
  }
}

/** `$__range` is all of the time range, other variables are steps. */
export function overOf({ text, seconds }: Duration): Over {
  if (seconds !== undefined) return { stepSeconds: seconds };
  return /^\$\{?__range/.test(text) ? "range" : { stepSeconds: "auto" };
}
