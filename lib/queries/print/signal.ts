import { readStatistic } from "../../aws";
import { own } from "../../base";
import { filtersOf, type Signal } from "../../contract";
import type { Measure, NumbersAsk, SignalAsk } from "../ask";
import { exactly, hasField } from "../catalogue/conditions";
import type { QueryContext, QueryService } from "../context";
import { CannotSay } from "../printed";

/** A signal that is asked for, with its service. */
export interface AskedSignal {
  readonly service: QueryService;
  readonly signal: Signal;
  readonly statistic: AskedStatistic;

  /** Dimensions that the ask groups by, or fixes; empty: all lines together. */
  readonly dimensions: readonly string[];
}

export type AskedStatistic =
  | { readonly kind: "SampleCount" | "Average" | "Sum" | "Minimum" | "Maximum" | "PerSecond" }
  | { readonly kind: "percentile"; readonly percent: number };

/** @throws {CannotSay} if there is no such service, signal, dimension or statistic */
export function askedSignal(ask: SignalAsk, context: QueryContext): AskedSignal {
  const service = context.services.find(({ name }) => name === ask.service);
  if (service === undefined) throw new CannotSay({ why: "unknown-service", service: ask.service });
  const signal = service.signals.find(({ name }) => name === ask.signal);
  if (signal === undefined) throw new CannotSay({ why: "unknown-signal", service: ask.service, signal: ask.signal });
  const dimensions = [...new Set([...ask.by, ...Object.keys(ask.dimensions)])];
  const unknown = dimensions.find((each) => !signal.dimensions.includes(each));
  if (unknown !== undefined) throw new CannotSay({ why: "unknown-dimension", signal: signal.name, dimension: unknown });
  return { service, signal, statistic: askedStatistic(ask), dimensions };
}

function askedStatistic({ signal, statistic }: SignalAsk): AskedStatistic {
  if (statistic === "PerSecond") return { kind: statistic };
  const read = readStatistic(statistic);
  if (typeof read === "object" && read.kind === "simple") return { kind: read.name };
  if (typeof read === "object" && read.kind === "percentile") return { kind: "percentile", percent: read.percent };
  throw new CannotSay({ why: "statistic", signal, statistic });
}

/**
 * The signal as it is computed from the lines: what its metric filters publish.
 *
 * @throws {CannotSay} where lines that do not match count as well, and where its pattern reads text
 */
export function linesOfSignal(ask: SignalAsk, context: QueryContext): NumbersAsk {
  const { dimensions, service, signal, statistic } = askedSignal(ask, context);
  const filters = filtersOf(signal);
  const filter = filters.find(({ id }) => (id === "Total") === (dimensions.length === 0)) ?? filters[0];
  if (filter === undefined || (filter.pattern.kind !== "json" && filter.pattern.kind !== "every"))
    throw new CannotSay({ why: "text-lines", service: service.name });
  const isSum = statistic.kind === "Sum";
  // A default of 0 adds nothing to a sum.
  if (filter.defaultValue !== undefined && !(isSum && filter.defaultValue === 0))
    throw new CannotSay({ why: "default-value", signal: signal.name });
  const field = (dimension: string): string => own(signal.dimensionFields, dimension) ?? dimension;
  const { value } = signal;
  const measure = measureOf(statistic, value);
  if (measure === undefined) throw new CannotSay({ why: "statistic", signal: signal.name, statistic: ask.statistic });
  return {
    kind: "numbers",
    services: [service.name],
    where: [
      ...(filter.pattern.kind === "json" ? [filter.pattern.where] : []),
      ...(value !== undefined && measure.kind === "count" ? [hasField(value)] : []),
      ...Object.entries(ask.dimensions).map(([dimension, text]) => exactly(field(dimension), text)),
    ],
    measures: [{ name: signal.name, of: measure }],
    by: ask.by.map(field),
    over: ask.over,
  };
}

function measureOf(statistic: AskedStatistic, field: string | undefined): Measure["of"] | undefined {
  if (statistic.kind === "SampleCount" || (statistic.kind === "Sum" && field === undefined)) return { kind: "count" };
  if (field === undefined) return undefined;
  switch (statistic.kind) {
    case "Sum":
      return { kind: "sum", field };
    case "Average":
      return { kind: "average", field };
    case "Minimum":
      return { kind: "minimum", field };
    case "Maximum":
      return { kind: "maximum", field };
    case "percentile":
      return { kind: "percentile", percentile: statistic.percent, field };
    case "PerSecond":
      return undefined;
  }
}
