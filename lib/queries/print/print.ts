import type { Ask, SignalAsk } from "../ask";
import type { QueryContext } from "../context";
import { CannotSay, type Caveat, type Dialect, type Printed, type PrintedQuery } from "../printed";
import { cloudWatchMetrics } from "./cloudwatch-metrics";
import { logQl } from "./logql";
import { logsInsights } from "./logs-insights";
import { cloudWatchPromQl, promQl } from "./promql";
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
      if (kind !== "signal") throw noWords();
      checkCounted(ask, dialect, context);
      if (dialect === "promql") return [promQl(ask, context, caveats)];
      return [
        dialect === "cloudwatch-metrics" ? cloudWatchMetrics(ask, context) : cloudWatchPromQl(ask, context, caveats),
      ];
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

/** The collector counts lines that are JSON; CloudWatch's metric filters count any. */
function checkCounted(ask: SignalAsk, dialect: Dialect, context: QueryContext): void {
  const { service, signal } = askedSignal(ask, context);
  const { kind } = signal.pattern;
  if (dialect !== "cloudwatch-metrics" && kind !== "json" && kind !== "every")
    throw new CannotSay({ why: "text-lines", service: service.name });
}
