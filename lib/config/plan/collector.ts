import type { FieldTable, Redaction, Signal } from "../../contract";
import type { distributions } from "../schema/collector";
import type { SecretReference } from "../schema/route";
import type { EcsPlan } from "./ecs";
import type { SamplingPlan } from "./sampling";

/** The collector of an environment, with every default filled in. */
export interface CollectorPlan {
  readonly project: string;
  readonly environment: string;
  readonly region: string;
  readonly account: string;

  /** True where losing telemetry is serious. */
  readonly production: boolean;
  readonly distribution: (typeof distributions)[number];

  /** Of the upstream collector. */
  readonly version: string;

  /** By digest; undefined if none is known for the distribution and version. */
  readonly image?: string;

  /** Undefined: nothing of ours runs it. */
  readonly ecs?: EcsPlan;
  readonly logs: readonly LogsBackendPlan[];
  readonly metrics: readonly MetricsBackendPlan[];
  readonly traces: readonly TracesBackendPlan[];
  readonly gateway: TierPlan;

  /** Whether traces are dropped but for their route, and there is anywhere to send those that are kept. */
  readonly isSampled: boolean;

  /** Tasks that see all spans of a trace; undefined if the gateway's only task does, or nothing is sampled. */
  readonly sampler?: TierPlan;

  /** Where the gateway finds the tasks of the sampler in AWS Cloud Map. */
  readonly discovery: { readonly namespace: string; readonly service: string };

  /** A container in tasks of applications; undefined: there is none. */
  readonly sidecar?: SidecarPlan;

  /** A collector on each node; undefined: there is none. */
  readonly agent?: AgentPlan;

  /** How long the spans of a trace are awaited. */
  readonly decisionWaitSeconds: number;
  readonly sampling: SamplingPlan["traces"];

  /** Metrics counted from all spans. */
  readonly spanMetrics: { readonly dimensions: readonly string[]; readonly limit: number };

  /** Services whose log lines are counted when they come by OTLP; none: log groups' metric filters do that. */
  readonly counts: readonly {
    readonly name: string;
    readonly fields: FieldTable;

    /** The signals that become metrics. */
    readonly signals: readonly Signal[];
  }[];

  /** What no telemetry may hold: of the contracts of all services. */
  readonly redaction: Redaction;

  /** Whether X-Ray's OTLP endpoint takes spans; undefined if it is not known. */
  readonly transactionSearch?: boolean;
}

/** A collector that hands what it takes to the gateway. */
interface ForwarderPlan {
  readonly memoryMib: number;

  /** Address of the gateway; undefined: it stands in the environment variable COLLECTOR_GATEWAY. */
  readonly gateway?: string;
}

export interface SidecarPlan extends ForwarderPlan {
  /** Whether it takes StatsD. */
  readonly statsd: boolean;

  /** Ports of the task that show metrics to Prometheus. */
  readonly scrape: readonly number[];
}

export interface AgentPlan extends ForwarderPlan {
  readonly platform: "kubernetes" | "ec2";

  /** Files of logs that it reads, with wildcards. */
  readonly files: readonly string[];
}

/** Tasks of one kind. */
export interface TierPlan {
  /** Units, of which 1,024 are one virtual CPU. */
  readonly cpu: number;
  readonly memoryMib: number;
  readonly tasks: { readonly min: number; readonly max: number };
}

interface Address {
  readonly endpoint: string;
  readonly tenant?: string;

  /** Where the token is kept that is sent with requests. */
  readonly token?: SecretReference;
}

interface TelemetryLogGroup {
  readonly logGroup: string;

  /** Whether the environment's stack makes it. */
  readonly isMade: boolean;
}

interface Elasticsearch {
  readonly type: "elasticsearch";
  readonly endpoint: string;
  readonly index?: string;
  readonly apiKey?: SecretReference;
}

/** Where any signal can go. */
type AnyBackend =
  | { readonly type: "s3"; readonly bucket: string; readonly prefix: string; readonly region: string }
  | ({ readonly type: "otlp" } & Omit<Address, "tenant">)
  | { readonly type: "file"; readonly path: string };

export type LogsBackendPlan =
  | ({ readonly type: "cloudwatch" } & TelemetryLogGroup)
  | ({ readonly type: "loki" } & Address)
  | Elasticsearch
  | AnyBackend;

export type MetricsBackendPlan =
  | { readonly type: "cloudwatch" }
  | ({ readonly type: "emf"; readonly namespace: string } & TelemetryLogGroup)
  | ({ readonly type: "prometheus" } & Address)
  | { readonly type: "amp"; readonly workspace: string; readonly region: string }
  | AnyBackend;

export type TracesBackendPlan =
  { readonly type: "xray" } | ({ readonly type: "tempo" } & Address) | Elasticsearch | AnyBackend;
