import type { StandardUnit } from "../../aws";
import type { AlarmPlan, EnvironmentPlan } from "../../config";
import { labelName, prometheusName } from "../../queries";

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

  /** Undefined: it logs nothing. */
  readonly logGroup: string | undefined;

  /** By the metric's name in CloudWatch. */
  readonly signals: ReadonlyMap<string, KnownSignal>;

  /** Names of the contract's fields, with dots, and what holds them. */
  readonly fields: ReadonlySet<string>;

  /** Units of fields that have one, by the label that a field becomes in Loki: `http_duration_ms`. */
  readonly fieldUnits: ReadonlyMap<string, StandardUnit>;
}

export interface KnownSignal {
  readonly dimensions: readonly string[];
  readonly unit: StandardUnit;

  /** Names of its series in Prometheus, which gets it by OTLP. */
  readonly series: readonly string[];
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
      logGroup: logGroup?.name,
      signals: new Map(signals.map((signal) => [signal.metric, knownSignal(signal)])),
      fields: new Set(Object.keys(contract.fields).flatMap(withHolders)),
      fieldUnits: unitsOf(contract.fields),
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

type Service = EnvironmentPlan["services"][number];

function knownSignal({ dimensions, metric, unit, value }: Service["signals"][number]): KnownSignal {
  if (value === undefined) return { dimensions, unit, series: [prometheusName(metric, unit, "counter")] };
  const name = prometheusName(metric, unit, "histogram");
  return { dimensions, unit, series: ["_bucket", "_sum", "_count", ""].map((suffix) => `${name}${suffix}`) };
}

function unitsOf(fields: Service["contract"]["fields"]): ReadonlyMap<string, StandardUnit> {
  return new Map(
    Object.entries(fields).flatMap(([name, { unit }]) => (unit === undefined ? [] : [[labelName(name), unit]])),
  );
}

/** `http.status`, and `http`. */
function withHolders(name: string): string[] {
  const parts = name.split(".");
  return parts.map((_, index) => parts.slice(0, index + 1).join("."));
}
