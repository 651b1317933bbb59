import { own } from "../../base";
import type { Signal } from "../../contract";
import { PatternError, print as printPattern } from "../../pattern";
import type { LineCondition, Measure, NumbersAsk, SignalAsk } from "../ask";
import { hasField } from "../catalogue/conditions";
import { type QueryContext, type QueryService, servicesOf } from "../context";
import { CannotSay, type Caveat, type NotPrinted } from "../printed";
import { alwaysHave, areSameLines } from "./same-lines";
import { isOfFields, partsOf, whereOf } from "./source";

/** A number of lines, in the words of signals that count or measure the same lines. */
export type OfSignals =
  | { readonly kind: "one"; readonly of: SignalAsk }
  /** 100 × the one by the other. */
  | { readonly kind: "share"; readonly some: SignalAsk; readonly every: SignalAsk };

/**
 * The signals whose metrics have the number that a measure computes from lines: those with the same conditions, field and dimensions.
 *
 * @param canSay whether the dialect has words for a signal; what it throws is the reason if it has for none
 * @throws {CannotSay} with the signal that would be needed, if there is none
 */
export function ofSignals(
  { of, name }: Measure,
  ask: NumbersAsk,
  context: QueryContext,
  canSay: (signal: SignalAsk) => void,
): OfSignals {
  const services = servicesOf(ask, context);
  const [service] = services;
  if (service === undefined || services.length > 1) throw new CannotSay({ why: "several-services" });
  const where = whereOf(ask);
  const search = new Search(service, ask, name, canSay);
  if (of.kind !== "share") return { kind: "one", of: search.signal(of, where) };
  const count = { kind: "count" } as const;
  return {
    kind: "share",
    some: search.signal(count, [...where, ...partsOf(of.where)]),
    every: search.signal(count, where),
  };
}

/** Groups that lines without a field make in other languages, and metrics do not have. */
export function missingGroups({ by, ...ask }: NumbersAsk, context: QueryContext): readonly Caveat[] {
  const [service] = servicesOf(ask, context);
  const left = by.filter((field) => service !== undefined && !alwaysHave(field, ask.where, service));
  return left.map((field) => ({ caveat: "missing-group", field }));
}

class Search {
  constructor(
    private readonly service: QueryService,
    private readonly ask: NumbersAsk,
    private readonly measure: string,
    private readonly canSay: (signal: SignalAsk) => void,
  ) {}

  signal(of: Exclude<Measure["of"], { kind: "share" }>, where: readonly LineCondition[]): SignalAsk {
    let reason: CannotSay | undefined;
    // A count comes before the number of values of a measure.
    const { signals } = this.service;
    const counts = signals.filter(({ value }) => value === undefined);
    for (const signal of [...counts, ...signals.filter((each) => !counts.includes(each))]) {
      const asked = this.#asked(signal, of, where);
      if (asked === undefined) continue;
      try {
        this.canSay(asked);
        return asked;
      } catch (error) {
        if (!(error instanceof CannotSay)) throw error;
        reason ??= error;
      }
    }
    throw reason ?? new CannotSay(this.#needed(of, where));
  }

  /** Undefined: the signal has other lines, another field, or not the dimensions. */
  #asked(
    signal: Signal,
    of: Exclude<Measure["of"], { kind: "share" }>,
    where: readonly LineCondition[],
  ): SignalAsk | undefined {
    const statistic = this.#statistic(signal, of, where);
    const by = this.ask.by.map((field) =>
      signal.dimensions.find((each) => (own(signal.dimensionFields, each) ?? each) === field),
    );
    if (statistic === undefined || !by.every((each) => each !== undefined)) return undefined;
    const { name: service } = this.service;
    return { kind: "signal", service, signal: signal.name, statistic, by, dimensions: {}, over: this.ask.over };
  }

  #statistic(
    { default: instead, pattern, value }: Signal,
    of: Exclude<Measure["of"], { kind: "share" }>,
    where: readonly LineCondition[],
  ): string | undefined {
    if ((this.ask.extracted ?? []).length > 0 || (pattern.kind !== "json" && pattern.kind !== "every"))
      return undefined;
    const lines = [
      ...(pattern.kind === "json" ? [pattern.where] : []),
      ...(value === undefined ? [] : [hasField(value)]),
    ];
    // Values of lines that do not match count, too, but a 0 in a sum.
    if (instead !== undefined && !(value === undefined && instead === 0)) return undefined;
    if (of.kind === "count") {
      if (!areSameLines(lines, where, this.service)) return undefined;
      return value === undefined ? "Sum" : "SampleCount";
    }
    // A line without the field has no value.
    if (of.field !== value || !areSameLines(lines, [...where, hasField(of.field)], this.service)) return undefined;
    return of.kind === "percentile" ? `p${String(of.percentile)}` : own(STATISTICS, of.kind);
  }

  #needed(of: Exclude<Measure["of"], { kind: "share" }>, where: readonly LineCondition[]): NotPrinted {
    const { measure } = this;
    const lines = patternText(where);
    if (of.kind === "distinct" || lines === undefined || (this.ask.extracted ?? []).length > 0)
      return { why: "no-signal", measure };
    const value = of.kind === "count" ? {} : { value: of.field };
    const { by: dimensions } = this.ask;
    return { why: "no-signal", measure, needs: { service: this.service.name, lines, dimensions, ...value } };
  }
}

const STATISTICS: Readonly<Record<string, string>> = {
  sum: "Sum",
  average: "Average",
  minimum: "Minimum",
  maximum: "Maximum",
};

/** The conditions as a filter pattern; undefined if it has no words for them. */
function patternText(where: readonly LineCondition[]): string | undefined {
  const [first] = where;
  if (first === undefined) return "";
  const condition: LineCondition = where.length === 1 ? first : { kind: "all", of: where };
  if (!isOfFields(condition)) return undefined;
  try {
    return printPattern({ kind: "json", where: condition });
  } catch (error) {
    if (error instanceof PatternError) return undefined;
    throw error;
  }
}
