import { otlpAddress, serviceHost } from "../../aws";
import type { CollectorPlan, LogsBackendPlan, MetricsBackendPlan, TracesBackendPlan } from "../../config";
import { compareVersions } from "../catalogue/look-up";
import {
  awsemf,
  awss3,
  elasticsearch,
  file,
  otlpHttp,
  type OtlpHttpSettings,
  prometheusRemoteWrite,
} from "../components/exporters";
import { bearertokenauth, sigv4auth } from "../components/extensions";
import type { SendingQueue } from "../components/settings";
import type { Exporter } from "../model/component";
import { env } from "../model/reference";
import type { Signal } from "../model/signal";
import { cloudWatchBatches, cloudWatchLimits, queue, usualBatch } from "./batches";

/** A secret that the collector finds in its environment. */
export interface CollectorSecret {
  /** The variable. */
  readonly variable: string;
  readonly from: NonNullable<Extract<LogsBackendPlan, { readonly type: "loki" }>["token"]>;
}

/** The exporters of a plan, by signal, and the secrets that they read. */
export interface Backends {
  readonly logs: readonly Exporter<"logs">[];
  readonly metrics: readonly Exporter<"metrics">[];
  readonly traces: readonly Exporter<"traces">[];
  readonly secrets: readonly CollectorSecret[];
}

/** Services of AWS that requests are signed for, which extensions are named after, and what they take. */
export const signedServices = { logs: "logs", monitoring: "metrics", aps: "metrics", xray: "traces" } as const;

/**
 * Exporters are named by signal and type; of several of one type, the second and later ones have a number.
 *
 * @param queueBytes what may wait for each of them
 */
export function backendsOf(plan: CollectorPlan, queueBytes: number): Backends {
  const making = new Making(plan, queueBytes);
  return {
    logs: plan.logs.map((backend) => making.logs(backend)),
    metrics: plan.metrics.map((backend) => making.metrics(backend)),
    traces: plan.traces.map((backend) => making.traces(backend)),
    secrets: making.secrets,
  };
}

class Making {
  readonly secrets: CollectorSecret[] = [];
  private readonly names = new Map<string, number>();

  constructor(
    private readonly plan: CollectorPlan,
    private readonly queueBytes: number,
  ) {}

  logs(backend: LogsBackendPlan): Exporter<"logs"> {
    const { region } = this.plan;
    switch (backend.type) {
      case "cloudwatch":
        return otlpHttp(
          {
            logs_endpoint: otlpAddress("logs", region),
            headers: { "x-aws-log-group": backend.logGroup, "x-aws-log-stream": "collector" },
            ...this.aws("logs", region),
            ...this.delivery(cloudWatchBatches.logs),
          },
          { name: this.name("logs", "cloudwatch"), why: { "sending_queue.batch": cloudWatchLimits.logs } },
        );
      case "loki":
        return this.otlp(this.name("logs", "loki"), { ...backend, endpoint: `${backend.endpoint}/otlp` });
      case "elasticsearch":
        return this.elasticsearch("logs", backend);
      default:
        return this.any("logs", backend);
    }
  }

  metrics(backend: MetricsBackendPlan): Exporter<"metrics"> {
    const { region } = this.plan;
    switch (backend.type) {
      case "cloudwatch":
        return otlpHttp(
          {
            metrics_endpoint: otlpAddress("monitoring", region),
            ...this.aws("monitoring", region),
            ...this.delivery(cloudWatchBatches.metrics),
          },
          { name: this.name("metrics", "cloudwatch"), why: { "sending_queue.batch": cloudWatchLimits.metrics } },
        );
      case "emf":
        return awsemf(
          {
            namespace: backend.namespace,
            region,
            log_group_name: backend.logGroup,
            dimension_rollup_option: "NoDimensionRollup",
            resource_to_telemetry_conversion: { enabled: true },
          },
          {
            name: this.name("metrics", "emf"),
            why: { dimension_rollup_option: "Otherwise each metric is published, and paid for, several times." },
          },
        );
      case "prometheus":
        return this.otlp(this.name("metrics", "prometheus"), {
          ...backend,
          endpoint: `${backend.endpoint}/api/v1/otlp`,
        });
      case "amp":
        return prometheusRemoteWrite(
          {
            endpoint: `https://${serviceHost("aps-workspaces", backend.region)}/workspaces/${backend.workspace}/api/v1/remote_write`,
            auth: this.aws("aps", backend.region).auth,
            ...(compareVersions(this.plan.version, "0.161.0") < 0
              ? { resource_to_telemetry_conversion: { enabled: true } }
              : { resource_constant_labels: { included: ["*"] } }),
            remote_write_queue: { enabled: true, queue_size: 10_000, num_consumers: 5 },
            retry_on_failure: { enabled: true, max_elapsed_time: "15m" },
          },
          { name: this.name("metrics", "amp") },
        );
      default:
        return this.any("metrics", backend);
    }
  }

  traces(backend: TracesBackendPlan): Exporter<"traces"> {
    const { region } = this.plan;
    switch (backend.type) {
      case "xray":
        return otlpHttp(
          {
            traces_endpoint: otlpAddress("xray", region),
            ...this.aws("xray", region),
            ...this.delivery(cloudWatchBatches.traces),
          },
          { name: this.name("traces", "xray"), why: { "sending_queue.batch": cloudWatchLimits.traces } },
        );
      case "tempo":
        return this.otlp(this.name("traces", "tempo"), backend);
      case "elasticsearch":
        return this.elasticsearch("traces", backend);
      default:
        return this.any("traces", backend);
    }
  }

  private elasticsearch(
    signal: "logs" | "traces",
    { apiKey, endpoint, index }: Extract<LogsBackendPlan, { readonly type: "elasticsearch" }>,
  ): Exporter<"logs" | "traces"> {
    const name = this.name(signal, "elasticsearch");
    return elasticsearch(
      {
        endpoint,
        ...(index === undefined ? {} : signal === "logs" ? { logs_index: index } : { traces_index: index }),
        ...(apiKey === undefined ? {} : { api_key: this.secret(name, "API_KEY", apiKey) }),
        // It tries twice if nothing is said. All attempts together have `timeout`, which ends them before their number does.
        timeout: "15m",
        retry: {
          max_retries: 100,
          initial_interval: "1s",
          max_interval: "30s",
          retry_on_status: [429, 502, 503, 504],
        },
        sending_queue: queue(this.queueBytes, usualBatch),
      },
      { name, why: { timeout: "For a request with all its retries." } },
    );
  }

  private any(signal: Signal, backend: Extract<LogsBackendPlan, { readonly type: "s3" | "otlp" | "file" }>): Exporter {
    const name = this.name(signal, backend.type);
    switch (backend.type) {
      case "s3":
        return awss3(
          {
            s3uploader: {
              region: backend.region,
              s3_bucket: backend.bucket,
              s3_prefix: `${backend.prefix}/${signal}`,
              compression: "gzip",
            },
            marshaler: "otlp_json",
            sending_queue: queue(this.queueBytes, {
              sizer: "bytes",
              min_size: 5_000_000,
              max_size: 20_000_000,
              flush_timeout: "60s",
            }),
          },
          { name, why: { "sending_queue.batch": "Few large objects: each has a price." } },
        );
      case "otlp":
        return this.otlp(name, backend);
      case "file":
        return file({ path: backend.path, format: "json" }, { name });
    }
  }

  private aws(service: keyof typeof signedServices, region: string) {
    return {
      compression: "gzip",
      auth: { authenticator: sigv4auth({ region, service }, { name: service }) },
    } as const;
  }

  /** A back end that takes OTLP, with its tenant and token. Each has an authenticator of its own: a token is for nobody else. */
  private otlp(
    name: string,
    {
      endpoint,
      tenant,
      token,
    }: { readonly endpoint: string; readonly tenant?: string; readonly token?: CollectorSecret["from"] },
  ) {
    return otlpHttp(
      {
        endpoint,
        compression: "gzip",
        ...(tenant === undefined ? {} : { headers: { "X-Scope-OrgID": tenant } }),
        ...(token === undefined
          ? {}
          : { auth: { authenticator: bearertokenauth({ token: this.secret(name, "TOKEN", token) }, { name }) } }),
        ...this.delivery(usualBatch),
      },
      { name },
    );
  }

  private secret(name: string, what: string, from: CollectorSecret["from"]) {
    const variable = `${name}_${what}`.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_");
    this.secrets.push({ variable, from });
    return env(variable);
  }

  /** Waits for a back end that is away, and sends again what it refused. */
  private delivery(
    batch: SendingQueue["batch"] & object,
  ): Pick<OtlpHttpSettings, "retry_on_failure" | "sending_queue"> {
    return {
      retry_on_failure: { enabled: true, max_elapsed_time: "15m" },
      sending_queue: queue(this.queueBytes, batch),
    };
  }

  private name(signal: Signal, type: string): string {
    const base = `${signal}-${type}`;
    const count = (this.names.get(base) ?? 0) + 1;
    this.names.set(base, count);
    return count === 1 ? base : `${base}-${count}`;
  }
}
