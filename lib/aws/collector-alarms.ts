import type { Severity } from "../base";

/** The alarms on a collector by what they are about, and their severities, as `CollectorAlarms` makes them. */
const severities = {
  ExportFailed: ["critical"],
  Gone: ["critical"],
  Memory: ["warning"],
  MemoryShort: ["warning", "critical"],
  NoLogs: ["critical"],
  NoMetrics: ["critical"],
  NoTraces: ["critical"],
  NoneHealthy: ["critical"],
  QueueFilling: ["warning", "critical"],
  QueueFull: ["critical"],
  Refused: ["warning"],
  Restarts: ["warning"],
  Samplers: ["warning", "critical"],
  TooEarly: ["warning"],
  Unhealthy: ["warning"],
} as const satisfies Readonly<Record<string, readonly Severity[]>>;

/** What an alarm on a collector is about. Part of the path of its resource. */
export type CollectorAlarmId = keyof typeof severities;

/** The severities of the alarms about something. */
export type CollectorAlarmSeverity<Id extends CollectorAlarmId> = (typeof severities)[Id][number];

/** An alarm on a collector. */
export interface CollectorAlarm {
  readonly about: CollectorAlarmId;
  readonly severity: Severity;

  /** `shop-prod-collector-gateway-memory-short-critical` */
  readonly name: string;
}

/** What decides which alarms a collector has. */
export interface WatchedCollector {
  /** Whether its version counts what `memory_limiter` refuses: from {@link limiterCountsSince} on. */
  readonly countsRefusals: boolean;

  /** Whether it decides about traces, by `tail_sampling`. */
  readonly decides: boolean;

  /** Whether it looks for collectors that sample, by `load_balancing`. */
  readonly findsSamplers: boolean;

  /** Whether a load balancer asks it how it is. */
  readonly isBalanced: boolean;

  /** Signals that always come, so that silence is an alarm. */
  readonly promised: readonly ("traces" | "metrics" | "logs")[];
}

/** The first version of the collector that counts what `memory_limiter` refuses, by signal. */
export const limiterCountsSince = "0.155.0";

/**
 * The alarms on a collector: by what they are about, the less urgent severity first.
 *
 * @param prefix what their names begin with: `shop-prod-collector-gateway`
 */
export function collectorAlarms(prefix: string, watched: WatchedCollector): readonly CollectorAlarm[] {
  const { countsRefusals, decides, findsSamplers, isBalanced, promised } = watched;
  const conditional: Readonly<Partial<Record<CollectorAlarmId, boolean>>> = {
    MemoryShort: countsRefusals,
    NoLogs: promised.includes("logs"),
    NoMetrics: promised.includes("metrics"),
    NoTraces: promised.includes("traces"),
    NoneHealthy: isBalanced,
    Samplers: findsSamplers,
    TooEarly: decides,
    Unhealthy: isBalanced,
  };
  return (Object.keys(severities) as CollectorAlarmId[])
    .filter((about) => conditional[about] ?? true)
    .flatMap((about) =>
      severities[about].map((severity) => ({ about, severity, name: `${prefix}-${wordsOf(about)}-${severity}` })),
    );
}

/** `memory-short` */
function wordsOf(about: CollectorAlarmId): string {
  return about.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
