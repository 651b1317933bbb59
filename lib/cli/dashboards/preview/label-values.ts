import { listed } from "../../../base";
import { boundedPattern, type VariableValues } from "../../../dashboards/preview";
import { prometheusName, type QueryContext } from "../../../queries";
import { type Matcher, parseQuery } from "../../../queries/languages";
import type { Recorded } from "./recorded";

/** What Prometheus and Loki would have of a service, or of one of its metrics. */
interface Labelled {
  readonly service: string | undefined;
  readonly dimensions: Readonly<Record<string, string>>;

  /** In CloudWatch; undefined: the stream of the service's lines. */
  readonly metric?: { readonly namespace: string; readonly name: string };
}

/**
 * Values of a label of Loki or Prometheus: of services, of the environment, and of dimensions of signals.
 *
 * @param selector what has the label, with the values of variables put in: `{service_name="api"}`; empty: anything
 */
export function labelValues(
  label: string,
  selector: string,
  { series }: Pick<Recorded, "series">,
  context: QueryContext,
): VariableValues {
  const text = selector.trim();
  // A name before it lets {a!="b"} stand alone, which Loki and the labels of Prometheus allow.
  const named = /^(?:\{|$)/.test(text) ? undefined : text;
  const { facts, mistakes } = parseQuery("promql", named ?? `any${text}`, { grafana: true });
  const [chosen] = facts.selectors;
  if (mistakes.length > 0 || chosen === undefined || facts.selectors.length > 1)
    return { why: "what has the label cannot be read in its query" };
  const services = new Map(context.services.map(({ name, namespace }) => [namespace, name]));
  const all: readonly Labelled[] = [
    ...context.services.map(({ name }) => ({ service: name, dimensions: {} })),
    ...series.map(({ metric }) => ({ service: services.get(metric.namespace), dimensions: metric.dimensions, metric })),
  ];
  const { matchers, metric: metricName } = chosen;
  const unknown = matchers.filter(({ name }) => all.every((one) => valueOf(one, name, context) === undefined));
  if (unknown.length > 0)
    return { why: `recorded lines do not have the label ${listed(unknown.map(({ name }) => name))}` };
  const tests = matchers.map((matcher) => [matcher, testOf(matcher)] as const);
  const notRead = tests.flatMap(([{ value }, test]) => (test === undefined ? [value] : []));
  if (notRead.length > 0) return { why: `these patterns are not computed: ${listed(notRead)}` };
  const metrics = named === undefined || metricName === undefined ? new Set() : metricsOf(metricName, context);
  const values = all
    // A metric that no signal makes may have any label of its service.
    .filter(({ metric }) => metrics.size === 0 || (metric !== undefined && metrics.has(idOf(metric))))
    .filter((one) => tests.every(([{ name }, test]) => test?.(valueOf(one, name, context) ?? "") === true))
    .flatMap((one) => valueOf(one, label, context) ?? []);
  const distinct = [...new Set(values)].sort();
  return distinct.length === 0 ? { why: "no recorded line gives it a value" } : distinct;
}

function valueOf({ dimensions, service }: Labelled, label: string, context: QueryContext): string | undefined {
  if (/^(?:service(?:_name)?|job)$/.test(label)) return service;
  if (/^(?:deployment_)?env(?:ironment)?(?:_name)?$/.test(label)) return context.environment;
  if (label === "service_namespace") return context.project;
  return Object.entries(dimensions).find(([name]) => name.replaceAll(/\W/g, "_") === label)?.[1];
}

/** Metrics of signals that have this name in Prometheus, in CloudWatch. */
function metricsOf(name: string, { services }: QueryContext): ReadonlySet<string> {
  const kinds = ["counter", "histogram"] as const;
  const bare = name.replace(/_(?:bucket|sum|count)$/, "");
  return new Set(
    services.flatMap(({ namespace, signals }) =>
      signals
        .filter(({ metric, unit }) => kinds.some((kind) => [name, bare].includes(prometheusName(metric, unit, kind))))
        .map(({ metric }) => idOf({ namespace, name: metric })),
    ),
  );
}

function idOf({ name, namespace }: { readonly namespace: string; readonly name: string }): string {
  return JSON.stringify([namespace, name]);
}

/** Whether a value is one that a matcher wants; a label that is not there is an empty one. Undefined: it is not computed. */
function testOf({ op, value }: Matcher): ((of: string) => boolean) | undefined {
  const isNegated = op.startsWith("!");
  const isIt = op.endsWith("~") ? patternTest(value) : (of: string) => of === value;
  return isIt && ((of) => isIt(of) !== isNegated);
}

/** Alternatives are what variables with several values become. */
function patternTest(pattern: string): ((of: string) => boolean) | undefined {
  const inside = /^\(([^()]*)\)$/.exec(pattern)?.[1] ?? pattern;
  const alternatives = inside
    .split("|")
    .map((text) => (/^(?:[\w\s/:,@-]|\\.)*$/.test(text) ? text.replaceAll(/\\(.)/g, "$1") : undefined));
  if (alternatives.every((text) => text !== undefined)) return (of) => alternatives.includes(of);
  const shape = boundedPattern(`^(?:${pattern})$`);
  return shape && ((of) => shape.test(of.slice(0, 200)));
}
