import type { CollectorPlan } from "../../../config";
import { own } from "../../../base";
import { type Signal, selectorOf } from "../../../contract";
import { type MetricOfSignal, signalToMetrics } from "../../components/connectors";
import { filter, transform } from "../../components/processors";
import type { Connector, Processor } from "../../model/component";
import { quoted } from "../ottl-text";
import { ottlCondition } from "./condition";
import { pathOf, there } from "./line-path";
import type { NotCounted } from "./not-counted";
import { bucketsOf, ucum } from "./units";

type CountedService = CollectorPlan["counts"][number];

/** Logs into metrics, by the signals of contracts. */
export interface Counts {
  /** Makes lines of log records, and drops other records. */
  readonly lines: readonly Processor<"logs">[];

  /** One for each service. */
  readonly connectors: readonly Connector<"logs", "metrics">[];
  readonly notCounted: readonly NotCounted[];
}

/** What counts the signals of a plan's services. */
export function countsOf({ counts }: Pick<CollectorPlan, "counts">): Counts {
  const notCounted: NotCounted[] = [];
  const connectors = counts.flatMap((service) => {
    const metrics = service.signals.flatMap((signal): MetricOfSignal[] => {
      const printed = ottlCondition(signal.pattern, service.fields);
      if ("condition" in printed) return [metricOf(service, signal, printed.condition)];
      notCounted.push({ service: service.name, signal: signal.name, why: printed.unprintable });
      return [];
    });
    return metrics.length === 0 ? [] : [connectorOf(service, metrics, notCounted)];
  });
  return { connectors, notCounted, lines: linesOf(counts) };
}

function connectorOf(
  { name }: CountedService,
  metrics: readonly MetricOfSignal[],
  notCounted: readonly NotCounted[],
): Connector<"logs", "metrics"> {
  const left = notCounted.filter(({ service }) => service === name).map(({ signal }) => signal);
  const without = left.length === 0 ? "" : ` Not counted, as OTTL cannot say it: ${left.join(", ")}.`;
  return signalToMetrics(
    // What fails is one line's value; without this, a whole batch of logs would be refused.
    { logs: metrics, error_mode: "ignore" },
    { name, why: `The signals of ${name}, as its metric filters count them.${without}` },
  );
}

function metricOf({ name }: CountedService, signal: Signal, condition: string): MetricOfSignal {
  const { description, dimensions, metric, total, unit, value } = signal;
  const common = {
    name: metric,
    description,
    unit: ucum[unit],
    // One metric stands for both filters of a signal with a total: its series add up.
    ...(dimensions.length === 0
      ? {}
      : { attributes: dimensions.map((key) => (total ? { key, optional: true } : { key })) }),
    include_resource_attributes: [
      { key: "service.name" },
      { key: "service.namespace", optional: true },
      { key: "deployment.environment.name", optional: true },
    ],
  };
  const ofService = `resource.attributes["service.name"] == ${quoted(name)} and (${condition})`;
  if (value === undefined) return { ...common, conditions: [ofService], sum: { value: "1", monotonic: true } };
  const { steps } = selectorOf(value);
  const path = pathOf(steps);
  const isNumber = [...there(steps), `(IsInt(${path}) or IsDouble(${path}))`].join(" and ");
  return {
    ...common,
    conditions: [`${ofService} and ${isNumber}`],
    histogram: { value: `Double(${path})`, buckets: bucketsOf(unit) },
  };
}

/** A line is a body that is a JSON object, as text or as a map. Its dimensions become attributes, which is where the connector looks for them. */
function linesOf(counts: CollectorPlan["counts"]): readonly Processor<"logs">[] {
  return [
    transform(
      {
        // A text that only looks like JSON is no line: nothing to complain about.
        error_mode: "silent",
        log_statements: [
          'set(log.body, ParseJSON(log.body)) where IsString(log.body) and IsMatch(log.body, "^\\\\s*\\\\{")',
          "keep_keys(log.attributes, [])",
          ...dimensionsOf(counts).map(({ dimension, field, services }) => {
            const { steps } = selectorOf(field);
            const path = pathOf(steps);
            const found = [
              "IsMap(log.body)",
              ...there(steps),
              `(IsString(${path}) or IsInt(${path}) or IsDouble(${path}))`,
            ];
            const whose = services.map((service) => `resource.attributes["service.name"] == ${quoted(service)}`);
            return `set(log.attributes[${quoted(dimension)}], ${path}) where ${[...(whose.length === 0 ? [] : [`(${whose.join(" or ")})`]), ...found].join(" and ")}`;
          }),
        ],
      },
      { name: "lines", why: "Log lines as contracts describe them: JSON objects. Only this branch sees them so." },
    ),
    filter(
      { error_mode: "ignore", log_conditions: ["not IsMap(log.body)"] },
      { name: "lines", why: "What is not a JSON object is no line of a contract." },
    ),
  ];
}

/** Each dimension with the field that it is; with its services, where those do not agree. */
function dimensionsOf(counts: CollectorPlan["counts"]) {
  const found = new Map<string, Map<string, string[]>>();
  for (const { name, signals } of counts)
    for (const { dimensionFields, dimensions } of signals)
      for (const dimension of dimensions) {
        const field = own(dimensionFields, dimension) ?? dimension;
        const fields = found.get(dimension) ?? new Map<string, string[]>();
        const services = fields.get(field) ?? [];
        if (!services.includes(name)) services.push(name);
        found.set(dimension, fields.set(field, services));
      }
  return [...found].flatMap(([dimension, fields]) =>
    [...fields].map(([field, services]) => ({ dimension, field, services: fields.size === 1 ? [] : services })),
  );
}
