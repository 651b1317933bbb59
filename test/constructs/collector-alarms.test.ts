import { TerraformVariable } from "cdktf";
import { telemetryMetrics } from "../../lib/collector/catalogue/telemetry-metrics";
import { CollectorAlarms, type CollectorAlarmsProps, CollectorGateway } from "../../lib/constructs";
import { expectText } from "../texts";
import { emptyStack, paths, synth, type Synthesized } from "./stack";

const plain: CollectorAlarmsProps = {
  name: "shop-prod-collector-gateway",
  namespace: "shop/prod/Collector",
  tier: "gateway",
  logGroup: { name: "/shop/prod/collector" },
  memoryMib: 2048,
  runbook: "https://runbooks.example.com/collector",
  owner: "platform",
};

function alarms(props: Partial<CollectorAlarmsProps> = {}): Synthesized {
  return synth((stack) => new CollectorAlarms(stack, "Alarms", { ...plain, ...props }));
}

interface MetricAlarm {
  readonly alarm_name: string;
  readonly alarm_description: string;
  readonly metric_name?: string;
  readonly threshold: number;
  readonly evaluation_periods: number;
  readonly treat_missing_data: string;
  readonly metric_query?: {
    readonly expression?: string;
    readonly metric?: { readonly metric_name: string; readonly dimensions: object };
  }[];
}

function named(synthesized: Synthesized, end: string): MetricAlarm {
  const found = (synthesized.all("aws_cloudwatch_metric_alarm") as unknown as MetricAlarm[]).find(({ alarm_name }) =>
    alarm_name.endsWith(end),
  );
  if (found === undefined) throw new Error(`no alarm ${end}`);
  return found;
}

const names = (synthesized: Synthesized): string[] =>
  (synthesized.all("aws_cloudwatch_metric_alarm") as unknown as MetricAlarm[])
    .map(({ alarm_name }) => alarm_name.replace("shop-prod-collector-gateway-", ""))
    .sort();

test("a collector has alarms on what it refuses, loses and needs", () => {
  expect(names(alarms())).toEqual([
    "export-failed-critical",
    "gone-critical",
    "memory-short-critical",
    "memory-short-warning",
    "memory-warning",
    "queue-filling-critical",
    "queue-filling-warning",
    "queue-full-critical",
    "refused-warning",
    "restarts-warning",
  ]);
});

test("the words say what to do", () => {
  const gateway = synth((stack) => {
    const alarm = new CollectorAlarms(stack, "Alarms", {
      ...plain,
      decides: true,
      samplers: 3,
      silence: { traces: "15m" },
      gateway: {
        loadBalancer: { arnSuffix: "net/a/1" },
        targetGroups: { grpc: { arnSuffix: "targetgroup/a/1" } },
      } as unknown as CollectorGateway,
    });
    expect(alarm.alarms.size).toBe(13);
  });
  const words = gateway.all("aws_cloudwatch_metric_alarm") as unknown as MetricAlarm[];
  expectText(words.map(({ alarm_description, alarm_name }) => `${alarm_name}: ${alarm_description}`).join("\n---\n"));
});

test("every metric is one of the collector's, with the dimension of its tier", () => {
  const known = new Set(telemetryMetrics.map(({ name }) => name));
  const all = alarms({ decides: true, samplers: 2 }).all("aws_cloudwatch_metric_alarm") as unknown as MetricAlarm[];
  const read = all.flatMap(({ metric_name, metric_query = [] }) => [
    ...(metric_name === undefined ? [] : [metric_name]),
    ...metric_query.flatMap(({ metric }) => (metric === undefined ? [] : [metric.metric_name])),
  ]);
  expect(read.filter((name) => !known.has(name))).toEqual(["gateway_starts"]);
  for (const { metric_query = [] } of all)
    for (const { metric } of metric_query)
      if (metric !== undefined) expect(metric.dimensions).toEqual({ Tier: "gateway" });
});

test("a back end that takes nothing is 100 %, although nothing was ever sent", () => {
  const { metric_query = [] } = named(alarms({ signals: ["traces"] }), "export-failed-critical");
  expect(metric_query[0]?.expression).toBe("100 * SUM([failed_spans]) / SUM([failed_spans, sent_spans])");
});

test("a tier that takes one signal has alarms on that one", () => {
  const { metric_query = [] } = named(alarms({ signals: ["traces"] }), "-refused-warning");
  expect(metric_query.flatMap(({ metric }) => metric?.metric_name ?? [])).toEqual(["otelcol_receiver_refused_spans"]);
});

test("a version that does not count what memory_limiter refuses has no alarm on it", () => {
  expect(names(alarms({ version: "0.150.0" })).filter((name) => name.startsWith("memory-short"))).toEqual([]);
});

test("memory is compared with the task's", () => {
  expect(named(alarms({ memoryMib: 1024 }), "-memory-warning")).toMatchObject({
    metric_name: "otelcol_process_memory_rss",
    threshold: 912_680_550,
    treat_missing_data: "notBreaching",
  });
});

test("memory that only Terraform knows is compared by Terraform", () => {
  const synthesized = synth((stack) => {
    const memoryMib = new TerraformVariable(stack, "memory", { type: "number" }).numberValue;
    new CollectorAlarms(stack, "Alarms", { ...plain, memoryMib });
  });
  expect(named(synthesized, "-memory-warning").threshold).toBe("${floor((var.memory * 891289.6))}");
});

test("a collector that says nothing is gone, and one without traffic is not, unless traffic is promised", () => {
  expect(named(alarms(), "gone-critical")).toMatchObject({ treat_missing_data: "breaching", evaluation_periods: 15 });
  expect(named(alarms({ silence: { logs: "1h" } }), "no-logs-critical")).toMatchObject({
    metric_name: "otelcol_receiver_accepted_log_records",
    treat_missing_data: "breaching",
    evaluation_periods: 60,
  });
});

test("starts are counted in the log", () => {
  expect(alarms().one("aws_cloudwatch_log_metric_filter")).toMatchObject({
    log_group_name: "/shop/prod/collector",
    pattern: '"Everything is ready. Begin running and processing data."',
    metric_transformation: { namespace: "shop/prod/Collector", name: "gateway_starts", value: "1" },
  });
});

test("a gateway's load balancer is watched", () => {
  const synthesized = synth((stack) => {
    const gateway = new CollectorGateway(stack, "Gateway", {
      account: "123456789012",
      region: "eu-central-1",
      partition: "aws",
      name: "shop-prod-collector-gateway",
      cluster: { arn: "arn:aws:ecs:c", name: "shop" },
      network: { vpcId: "vpc-1", subnetIds: ["subnet-1"] },
      config: { text: "a: 1" },
      image: `otel@sha256:${"a".repeat(64)}`,
      cpu: 512,
      memoryMib: 1024,
      logGroup: { name: "/shop" },
      clients: [{ cidr: "10.0.0.0/8" }],
      tasks: 2,
    });
    new CollectorAlarms(stack, "Alarms", { ...plain, gateway });
  });
  expect(named(synthesized, "none-healthy-critical")).toMatchObject({
    metric_name: "HealthyHostCount",
    threshold: 1,
    dimensions: { LoadBalancer: expect.stringContaining(".arn_suffix}") as string },
  });
});

test("construct paths are stable", () => {
  const stack = emptyStack();
  new CollectorAlarms(stack, "Alarms", { ...plain, samplers: 2, decides: true });
  expect(paths(stack)).toEqual([
    "Alarms/ExportFailed/Critical",
    "Alarms/Gone/Critical",
    "Alarms/Memory/Warning",
    "Alarms/MemoryShort/Critical",
    "Alarms/MemoryShort/Warning",
    "Alarms/QueueFilling/Critical",
    "Alarms/QueueFilling/Warning",
    "Alarms/QueueFull/Critical",
    "Alarms/Refused/Warning",
    "Alarms/Restarts/Warning",
    "Alarms/Samplers/Critical",
    "Alarms/Samplers/Warning",
    "Alarms/Starts",
    "Alarms/TooEarly/Warning",
  ]);
});
