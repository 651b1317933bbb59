import type { AlarmPlan, EnvironmentPlan } from "../../config";

/** What an environment's plan says of the telemetry that a dashboard may show. */
export interface Known {
  readonly environment: string;
  readonly services: readonly KnownService[];

  /** Alarms on one metric with a number as threshold. */
  readonly alarms: readonly KnownAlarm[];
}

export interface KnownService {
  readonly name: string;
  readonly namespace: string;
  readonly logGroup: string;

  /** By the metric's name: its dimensions. */
  readonly signals: ReadonlyMap<string, readonly string[]>;

  /** Names of the contract's fields, with dots, and what holds them. */
  readonly fields: ReadonlySet<string>;
}

export interface KnownAlarm {
  readonly name: string;
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: string;
  readonly threshold: number;
}

/** @param alarms those of the plan, one for each severity */
export function knownOf({ environment, services }: EnvironmentPlan, alarms: readonly AlarmPlan[]): Known {
  return {
    environment,
    services: services.map(({ contract, logGroup, name, namespace, signals }) => ({
      name,
      namespace,
      logGroup: logGroup.name,
      signals: new Map(signals.map(({ dimensions, metric }) => [metric, dimensions])),
      fields: new Set(Object.keys(contract.fields).flatMap(withHolders)),
    })),
    alarms: alarms.flatMap((alarm) => {
      if (alarm.kind === "composite" || alarm.condition.kind !== "threshold") return [];
      const { measure } = alarm;
      if (measure.kind !== "statistic") return [];
      const { namespace, metric } = measure.series;
      const { threshold } = alarm.condition;
      return [{ name: alarm.name, namespace, metric, statistic: measure.statistic, threshold }];
    }),
  };
}

/** `http.status`, and `http`. */
function withHolders(name: string): string[] {
  const parts = name.split(".");
  return parts.map((_, index) => parts.slice(0, index + 1).join("."));
}
