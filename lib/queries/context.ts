import { own } from "../base";
import type { EnvironmentPlan } from "../config";
import type { Contract, Field, Signal } from "../contract";
import type { LogSource } from "./ask";

/** Where an ask is printed: what names mean in one environment. */
export interface QueryContext {
  readonly project: string;
  readonly environment: string;
  readonly region: string;
  readonly services: readonly QueryService[];

  /** Who fills in the time range. */
  readonly times: Times;

  /** Attributes of a resource that are labels of Prometheus' series; others are in `target_info`, and not asked for. */
  readonly promoted: readonly string[];

  /** Whether the collector sends CloudWatch sums since the last export, or since the beginning. */
  readonly cloudWatchSums: "delta" | "cumulative";
  readonly sql: SqlSources;
}

/** A service, as queries name it. */
export interface QueryService {
  readonly name: string;
  readonly contract: Contract;

  /** The signals that become metrics. */
  readonly signals: readonly Signal[];

  /** Namespace of its metrics in CloudWatch: `shop/prod/checkout`. */
  readonly namespace: string;
  readonly logGroup: string;

  /** Filter pattern of its lines in a log group that it shares; undefined: all lines are. */
  readonly where?: string;
}

/**
 * `grafana`: by Grafana's variables, `$__range`, `$__rate_interval` and the like. `fixed`: a range of so many seconds, until now.
 */
export type Times = { readonly kind: "grafana" } | { readonly kind: "fixed"; readonly rangeSeconds: number };

/** Where SQL finds lines. */
export interface SqlSources {
  /**
   * The relation with a service's lines, as SQL: for DuckDB one with the column `json`, for Athena and Trino one with `message` (text) and
   * `timestamp` (milliseconds).
   *
   * @default - DuckDB: the file `<service>.ndjson`; Athena and Trino: a table named as the log group
   */
  readonly table?: (service: QueryService) => string;

  /**
   * Only lines of this time, from and until, in RFC 3339.
   *
   * @default - all lines
   */
  readonly range?: { readonly from: string; readonly to: string };
}

/** What the printers need to know of an environment; see {@link QueryContext}. */
export interface ContextOptions {
  /** @default - a fixed range of an hour */
  readonly times?: Times;

  /** @default - the service's name, its namespace and the environment: as `sightline local-stack` sets up Prometheus, and as the collector writes to Amazon Managed Prometheus */
  readonly promoted?: readonly string[];
  readonly sql?: SqlSources;
}

export const HOUR_SECONDS = 3600;

/** The context of an environment's plan. */
export function queryContext(plan: EnvironmentPlan, options: ContextOptions = {}): QueryContext {
  const metrics = plan.collector?.metrics ?? [];
  return {
    project: plan.project,
    environment: plan.environment,
    region: plan.region,
    services: plan.services.map(({ name, contract, signals, namespace, logGroup }) => ({
      name,
      contract,
      signals,
      namespace,
      logGroup: logGroup.name,
      ...(logGroup.kind === "existing" && logGroup.where !== undefined ? { where: logGroup.where } : {}),
    })),
    times: options.times ?? { kind: "fixed", rangeSeconds: HOUR_SECONDS },
    promoted: options.promoted ?? ["service.name", "service.namespace", "deployment.environment.name"],
    // The collector adds up where Prometheus takes its metrics, too.
    cloudWatchSums: metrics.some(({ type }) => type === "prometheus" || type === "amp") ? "cumulative" : "delta",
    sql: options.sql ?? {},
  };
}

/** The services of an ask. */
export function servicesOf({ services }: Pick<LogSource, "services">, context: QueryContext): readonly QueryService[] {
  if (services.length === 0) return context.services;
  return context.services.filter(({ name }) => services.includes(name));
}

/** The field of this name, in the first contract that has it. */
export function fieldNamed(name: string, services: readonly QueryService[]): Field | undefined {
  for (const { contract } of services) {
    const field = own(contract.fields, name);
    if (field !== undefined) return field;
  }
  return undefined;
}
