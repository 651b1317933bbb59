import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { ServiceObservability } from "../lib/constructs";
import { defineContract, gte } from "../lib/contract";

// One synthesis, in a separate process: `synth-sample.ts bare|sightline SERVICES` prints its time and memory as JSON.

const contract = defineContract({
  name: "bench",
  fields: {
    event: { type: "string", description: "Event." },
    "http.status": { type: "integer", description: "Status." },
    "http.ms": { type: "number", description: "Duration.", unit: "Milliseconds" },
  },
  events: { request_completed: { level: "info", description: "Answered.", required: ["http.status", "http.ms"] } },
  signals: {
    errors: { description: "Errors.", on: "request_completed", where: gte("http.status", 500), default: 0 },
    duration: { description: "Duration.", on: "request_completed", value: "http.ms" },
  },
});
const topic = { arn: "arn:aws:sns:eu-central-1:111122223333:alarms" };
const tags = { team: "bench" };

const kinds: Readonly<Record<string, (stack: TerraformStack, name: string) => void>> = {
  bare(stack, name) {
    const logGroup = new CloudwatchLogGroup(stack, `${name}-logs`, {
      name: `/app/bench/${name}`,
      retentionInDays: 30,
      tags,
    });
    const filters = [
      {
        metric: "Errors",
        pattern: '{ $.event = "request_completed" && $.http.status >= 500 }',
        value: "1",
        unit: "Count",
        defaultValue: "0",
      },
      { metric: "Duration", pattern: '{ $.event = "request_completed" }', value: "$.http.ms", unit: "Milliseconds" },
    ];
    for (const { metric, pattern, ...transformation } of filters) {
      new CloudwatchLogMetricFilter(stack, `${name}-${metric}`, {
        name: metric,
        logGroupName: logGroup.name,
        pattern,
        metricTransformation: { name: metric, namespace: `bench/${name}`, ...transformation },
      });
    }
    const alarm = {
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      namespace: `bench/${name}`,
      period: 300,
      alarmActions: [topic.arn],
      okActions: [topic.arn],
      treatMissingData: "notBreaching",
    };
    const description = (summary: string): string =>
      `${summary}\n\nImpact: Users.\n\nRunbook: https://runbooks.example.com/${name}\n\nOwner: team-bench`;
    new CloudwatchMetricAlarm(stack, `${name}-errors`, {
      ...alarm,
      alarmName: `bench-${name}-errors-critical`,
      alarmDescription: description("Errors."),
      metricName: "Errors",
      statistic: "Sum",
      threshold: 10,
      tags: { ...tags, severity: "critical" },
    });
    new CloudwatchMetricAlarm(stack, `${name}-slow`, {
      ...alarm,
      alarmName: `bench-${name}-slow-critical`,
      alarmDescription: description("Slow."),
      metricName: "Duration",
      extendedStatistic: "p99",
      evaluateLowSampleCountPercentiles: "ignore",
      threshold: 800,
      tags: { ...tags, severity: "critical" },
    });
  },

  sightline(stack, name) {
    const window = { period: "5m", periods: 3, datapoints: 2 };
    new ServiceObservability(stack, name, {
      service: name,
      contract,
      logGroup: { name: `/app/bench/${name}`, retentionDays: 30 },
      namespace: `bench/${name}`,
      namePrefix: `bench-${name}`,
      owner: "team-bench",
      runbooks: `https://runbooks.example.com/${name}`,
      notify: "each",
      actions: { critical: topic },
      tags,
      alarms: {
        errors: {
          type: "threshold",
          summary: "Errors.",
          impact: "Users.",
          signal: "errors",
          ...window,
          severities: { critical: { above: 10 } },
        },
        slow: {
          type: "latency",
          summary: "Slow.",
          impact: "Users.",
          signal: "duration",
          percentile: "p99",
          ...window,
          severities: { critical: { above: 800 } },
        },
      },
    });
  },
};

function main(kind: string, services: number): void {
  const define = kinds[kind];
  if (define === undefined) throw new Error(`no kind "${kind}"; there are ${Object.keys(kinds).join(", ")}`);
  const outdir = mkdtempSync(join(tmpdir(), "sightline-bench-"));
  const started = performance.now();
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "bench");
  new AwsProvider(stack, "Aws", { region: "eu-central-1" });
  for (let index = 0; index < services; index++) define(stack, `service-${index}`);
  app.synth();
  const seconds = (performance.now() - started) / 1000;
  rmSync(outdir, { recursive: true });
  const resources = stack.node.findAll().filter((node) => "terraformResourceType" in node).length;
  process.stdout.write(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024, resources }));
}

main(process.argv[2] ?? "", Number(process.argv[3]));
