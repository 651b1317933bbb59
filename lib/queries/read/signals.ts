import type { Signal } from "../../contract";
import type { Ask, NumbersAsk, Over, SignalAsk } from "../ask";
import type { QueryContext, QueryService } from "../context";
import { type Duration, parseQuery, type PromqlExpression, type PromqlSelector } from "../languages";
import { labelName, prometheusName } from "../print/prometheus-names";
import { partsOf } from "../print/source";
import { areSameLines } from "../print/same-lines";
import { linesOfSignal } from "../print/signal";
import { CannotSay, type MetricQuery } from "../printed";
import { type AskRead, CannotRead, cannotRead } from "./ask-read";
import { all } from "./conditions";
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
  return { ask: new Reader(text, context).ask(facts.expression) };
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

  ask(expression: PromqlExpression): Ask {
    if (expression.kind === "call" && expression.name === "topk") {
      const [top, of] = expression.arguments;
      if (top?.kind !== "number" || !isRowCount(top.value) || of === undefined || expression.grouping !== undefined)
        return this.#not(expression);
      return { ...this.#lines(this.read(of), of), top: top.value };
    }
    return this.#share(expression) ?? this.read(expression);
  }

  /** `100 * (some or all * 0) / (all > 0)`, and without the parts that stand for none. */
  #share(expression: PromqlExpression): NumbersAsk | undefined {
    if (expression.kind !== "operation" || expression.operator !== "/") return undefined;
    const { left, right } = expression;
    if (left.kind !== "operation" || left.operator !== "*") return undefined;
    const [hundred, product] = left.left.kind === "number" ? [left.left, left.right] : [left.right, left.left];
    if (hundred.kind !== "number" || hundred.value !== 100) return undefined;
    const isSome = product.kind === "operation" && product.operator === "or";
    const isAny = right.kind === "operation" && right.operator === ">" && isZero(right.right);
    if (isSome && !isZero(product.right)) return this.#not(expression);
    const signals = [isSome ? product.left : product, isAny ? right.left : right].map((part) => this.read(part));
    // A rate of some by a rate of all is their share, too.
    const isRate = signals.every(({ statistic }) => statistic === "PerSecond");
    const [some, every] = signals.map((signal) =>
      this.#lines(isRate ? { ...signal, statistic: "Sum" } : signal, expression),
    );
    if (some === undefined || every === undefined) return undefined;
    const service = this.context.services.find(({ name }) => every.services.includes(name));
    const [count] = every.measures;
    if (service === undefined || count?.of.kind !== "count" || some.measures[0]?.of.kind !== "count")
      return this.#not(expression);
    // What the counted lines are, beside being some of all.
    const more = some.where.filter((one) => !every.where.some((other) => areSameLines([one], [other], service)));
    const isPart = areSameLines([...every.where, ...more], some.where, service);
    const isAlike =
      JSON.stringify([some.by, some.services, some.over]) === JSON.stringify([every.by, every.services, every.over]);
    if (!isPart || !isAlike || more.length === 0) return this.#not(expression);
    return { ...every, measures: [{ name: "share", of: { kind: "share", where: all(more) } }] };
  }

  /** What a signal computes from lines. */
  #lines(signal: SignalAsk, expression: PromqlExpression): NumbersAsk {
    try {
      const lines = linesOfSignal(signal, this.context);
      return { ...lines, where: lines.where.flatMap(partsOf) };
    } catch (error) {
      if (error instanceof CannotSay) return this.#not(expression);
      throw error;
    }
  }

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
    const [, service] = /^(?:\(\?:\.\+\/\)\?|[\w.-]+\/)?([\w-]+)$/.exec(job?.value ?? "") ?? [];
    if (job !== undefined && job.op !== "=" && !(job.op === "=~" && service !== undefined))
      cannotRead("construct", this.text.slice(job.span.start, job.span.end));
    const name = metric.slice(0, metric.length - suffix.length);
    const found = this.#signal(name, suffix === "" ? "counter" : "histogram", service ?? job?.value);
    if (found === undefined) throw new CannotRead({ why: "unknown-metric", name: metric });
    const { signal } = found;
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
      service: found.service.name,
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

/** Whether a number is one of rows. */
export function isRowCount(value: number | undefined): value is number {
  return Number.isInteger(value) && Number(value) > 0;
}

/** `0`, `vector(0)`, or a product with 0. */
function isZero(expression: PromqlExpression): boolean {
  switch (expression.kind) {
    case "number":
      return expression.value === 0;
    case "call":
      return expression.name === "vector" && expression.arguments.every(isZero);
    case "operation":
      return expression.operator === "*" && (isZero(expression.left) || isZero(expression.right));
    default:
      return false;
  }
}

/** `$__range` is all of the time range, other variables are steps. */
export function overOf({ text, seconds }: Duration): Over {
  if (seconds !== undefined) return { stepSeconds: seconds };
  return /^\$\{?__range/.test(text) ? "range" : { stepSeconds: "auto" };
}
