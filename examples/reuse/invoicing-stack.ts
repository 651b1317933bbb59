import { TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsEcsCluster } from "@cdktf/provider-aws/lib/data-aws-ecs-cluster";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import {
  awsMetrics,
  CompositeAlarm,
  LatencyAlarm,
  Notifications,
  RateAlarm,
  SignalMetric,
  ThresholdAlarm,
  type AlarmText,
} from "sightline/constructs";
import { invoicing } from "./contract";

/**
 * A stack of a team that already has its cluster, service, queue and log group, and adds filters, alarms and topics with
 * Sightline. Resources are passed as objects, so no name is written twice.
 */
export class InvoicingStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-central-1" });

    // Existing resources of the team.
    const environment = new TerraformVariable(this, "environment", { type: "string" }).stringValue;
    const cluster = new DataAwsEcsCluster(this, "Cluster", { clusterName: `workers-${environment}` });
    const service = new EcsService(this, "Service", {
      name: `invoicing-${environment}`,
      cluster: cluster.arn,
      desiredCount: 2,
      taskDefinition: "invoicing",
    });
    const deadLetters = new SqsQueue(this, "DeadLetters", { name: `invoices-dead-${environment}` });
    const queue = new SqsQueue(this, "Queue", { name: `invoices-${environment}` });
    const logGroup = new CloudwatchLogGroup(this, "LogGroup", {
      name: `/ecs/invoicing-${environment}`,
      retentionInDays: 30,
    });

    // What Sightline adds.
    const { topics } = new Notifications(this, "Notifications", {
      name: `invoicing-${environment}`,
      severities: ["warning", "critical"],
      routes: {
        team: { email: "invoicing@example.com", severities: ["warning", "critical"] },
        pager: { pagerduty: { ssm: "/invoicing/pagerduty" }, severities: ["critical"] },
      },
    });

    const { invoice_failures: failed, invoices: tried, render_time: rendered } = invoicing.signals;
    const namespace = `invoicing/${environment}`;
    const failures = new SignalMetric(this, "Failures", { signal: failed, logGroup, namespace });
    const invoices = new SignalMetric(this, "Invoices", { signal: tried, logGroup, namespace });
    const renderTime = new SignalMetric(this, "RenderTime", { signal: rendered, logGroup, namespace });

    const rate = new RateAlarm(this, "FailureRate", {
      name: `invoicing-${environment}-failure-rate`,
      ...text("Invoices fail.", "Customers get no invoice.", "failure-rate"),
      errors: failures.metric,
      of: invoices.metric,
      minimum: 10,
      severities: { warning: { above: 2 }, critical: { above: 10 } },
      actions: { warning: topics.warning },
    });
    new ThresholdAlarm(this, "Refunds", {
      name: `invoicing-${environment}-refunds`,
      ...text("Refunds fail.", "Customers wait for their money.", "refunds"),
      metric: failures.series({ "invoice.kind": "refund" }),
      severities: { warning: { above: 0, periods: 3, datapoints: 2 } },
      actions: topics,
    });
    new LatencyAlarm(this, "RenderTimeAlarm", {
      name: `invoicing-${environment}-render-time`,
      ...text("Invoices are slow to render.", "None yet.", "render-time"),
      metric: renderTime.metric,
      percentile: "p95",
      minimumSamples: 20,
      severities: { warning: { above: 5000 } },
      actions: topics,
    });
    const backlog = new ThresholdAlarm(this, "Backlog", {
      name: `invoicing-${environment}-backlog`,
      ...text("Invoices wait in the queue.", "Customers get their invoice late.", "backlog"),
      metric: awsMetrics.sqs.ageOfOldestMessage(queue),
      severities: { warning: { above: 600 }, critical: { above: 3600 } },
      actions: { warning: topics.warning },
    });
    new ThresholdAlarm(this, "GivenUp", {
      name: `invoicing-${environment}-given-up`,
      ...text("Invoices were given up.", "Some customers get no invoice.", "given-up"),
      metric: awsMetrics.sqs.visibleMessages(deadLetters),
      severities: { warning: { above: 0 } },
      actions: topics,
    });
    new ThresholdAlarm(this, "Memory", {
      name: `invoicing-${environment}-memory`,
      ...text("Workers are short of memory.", "None yet.", "memory"),
      metric: awsMetrics.ecs.memory({ ClusterName: cluster.clusterName, ServiceName: service.name }),
      severities: { warning: { atLeast: 85 } },
      actions: topics,
    });

    // One page per problem: when invoices fail, or wait for an hour.
    const members = [rate.alarms.critical, backlog.alarms.critical].filter((alarm) => alarm !== undefined);
    new CompositeAlarm(this, "Outage", {
      name: `invoicing-${environment}-outage`,
      ...text("Invoicing is down.", "No customer gets an invoice.", "outage"),
      severities: { critical: { rule: { any: members } } },
      actions: topics,
    });
  }
}

function text(summary: string, impact: string, page: string): AlarmText {
  return { summary, impact, owner: "invoicing", runbook: `https://runbooks.example.com/invoicing/${page}` };
}
