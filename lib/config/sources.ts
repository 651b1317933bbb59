import type { Path } from "../base";
import type { ConfiguredAlarm } from "./schema/alarm";

type MetricReference = Extract<ConfiguredAlarm, { type: "metric" }>["metric"];
type SeriesSource = Extract<ConfiguredAlarm, { type: "rate" }>["errors"];

/** One series that an alarm reads, as it is written; paths begin at the alarm. */
export type AlarmSource = {
  /** The key of the signal or metric: `["signal"]`, `["errors"]`, `["metrics", "failures", "metric"]`. */
  readonly path: Path;

  /** Key of what it is for: `errors`, `of`, or a key of `metrics`; undefined of the alarm's only series. */
  readonly use?: string;
  readonly dimensions?: Readonly<Record<string, string>> | undefined;
  readonly dimensionsPath: Path;
  readonly statistic?: string | undefined;
  readonly statisticPath: Path;
} & (
  { readonly kind: "signal"; readonly signal: string } | { readonly kind: "metric"; readonly metric: MetricReference }
);

/** A source that is a signal of the service's contract. */
export type SignalSource = Extract<AlarmSource, { kind: "signal" }>;

/** The series that an alarm reads; none of a composite, and of an alarm on any log line. */
export function sourcesOf(entry: ConfiguredAlarm): readonly AlarmSource[] {
  switch (entry.type) {
    case "composite":
      return [];
    case "rate":
      return [
        used("errors", entry.errors, ["errors"], entry.dimensions),
        used("of", entry.of, ["of"], entry.dimensions),
      ];
    case "math":
      return Object.entries(entry.metrics).map(([id, source]) => used(id, source, ["metrics", id]));
    case "threshold":
    case "latency":
    case "absence":
    case "deadline":
    case "metric":
    case "anomaly":
      return only(entry);
  }
}

/** The signals among them. */
export function signalsRead(entry: ConfiguredAlarm): readonly SignalSource[] {
  return sourcesOf(entry).filter((source) => source.kind === "signal");
}

interface OneSeries {
  readonly signal?: string | undefined;
  readonly metric?: MetricReference | undefined;
  readonly dimensions?: Readonly<Record<string, string>> | undefined;
  readonly statistic?: string | undefined;
}

function only({ dimensions, metric, signal, statistic }: OneSeries): AlarmSource[] {
  const rest = { dimensions, dimensionsPath: ["dimensions"], statistic, statisticPath: ["statistic"] };
  return [
    ...(signal === undefined ? [] : [{ kind: "signal", signal, path: ["signal"], ...rest } as const]),
    ...(metric === undefined ? [] : [{ kind: "metric", metric, path: ["metric"], ...rest } as const]),
  ];
}

/** @param dimensions of a signal that is written as a name: those of the alarm */
function used(use: string, source: SeriesSource, at: Path, dimensions?: Readonly<Record<string, string>>): AlarmSource {
  if (typeof source === "string")
    return {
      kind: "signal",
      signal: source,
      path: at,
      use,
      dimensions,
      dimensionsPath: ["dimensions"],
      statisticPath: [...at, "statistic"],
    };
  const rest = {
    use,
    dimensions: source.dimensions,
    dimensionsPath: [...at, "dimensions"],
    statistic: source.statistic,
    statisticPath: [...at, "statistic"],
  };
  return "signal" in source
    ? { kind: "signal", signal: source.signal, path: [...at, "signal"], ...rest }
    : { kind: "metric", metric: source.metric, path: [...at, "metric"], ...rest };
}
