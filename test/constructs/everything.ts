import type { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { PrometheusWorkspace } from "@cdktf/provider-aws/lib/prometheus-workspace";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { lokiOn } from "../../examples/loki/on-aws";
import {
  awsMetrics,
  CloudwatchAgentConfiguration,
  CloudwatchDashboard,
  CollectorDaemon,
  CollectorSidecar,
  CompositeAlarm,
  EncryptionKey,
  ManagedGrafana,
  ManagedPrometheus,
  ManagedPrometheusRules,
  monitorStack,
  Notifications,
  QuietHours,
  RecommendedAlarms,
  SavedQuery,
  ServiceLogGroup,
  ServiceObservability,
  SlackChannel,
  TraceGroup,
  TraceSamplingRule,
  TransactionSearch,
  type AlarmEntry,
  type Route,
} from "../../lib/constructs";
import { baseContract, defineContract, eq, matches, missing } from "../../lib/contract";
import { type RecommendedSet, recommendedSets } from "../../lib/recommended";
import { text } from "./stack";

export const contract = defineContract({
  name: "checkout",
  extends: baseContract,
  fields: {
    "payment.provider": { type: "string", description: "Who was asked for money.", values: ["acme", "umbrella"] },
  },
  events: {
    payment_failed: { level: "error", description: "No money.", required: ["payment.provider"] },
  },
  signals: {
    payment_failures: {
      description: "Payments that failed.",
      on: "payment_failed",
      dimensions: ["payment.provider"],
      total: true,
    },
    templates: { description: "Text that looks like a template.", where: eq("http.route", "${x}%{y}"), default: 0 },
    patterns: { description: "A regular expression.", where: matches("http.route", "^/v[0-9]{1,2}/") },
    anonymous: { description: "Requests of nobody.", on: "request_completed", where: missing("user.id"), default: 0 },
  },
});

/** Every set of recommended alarms, from dimensions alone; and what a whole stack gets, with its dashboard. */
function monitored(stack: TerraformStack): void {
  const sets = Object.entries<RecommendedSet>(recommendedSets).flatMap(([name, set]) => {
    if (set.kind === "lines") return [];
    const of = Object.fromEntries(Object.keys(set.dimensions).map((dimension) => [dimension, `x-${name}`]));
    const settings = Object.fromEntries(Object.keys(set.settings ?? {}).map((setting) => [setting, 10]));
    return [[name, { of, name, settings }] as const];
  });
  new RecommendedAlarms(stack, "Everywhere", Object.fromEntries(sets));
  const shop = new Construct(stack, "Monitored");
  const fn = new LambdaFunction(shop, "Orders", {
    functionName: "orders",
    role: "arn:aws:iam::123456789012:role/orders",
    packageType: "Image",
    imageUri: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders:1",
  });
  new SqsQueue(shop, "Queue", { name: fn.functionName });
  monitorStack(shop, { dashboard: true });
}

/** What to leave out, or to add. */
export interface Parts {
  /** True to leave out what moto 5.2 does not support: log group classes, composite alarms, masking, indexes, anomaly detectors, Slack, stored secrets. */
  readonly emulated?: boolean;

  /** Constraint of a provider that has mute rules. */
  readonly provider?: string;
}

/** Every construct, in all the forms that Terraform should see; mute rules only where the provider has them. */
export function everything(stack: TerraformStack, options: Parts = {}): void {
  const key = new EncryptionKey(stack, "Key", {
    description: "Observability of the shop.",
    alias: "shop-prod-observability",
  });
  const queue = new SqsQueue(stack, "Queue", { name: "orders" });
  const archive = new S3Bucket(stack, "Archive", { bucket: "shop-prod-findings" });
  const routes: Record<string, Route> = {
    team: {
      email: "team@example.com",
      severities: ["warning", "critical"],
      filterPolicy: { AlarmName: [{ prefix: "shop-" }] },
    },
    hook: { webhook: { variable: "hook" }, severities: ["warning"] },
    queue: { sqs: queue, severities: ["critical"] },
    ...(options.emulated === true ? {} : routesBeyondTheEmulator(stack)),
  };
  const notifications = new Notifications(stack, "Notifications", {
    name: "shop-prod-alarms",
    key,
    routes,
    tags: { team: "platform" },
  });

  const checkout = new ServiceObservability(stack, "Checkout", {
    service: "checkout",
    contract: options.emulated === true ? { ...contract, redaction: { keys: [], shapes: [] } } : contract,
    notify: options.emulated === true ? "each" : "service",
    logGroup: {
      name: "/app/prod/checkout",
      retentionDays: 30,
      key,
      retainOnDelete: true,
      ...(options.emulated === true
        ? {}
        : { indexes: ["trace_id", "request_id"], anomalyDetection: true, redactionAudit: { bucket: archive } }),
    },
    namespace: "shop/prod/checkout",
    namePrefix: "shop-prod-checkout",
    owner: "payments",
    runbooks: "https://runbooks.example.com/checkout",
    actions: notifications.topics,
    tags: { service: "checkout" },
    alarms: {
      payments: {
        type: "threshold",
        summary: "Payments fail.",
        impact: "Customers cannot pay.",
        query: "filter event = 'payment_failed' | stats count() by `payment.provider`",
        signal: "payment_failures",
        severities: { warning: { above: 5 }, critical: { above: 20, periods: 3, datapoints: 2 } },
      },
      acme: {
        type: "threshold",
        summary: "Payments through Acme fail.",
        impact: "Customers cannot pay by card.",
        signal: "payment_failures",
        dimensions: { "payment.provider": "acme" },
        severities: { info: { atLeast: 1 } },
      },
      error_rate: {
        type: "rate",
        summary: "Requests fail.",
        impact: "Customers see an error page.",
        errors: "server_errors",
        of: "requests",
        minimum: 20,
        severities: { warning: { above: 5 }, critical: { above: 10 } },
      },
      latency: {
        type: "latency",
        summary: "Requests are slow.",
        impact: "Customers wait.",
        signal: "request_duration",
        percentile: "p99",
        severities: { warning: { above: 800 } },
      },
      slow: {
        type: "latency",
        summary: "Requests are very slow.",
        impact: "Customers leave.",
        signal: "request_duration",
        percentile: "p95",
        minimumSamples: 50,
        severities: { critical: { above: 3000 } },
      },
      silence: {
        type: "absence",
        summary: "The service logs nothing.",
        impact: "It may be down.",
        severities: { critical: { for: "15m" } },
      },
      late: {
        type: "deadline",
        summary: "No payment failed by four o'clock.",
        signal: "payment_failures",
        timezone: "Europe/Berlin",
        from: "22:00",
        days: ["MON", "FRI"],
        severities: { critical: { by: "04:00" } },
      },
      traffic: {
        type: "anomaly",
        summary: "Traffic is unusual.",
        impact: "Nobody, perhaps.",
        signal: "requests",
        direction: "below",
        severities: { warning: { band: 3 } },
      },
      backlog: {
        type: "threshold",
        summary: "Orders wait.",
        impact: "Customers get their mail late.",
        metric: awsMetrics.sqs.ageOfOldestMessage(queue),
        severities: { warning: { above: 600 } },
      },
      ...(options.emulated === true ? {} : { outage }),
    },
  });

  if (options.emulated !== true) {
    monitored(stack);
    new ServiceLogGroup(stack, "Archived", {
      name: "/app/prod/batch",
      retentionDays: "never",
      class: "infrequentAccess",
    });
  }
  const { payments, error_rate: errorRate } = checkout.alarms;
  if (options.emulated !== true && payments?.critical !== undefined && errorRate?.critical !== undefined) {
    new CompositeAlarm(stack, "Half", {
      name: "shop-prod-half",
      ...text,
      severities: { info: { rule: { atLeast: "50%", of: [payments.critical, errorRate.critical], state: "OK" } } },
    });
  }
  if (options.emulated !== true) {
    const topics = Object.values(notifications.topics);
    new SlackChannel(stack, "Slack", {
      name: "shop-prod-chat",
      team: "T0123ABCD",
      channel: "C0123ABCD",
      topics,
    });
  }
  if (options.emulated !== true) {
    new TraceGroup(stack, "Faults", {
      name: "shop-prod-faults",
      where: 'service("checkout") { fault }',
      insights: { notifications: true },
    });
    new CloudwatchAgentConfiguration(stack, "Agents", {
      name: "AmazonCloudWatch-shop-prod",
      text: '{"metrics":{"metrics_collected":{"statsd":{}}}}',
      instances: { tags: { Service: ["checkout"] } },
    });
    new TraceSamplingRule(stack, "Orders", {
      name: "shop-prod-orders",
      priority: 100,
      rate: 0.5,
      reservoir: 5,
      path: "/orders/*",
      attributes: { tenant: "gold" },
    });
  }
  new CloudwatchDashboard(stack, "Dashboard", {
    name: "shop-prod-checkout",
    body: JSON.stringify({
      widgets: [
        { type: "text", x: 0, y: 0, width: 24, height: 1, properties: { markdown: "## 100 %{of} ${it}" } },
        {
          type: "metric",
          properties: {
            region: "eu-central-1",
            metrics: [["shop", "Errors", { label: "${PROP('Dim.route')}", stat: "Sum" }]],
          },
        },
      ],
    }),
  });
  const workspace = new PrometheusWorkspace(stack, "PrometheusWorkspace", { alias: "rules" });
  new ManagedPrometheusRules(stack, "PrometheusRules", {
    workspace: { workspaceId: workspace.id },
    name: "shop-prod",
    rules:
      'groups:\n  - name: a\n    rules:\n      - { alert: Down, expr: up == 0, annotations: { summary: "${x}" } }\n',
  });
  // What is applied has to be destroyed again, and the emulator has neither saved queries nor a sign-on of people.
  if (options.emulated !== true) {
    new SavedQuery(stack, "Query", {
      name: "shop-prod/checkout/Newest errors",
      query: "fields @timestamp, @message | filter message like /\\$\\{x\\}/",
      logGroups: ["/app/prod/checkout"],
    });
    const prometheus = new ManagedPrometheus(stack, "ManagedPrometheus", { name: "shop-prod" });
    new ManagedGrafana(stack, "ManagedGrafana", {
      name: "shop-prod",
      account: "123456789012",
      region: "eu-central-1",
      admins: ["0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f"],
      prometheus: [{ workspace: prometheus.workspaceId, region: "eu-central-1" }],
      topics: Object.values(notifications.topics).map(({ arn }) => arn),
    });
  }
  // Applied by collector-service.test.ts.
  if (options.emulated !== true)
    lokiOn(stack, {
      account: "123456789012",
      region: "eu-central-1",
      cluster: { arn: "arn:aws:ecs:eu-central-1:123456789012:cluster/shop", name: "shop" },
      network: { vpcId: "vpc-0a1b2c3d4e5f60718", subnetIds: ["subnet-0a1b2c3d4e5f60718"] },
      collectorSecurityGroup: "sg-0a1b2c3d4e5f60718",
      grafanaSecurityGroup: "sg-0a1b2c3d4e5f60719",
      actions: notifications.topics,
    });
  if (options.provider !== undefined) {
    new TransactionSearch(stack, "TransactionSearch", {
      name: "shop-prod-transaction-search",
      enabled: true,
      indexing: 5,
      providerVersion: options.provider,
    });
    new QuietHours(stack, "Nights", {
      name: "shop-prod-nights",
      alarms: Object.values(checkout.notices),
      cron: "0 22 * * *",
      duration: "PT8H",
      timezone: "Europe/Berlin",
      providerVersion: options.provider,
    });
  }
  besideApplications(stack);
}

const outage: AlarmEntry = {
  type: "composite",
  summary: "Checkout is down.",
  impact: "Nobody can buy.",
  rule: {
    any: [{ all: ["error_rate", { not: "silence" }] }, { atLeast: 2, of: ["payments", "error_rate", "slow"] }],
  },
  severities: { critical: {} },
};

function routesBeyondTheEmulator(stack: TerraformStack): Record<string, Route> {
  const fn = new LambdaFunction(stack, "Function", {
    functionName: "notify",
    role: "arn:aws:iam::123456789012:role/notify",
    packageType: "Image",
    imageUri: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/notify:1",
  });
  return {
    pager: {
      pagerduty: { secret: "shop/pagerduty", key: "integration" },
      severities: ["critical"],
    },
    stored: { webhook: { ssm: "/shop/hook" }, severities: ["critical"], confirmsItself: true },
    fn: { lambda: fn, severities: ["critical"] },
    chat: {
      slack: { team: "T0123ABCD", channel: { variable: "slack_channel" } },
      severities: ["critical"],
    },
  };
}

/** Collectors in an application's task and on nodes: their texts are none that Terraform may change. */
function besideApplications(stack: TerraformStack): void {
  const common = {
    config: { text: "exporters: { otlp_http: { endpoint: '${env:COLLECTOR_GATEWAY}' } } # %{if}" },
    gateway: "http://collector.internal:4318",
    image: `otel/opentelemetry-collector-contrib@sha256:${"a".repeat(64)}`,
    memoryMib: 256,
  };
  const logGroup = new ServiceLogGroup(stack, "CollectorLogGroup", { name: "/shop/prod/beside", retentionDays: 30 });
  const sidecar = new CollectorSidecar(stack, "Sidecar", { ...common, name: "shop-prod-cart" });
  const { container, dependsOn } = sidecar.definition({ logGroup });
  new EcsTaskDefinition(stack, "Cart", {
    family: "shop-prod-cart",
    containerDefinitions: JSON.stringify([
      { name: "cart", image: "cart", memory: 256, dependsOn, environment: [], mountPoints: [], portMappings: [] },
      container,
    ]),
  });
  new CollectorDaemon(stack, "Agent", {
    ...common,
    name: "shop-prod-agent",
    cluster: new EcsCluster(stack, "Nodes", { name: "shop-prod-nodes" }),
    logGroup,
    logFolders: ["/var/log/app"],
    root: { because: "Only root may read these logs.", capabilities: [] },
    nodes: "attribute:ecs.os-type == linux",
  });
}
