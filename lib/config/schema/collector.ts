import type { z } from "zod";
import { fargateCpus, fargateMemory, ranges } from "../../aws";
import { duration } from "./duration";
import { ecsSchema } from "./ecs";
import { count, either, flag, list, object, oneOf, text } from "./form";

/** Builds of the OpenTelemetry Collector. */
export const distributions = ["contrib", "core", "k8s", "adot", "custom"] as const;

const version = text(
  "a version",
  'Write the version of the upstream collector in quotes: "0.159.0". ADOT says in its notes on which it is built.',
  /^(?:0|[1-9]\d{0,3})\.(?:0|[1-9]\d{0,3})\.(?:0|[1-9]\d{0,3})$/,
);

const image = text(
  "an image by digest",
  "Write its repository and digest: otel/opentelemetry-collector-contrib@sha256:... A tag may change what runs.",
  /^[a-z0-9][a-z0-9._:/-]*@sha256:[0-9a-f]{64}$/,
);

const taskCount = (what: string) => count(what, "Write a whole number from 1 to 100.", { min: 1, max: 100 });

const cpu = count("the CPU of a Fargate task", `Write one of ${fargateCpus.join(", ")}; 1024 is one virtual CPU.`, {
  min: 1,
});
const memory = count("the memory of a task", "Write MiB: 2048.", { min: 1 });
const leastMemory = fargateMemory(1024)[0] ?? 0;

const size = {
  cpu: cpu
    .optional()
    .describe("CPU of a task, 1,024 units for a virtual CPU: a size that Fargate offers. Default: 1024."),
  memory: memory
    .optional()
    .describe(
      `Memory of a task in MiB, as Fargate offers it for the CPU. Limits of memory and queues follow from it. Default: ${leastMemory}.`,
    ),
};

/** What hands its telemetry to the gateway. */
const forwarder = (mib: number) => ({
  memory: count("the memory of a container", `Write MiB, at least ${ranges.collectorMemory.least}: 256.`, {
    min: ranges.collectorMemory.least,
    max: ranges.collectorMemory.most,
  })
    .optional()
    .describe(`Memory that it may take, in MiB; limits of memory and queues follow from it. Default: ${mib}.`),
  gateway: text(
    "an address",
    "Write scheme, host and port of the gateway's OTLP over HTTP: http://collector.internal:4318.",
    /^https?:\/\/[^\s/?#@]+$/,
  )
    .optional()
    .describe("Address of the gateway. Default: what the environment variable COLLECTOR_GATEWAY says."),
});

/** What runs the collector. */
export const collectorSchema = object("a collector", {
  distribution: oneOf("a distribution", distributions)
    .nullable()
    .optional()
    .describe("Build of the collector, which decides what components there are. Default: contrib."),
  version: version
    .nullable()
    .optional()
    .describe("Version of the upstream collector, which decides how components are called. Default: 0.159.0."),
  image: image
    .nullable()
    .optional()
    .describe(
      "Image that runs, by digest. Default: the distribution's public one, where its digest is known: contrib 0.159.0.",
    ),
  ecs: ecsSchema
    .nullable()
    .optional()
    .describe("Runs it on Amazon ECS with Fargate. Default: nothing runs it; `sightline collector` prints its YAML."),
  gateway: object("the gateway", {
    ...size,
    tasks: either("a number of tasks", "Write a number, or { min, max }.", [
      taskCount("a number of tasks"),
      object("a range of tasks", {
        min: taskCount("the fewest tasks").describe("Tasks that always run."),
        max: taskCount("the most tasks").describe("Tasks that run at most."),
      }),
    ])
      .optional()
      .describe("How many run. Default: 2."),
  })
    .nullable()
    .optional()
    .describe("Tasks that applications send to."),
  sampler: object("the sampling tier", {
    ...size,
    tasks: taskCount("a number of tasks")
      .optional()
      .describe("How many run; a change sends traces elsewhere. Default: 2."),
    decisionWait: duration
      .optional()
      .describe("How long the spans of a trace are awaited before it is kept or dropped. Default: 10s."),
  })
    .nullable()
    .optional()
    .describe(
      "Tasks that keep or drop whole traces, where sampling is asked for and the gateway has more than one task; a single one does it itself.",
    ),
  sidecar: object("the sidecar", {
    ...forwarder(256),
    statsd: flag().optional().describe("Whether it takes StatsD, on port 8125. Default: false."),
    scrape: list("a list of ports", count("a port", "Write a number from 1 to 65535.", { min: 1, max: 65_535 }), {
      max: 20,
    })
      .optional()
      .describe("Ports of containers in the task that show metrics to Prometheus, at /metrics. Default: none."),
  })
    .nullable()
    .optional()
    .describe(
      "A container in the tasks of applications on ECS, which takes what they send to localhost. Default: none.",
    ),
  agent: object("the agent", {
    platform: oneOf("a platform", ["kubernetes", "ec2"] as const).describe("What the nodes are."),
    ...forwarder(512),
    files: list(
      "a list of files",
      text("a path", "Write an absolute path, with * for any text: /var/log/app/*.log.", /^\/\S{1,500}$/),
      { max: 50 },
    )
      .optional()
      .describe("Files of logs that it reads, on Kubernetes beside those of all pods. Default: none."),
  })
    .nullable()
    .optional()
    .describe(
      "A collector on each node: its metrics, the logs of what runs on it, and what applications send to it. Default: none.",
    ),
  counts: flag()
    .nullable()
    .optional()
    .describe(
      "Whether signals of contracts are counted in logs that come by OTLP, into metrics of the same names. Default: only where no logs go to CloudWatch, whose metric filters count them.",
    ),
  spanMetrics: object("metrics of spans", {
    dimensions: list(
      "a list of attributes",
      text("an attribute", "Write the name of an attribute of spans: http.route.", /^\S{1,255}$/),
      { max: 20 },
    )
      .optional()
      .describe(
        "Attributes of spans that tell series apart, beside service, span name, kind and status: such as have few values. Default: http.request.method, http.route, http.response.status_code.",
      ),
    limit: count("a number of series", "Write a whole number from 100 to 100000.", { min: 100, max: 100_000 })
      .optional()
      .describe("Series of a metric at most; what comes beyond is one series, otel.metric.overflow. Default: 2000."),
  })
    .nullable()
    .optional()
    .describe(
      "Request rates, errors and durations, counted from all spans before any is dropped. Default: those of the defaults here.",
    ),
}).meta({ id: "collector" });

export type CollectorEntry = z.output<typeof collectorSchema>;
