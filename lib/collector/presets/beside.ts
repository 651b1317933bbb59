import type { AgentPlan, CollectorPlan, SidecarPlan } from "../../config";
import { otlpHttp } from "../components/exporters";
import { fileStorage, healthCheck } from "../components/extensions";
import { k8sAttributes, resourceDetection } from "../components/processors";
import { fileLog, hostMetrics, otlp, prometheus, statsd } from "../components/receivers";
import type { Exporter, Extension, Processor, Receiver } from "../model/component";
import { env } from "../model/reference";
import { queue, usualBatch } from "./batches";
import type { PlannedCollector } from "./collectors";
import { fromItself, inEnvironment, limiterOf, ofThisTask, ownTelemetry } from "./parts";
import { sizingOf } from "./sizing";

/** Files of its own log on Kubernetes, where its container is called `collector-agent`. */
export const ownLogFiles = "/var/log/pods/*/collector-agent/*.log";

/** Where it keeps how far it has read files. */
export const offsetsFolder = "/var/lib/otelcol";

/** The collectors of a plan that run beside applications, where the gateway is too far: in their tasks, and on nodes. */
export function collectorsBeside(plan: CollectorPlan): readonly PlannedCollector[] {
  return [
    ...(plan.sidecar === undefined ? [] : [sidecar(plan, plan.sidecar)]),
    ...(plan.agent === undefined ? [] : [agent(plan, plan.agent)]),
  ];
}

function sidecar(
  plan: CollectorPlan,
  { gateway, memoryMib, scrape, statsd: takesStatsd }: SidecarPlan,
): PlannedCollector {
  const where = resourceDetection(
    { detectors: ["env", "ecs"], override: false },
    { why: "The task that it runs in: cluster, task, family, revision. What an application says itself stays." },
  );
  return forwarding(plan, {
    tier: "sidecar",
    memoryMib,
    gateway,
    where: [where],
    listensToNetwork: false,
    extensions: [],
    any: [
      otlp(
        { protocols: { grpc: { endpoint: "127.0.0.1:4317" }, http: { endpoint: "127.0.0.1:4318" } } },
        { why: "Containers of a task share its loopback: nobody else reaches it." },
      ),
    ],
    metrics: [
      ...(takesStatsd
        ? [statsd({ endpoint: "127.0.0.1:8125", aggregation_interval: "60s" }, { why: "For what speaks StatsD only." })]
        : []),
      ...(scrape.length === 0
        ? []
        : [
            prometheus(
              {
                config: {
                  scrape_configs: [
                    {
                      job_name: "task",
                      scrape_interval: "60s",
                      static_configs: [{ targets: scrape.map((port) => `127.0.0.1:${port}`) }],
                    },
                  ],
                },
              },
              { name: "task", why: "What containers of the task show to Prometheus." },
            ),
          ]),
    ],
    logs: [],
  });
}

function agent(plan: CollectorPlan, { files, gateway, memoryMib, platform }: AgentPlan): PlannedCollector {
  const isKubernetes = platform === "kubernetes";
  const storage = fileStorage(
    { directory: offsetsFolder, create_directory: true },
    {
      name: "offsets",
      why: "How far files are read, so that a restart neither reads them again nor leaves lines out.",
    },
  );
  const reading = { storage, start_at: "end", retry_on_failure: { enabled: true } } as const;
  const [first, ...others] = files;
  return forwarding(plan, {
    tier: "agent",
    memoryMib,
    gateway,
    where: [
      ...(isKubernetes ? [ofPod] : []),
      resourceDetection(
        { detectors: isKubernetes ? ["env"] : ["env", "ec2", "system"], override: false },
        {
          why: isKubernetes
            ? "Cluster and node, as OTEL_RESOURCE_ATTRIBUTES says: pods often cannot ask the machine, and it does not start if they cannot."
            : "The machine that it runs on. What an application says itself stays.",
        },
      ),
    ],
    listensToNetwork: true,
    extensions: [healthCheck({ endpoint: "0.0.0.0:13133" }, { why: "For probes of the node." })],
    any: [
      otlp(
        { protocols: { grpc: { endpoint: "0.0.0.0:4317" }, http: { endpoint: "0.0.0.0:4318" } } },
        { why: "Applications send to their node." },
      ),
    ],
    metrics: [
      hostMetrics(
        {
          collection_interval: "60s",
          root_path: env("HOST_ROOT", "/"),
          scrapers: { cpu: {}, disk: {}, filesystem: {}, load: {}, memory: {}, network: {}, paging: {} },
        },
        {
          why: {
            "": "The node itself.",
            root_path: "Where the node's root is mounted, if it runs in a container.",
          },
        },
      ),
    ],
    logs: [
      ...(isKubernetes
        ? [
            fileLog(
              {
                include: ["/var/log/pods/*/*/*.log"],
                exclude: [ownLogFiles],
                include_file_path: true,
                ...reading,
                operators: [{ type: "container" }],
              },
              {
                name: "pods",
                why: { "": "What containers print.", exclude: "Its own lines: each would be followed by another one." },
              },
            ),
          ]
        : []),
      ...(first === undefined
        ? []
        : [
            fileLog(
              { include: [first, ...others], ...reading },
              { name: "files", why: "What programs write to files." },
            ),
          ]),
    ],
  });
}

/** What Kubernetes knows of the pod, by its address or by what the path of its log says. */
const ofPod = k8sAttributes(
  {
    auth_type: "serviceAccount",
    filter: { node_from_env_var: "K8S_NODE_NAME" },
    extract: {
      metadata: [
        "k8s.namespace.name",
        "k8s.pod.name",
        "k8s.pod.uid",
        "k8s.deployment.name",
        "k8s.node.name",
        "service.namespace",
        "service.name",
        "service.version",
      ],
      otel_annotations: true,
    },
    pod_association: [
      { sources: [{ from: "resource_attribute", name: "k8s.pod.uid" }] },
      { sources: [{ from: "connection" }] },
    ],
  },
  {
    why: {
      "": "Names of pod, deployment and service.",
      "filter.node_from_env_var": "Pods of this node only: all of a large cluster's would fill the memory.",
    },
  },
);

interface Forwarding {
  readonly tier: "sidecar" | "agent";
  readonly memoryMib: number;
  readonly gateway: string | undefined;
  readonly where: readonly Processor[];
  readonly listensToNetwork: boolean;
  readonly extensions: readonly Extension[];
  readonly any: readonly Receiver[];
  readonly metrics: readonly Receiver<"metrics">[];
  readonly logs: readonly Receiver<"logs">[];
}

/** Takes what comes, says where it is from, and hands all of it to the gateway, which removes, counts, samples and sends. */
function forwarding(plan: CollectorPlan, how: Forwarding): PlannedCollector {
  const { any, extensions, gateway, listensToNetwork, logs, memoryMib, metrics, tier, where } = how;
  const processors = [limiterOf(memoryMib), inEnvironment(plan), ...where];
  // An exporter has a queue for each signal.
  const exporters: readonly Exporter[] = [
    otlpHttp(
      {
        endpoint: gateway ?? env("COLLECTOR_GATEWAY"),
        compression: "gzip",
        retry_on_failure: { enabled: true, max_elapsed_time: "15m" },
        sending_queue: queue(Math.floor(sizingOf(memoryMib).queueBytes / 3), usualBatch),
      },
      { name: "gateway", why: "All of it: the gateway removes what may not be kept, counts, samples and sends." },
    ),
  ];
  return {
    tier,
    secrets: [],
    facts: { production: plan.production, memoryMib, privateNetwork: true, listensToNetwork },
    collector: {
      extensions,
      telemetry: ownTelemetry,
      pipelines: {
        traces: { receivers: any, processors, exporters, why: "Spans, to the gateway." },
        metrics: { receivers: any, processors, exporters, why: "Metrics, to the gateway." },
        ...(metrics.length === 0
          ? {}
          : {
              "metrics/near": {
                receivers: metrics,
                processors: [...processors, ofThisTask],
                exporters,
                why: "Metrics that do not say themselves where they are from.",
              },
            }),
        "metrics/collector": {
          receivers: [fromItself],
          processors: [...processors, ofThisTask],
          exporters,
          why: "What the collector says of itself.",
        },
        logs: { receivers: [...any, ...logs], processors, exporters, why: "Logs, to the gateway." },
      },
    },
  };
}
