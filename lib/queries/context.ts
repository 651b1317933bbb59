import { own } from "../base";
import type { Contract, Field, Signal } from "../contract";
import type { LogSource } from "./ask";

/** Where an ask is printed: what names mean in one environment. */
export interface QueryContext {
  readonly project: string;
  readonly environment: string;
  readonly region: string;

  /** Those that log something. */
  readonly services: readonly QueryService[];

  /** Who fills in the time range. */
  readonly times: Times;

  /** Attributes of a resource that are labels of Prometheus' series; others are in `target_info`, and not asked for. */
  readonly promoted: readonly string[];

  /** Whether the collector sends CloudWatch sums since the last export, or since the beginning. */
  readonly cloudWatchSums: "delta" | "cumulative";

  /** How PromQL asks what was added to a counter. */
  readonly increases: Increases;
  readonly sql: SqlSources;
}

/**
 * `extrapolated`: `increase()` and `rate()`, as people and dashboards write it. A window's first and last sample are not at its ends; what was
 * added between them is extrapolated. `exact`: the last sum in a window less the least, to the unit; the window has to be longer by the time
 * between two samples.
 */
export type Increases = "extrapolated" | "exact";

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

  /** @default "extrapolated" */
  readonly increases?: Increases;

  /** @default - the defaults of {@link SqlSources} */
  readonly sql?: SqlSources;
}

/** How far back is asked where nobody says it: an hour. */
export const USUAL_RANGE_SECONDS = 3600;

/** What queries read of an environment: the plan of `sightline/config` is one, and so is an object that is written by hand. */
export interface QueryEnvironment {
  /** What is observed; `service.namespace` of its telemetry. */
  readonly project: string;

  /** `deployment.environment.name` of its telemetry: `prod`. */
  readonly environment: string;

  /** AWS Region of its log groups. */
  readonly region: string;

  /** All of them: questions of the environment are asked of all. */
  readonly services: readonly QueriedService[];

  /**
   * The collector that telemetry passes through, and where it sends metrics.
   *
   * @default - none
   */
  readonly collector?: { readonly metrics: readonly { readonly type: string }[] };
}

/** What queries read of a service. */
export interface QueriedService {
  /** `service.name` of its telemetry. */
  readonly name: string;

  /** What its lines have; questions follow from it. */
  readonly contract: Contract;

  /** Namespace of its metrics in CloudWatch: `shop/prod/checkout`. */
  readonly namespace: string;

  /**
   * Where its lines are, and, where it is not alone there, the filter pattern that its lines match.
   *
   * @default - it logs nothing, and is asked nothing
   */
  readonly logGroup?: { readonly name: string; readonly where?: string };

  /**
   * The signals that become metrics.
   *
   * @default - all of the contract
   */
  readonly signals?: readonly Signal[];
}

/** The context of an environment. */
export function queryContext(of: QueryEnvironment, options: ContextOptions = {}): QueryContext {
  const { collector, environment, project, region, services } = of;
  const metrics = collector?.metrics ?? [];
  return {
    project,
    environment,
    region,
    services: services.flatMap(queryService),
    times: options.times ?? { kind: "fixed", rangeSeconds: USUAL_RANGE_SECONDS },
    promoted: options.promoted ?? ["service.name", "service.namespace", "deployment.environment.name"],
    // The collector adds up where Prometheus takes its metrics, too.
    cloudWatchSums: metrics.some(({ type }) => type === "prometheus" || type === "amp") ? "cumulative" : "delta",
    increases: options.increases ?? "extrapolated",
    sql: options.sql ?? {},
  };
}

function queryService({ contract, logGroup, name, namespace, signals }: QueriedService): readonly QueryService[] {
  if (logGroup === undefined) return [];
  const { name: group, where } = logGroup;
  return [
    {
      name,
      contract,
      signals: signals ?? Object.values(contract.signals),
      namespace,
      logGroup: group,
      ...(where === undefined ? {} : { where }),
    },
  ];
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
