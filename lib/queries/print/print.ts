import { append } from "../../base";
import type { Ask, NumbersAsk, SignalAsk } from "../ask";
import type { QueryContext } from "../context";
import { CannotSay, type Caveat, type Dialect, type Printed, type PrintedQuery } from "../printed";
import { cloudWatchMetrics, cloudWatchShare } from "./cloudwatch-metrics";
import { logQl } from "./logql";
import { logsInsights } from "./logs-insights";
import { missingGroups, ofSignals } from "./numbers-of-signals";
import { cloudWatchPromQl, promQl, promQlShare } from "./promql";
import { sql } from "./sql";
import { askedSignal, linesOfSignal } from "./signal";
import { traceQl } from "./traceql";

/**
 * An ask in a dialect, or why it has none that means the same.
 *
 * Conditions mean what they mean in CloudWatch's filter patterns, for lines in which a field has the type that its contract says.
 */
export function print(ask: Ask, dialect: Dialect, context: QueryContext): Printed {
  const caveats: Caveat[] = [];
  try {
    const queries = printed(ask, dialect, context, caveats);
    return { queries, caveats: [...new Map(caveats.map((each) => [JSON.stringify(each), each])).values()] };
  } catch (error) {
    if (!(error instanceof CannotSay)) throw error;
    return { notPrinted: error.reason };
  }
}

function printed(ask: Ask, dialect: Dialect, context: QueryContext, caveats: Caveat[]): readonly PrintedQuery[] {
  const { kind } = ask;
  const noWords = (): CannotSay => new CannotSay({ why: "kind", kind });
  const named = kind === "signal" ? [ask.service] : kind === "spans" ? [ask.service ?? []].flat() : ask.services;
  const unknown = named.find((name) => !context.services.some((service) => service.name === name));
  if (unknown !== undefined) throw new CannotSay({ why: "unknown-service", service: unknown });
  switch (dialect) {
    case "traceql":
      if (kind !== "spans") throw noWords();
      return [traceQl(ask, context.environment)];
    case "promql":
    case "cloudwatch-promql":
    case "cloudwatch-metrics":
      if (kind === "numbers") return metricNumbers(ask, dialect, context, caveats);
      if (kind !== "signal") throw noWords();
      return [metricQuery(ask, dialect, context, caveats)];
    default: {
      if (kind === "spans") throw noWords();
      const ofLines = kind === "signal" ? linesOfSignal(ask, context) : ask;
      switch (dialect) {
        case "logs-insights":
          return [logsInsights(ofLines, context, caveats)];
        case "logql":
          return logQl(ofLines, context, caveats);
        case "duckdb":
        case "athena":
        case "trino":
          return [sql(ofLines, dialect, context, caveats)];
      }
    }
  }
}

type MetricDialect = Extract<Dialect, "promql" | "cloudwatch-promql" | "cloudwatch-metrics">;

function metricQuery(ask: SignalAsk, dialect: MetricDialect, context: QueryContext, caveats: Caveat[]): PrintedQuery {
  checkCounted(ask, dialect, context);
  switch (dialect) {
    case "promql":
      return promQl(ask, context, caveats);
    case "cloudwatch-promql":
      return cloudWatchPromQl(ask, context, caveats);
    case "cloudwatch-metrics":
      return cloudWatchMetrics(ask, context);
  }
}

/** Numbers of lines, where signals have them: a query for each. */
function metricNumbers(
  ask: NumbersAsk,
  dialect: MetricDialect,
  context: QueryContext,
  caveats: Caveat[],
): readonly PrintedQuery[] {
  append(caveats, missingGroups(ask, context));
  return ask.measures.map((measure) => {
    const said = (signal: SignalAsk, into: Caveat[] = caveats): PrintedQuery =>
      metricQuery(signal, dialect, context, into);
    const of = ofSignals(measure, ask, context, (signal) => void said(signal, []));
    return { ...asked(), measure: measure.name };

    function asked(): PrintedQuery {
      if (dialect !== "cloudwatch-metrics") {
        const query = of.kind === "one" ? said(of.of) : promQlShare(said(of.some), said(of.every));
        return ask.top === undefined ? query : { ...query, text: `topk(${String(ask.top)}, ${query.text})` };
      }
      if (ask.top !== undefined) caveats.push({ caveat: "all-rows" });
      if (of.kind === "one") return said(of.of);
      if (ask.by.length > 0) throw new CannotSay({ why: "share-by", measure: measure.name });
      return cloudWatchShare(of, context);
    }
  });
}

/** The collector counts lines that are JSON; CloudWatch's metric filters count any. */
function checkCounted(ask: SignalAsk, dialect: Dialect, context: QueryContext): void {
  const { service, signal } = askedSignal(ask, context);
  const { kind } = signal.pattern;
  if (dialect !== "cloudwatch-metrics" && kind !== "json" && kind !== "every")
    throw new CannotSay({ why: "text-lines", service: service.name });
}
