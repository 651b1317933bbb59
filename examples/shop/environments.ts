import type { ConfigInput } from "sightline/config";

const contrib =
  "otel/opentelemetry-collector-contrib@sha256:1f2c54a30e713fac6b3ae77a1ec84010c2007e29ced8ec666214fc2f6739c1cc";

/** What the environments share. It is not deployed. */
const base = {
  abstract: true,
  region: "eu-central-1",
  tags: { cost_center: "shop", managed_by: "sightline" },
  backend: { type: "s3", bucket: "shop-terraform-state", kmsKey: "alias/terraform-state" },
  sampling: { traces: { keepErrors: true, dropRoutes: ["/health", "/ready"] } },
  collector: { gateway: { tasks: 1 } },
  grafana: { url: "https://grafana.shop.example" },
} as const;

/** What X-Ray does in accounts that real requests, or those of load tests, come to: each has one environment, so it may set the account's switches. */
const xray = {
  groups: {
    purchases: { where: 'service("checkout") { fault } OR service("payments") { fault }', insights: true },
    slow: { where: "responsetime > 2" },
  },
  samplingRules: { health: { priority: 100, rate: 0, path: "/health" } },
  transactionSearch: true,
} as const;

const names = ["storefront", "checkout", "payments", "auth", "order-worker", "assistant"];

export const environments = {
  base,

  /** For experiments: short retention, AWS-owned keys, one mailbox, and no alarms that need real traffic to stay quiet. */
  dev: {
    extends: "base",
    account: "111111111111",
    production: false,
    encrypt: false,
    logs: { retentionDays: 7 },
    services: { assistant: { enabled: false } },
    /** A network of its own reaches Amazon ECR only: this is Docker Hub's image, copied there. */
    collector: {
      image: `111111111111.dkr.ecr.eu-central-1.amazonaws.com/docker-hub/${contrib}`,
      ecs: { network: { cidr: "10.20.0.0/20" } },
    },
    /** X-Ray takes no spans without it. */
    xray: { transactionSearch: true },
    providers: { aws: "~> 6.46" },
    thresholds: {
      storefront: { silent: { critical: "off" }, fewer_visitors: { warning: "off" } },
      checkout: { no_orders: { critical: "off" }, orders_rejected: { warning: "off" } },
      payments: { silent: { critical: "off" } },
      "order-worker": { silent: { critical: "off" } },
    },
    routes: {
      warning: [],
      critical: [{ email: "shop-dev@shop.example" }],
    },
    tags: { tier: "dev" },
  },

  /** Like prod, with load-test traffic; wakes nobody up. */
  staging: {
    extends: "base",
    account: "222222222222",
    production: false,
    logs: { retentionDays: 30 },
    sampling: { logs: { debug: 0 }, traces: { rate: 0.5 } },
    collector: {
      agent: { platform: "kubernetes" },
      ecs: {
        network: {
          vpc: "vpc-0b2d4f6a8c0e1a3c5",
          subnets: ["subnet-0b2d4f6a8c0e1a3c5", "subnet-1b2d4f6a8c0e1a3c5"],
        },
        clients: ["10.30.0.0/16"],
      },
    },
    xray,
    /** For load tests, whose readers have an account of AWS and none of Grafana. */
    cloudwatchDashboards: true,
    savedQueries: true,
    providers: { aws: "~> 6.46" },
    thresholds: {
      assistant: { cost: { warning: { above: 2 }, critical: { above: 5 } } },
      storefront: { fewer_visitors: { warning: "off" } },
    },
    routes: {
      warning: [{ slack: { team: { ssm: "/shop/slack/team" }, channel: { ssm: "/shop/slack/alarms-staging" } } }],
      critical: [{ slack: { team: { ssm: "/shop/slack/team" }, channel: { ssm: "/shop/slack/alarms-staging" } } }],
    },
    tags: { tier: "staging" },
  },

  prod: {
    extends: "base",
    account: "333333333333",
    production: true,
    assumeRole: { arn: "arn:aws:iam::333333333333:role/terraform-deploy" },
    logs: { retentionDays: 400 },
    sampling: { logs: { debug: 0 }, traces: { rate: 0.1, keepSlowerThan: "2s", services: { payments: 0.5 } } },
    collector: {
      gateway: { cpu: 1024, memory: 2048, tasks: { min: 2, max: 6 } },
      sampler: { cpu: 1024, memory: 4096, tasks: 2 },
      sidecar: { scrape: [9464] },
      ecs: {
        network: {
          vpc: "vpc-0a1c3e5b7d9f0a2b4",
          subnets: ["subnet-0a1c3e5b7d9f0a2b4", "subnet-1a1c3e5b7d9f0a2b4", "subnet-2a1c3e5b7d9f0a2b4"],
        },
        clients: ["sg-0a1c3e5b7d9f0a2b4"],
        owner: { team: "team-platform", contact: "#platform" },
      },
    },
    xray: { ...xray, indexing: 5 },
    providers: { aws: "~> 6.46" },
    routes: {
      warning: [
        { slack: { team: { ssm: "/shop/slack/team" }, channel: { ssm: "/shop/slack/alarms" } } },
        { webhook: { secret: "shop/alarm-webhook", key: "url" }, deadLetter: true },
      ],
      critical: [
        { pagerduty: { ssm: "/shop/prod/pagerduty-integration-key" }, deadLetter: true },
        { slack: { team: { ssm: "/shop/slack/team" }, channel: { ssm: "/shop/slack/alarms" } } },
        { email: "oncall@shop.example" },
      ],
    },
    tags: { tier: "prod" },
  },

  /**
   * An AWS emulator on this machine. It needs no account, and uses nothing that moto lacks (composite alarms, data-protection and
   * index policies, log anomaly detectors). `moto_server -H 127.0.0.1 -p 4566`, then `cdktf deploy shop-local`.
   */
  local: {
    extends: "base",
    region: "us-east-1",
    account: "123456789012",
    production: false,
    logs: { retentionDays: 1, protect: false },
    services: Object.fromEntries(
      names.map((name) => [name, { notify: "each", logs: { indexes: [], anomalyDetection: false } }]),
    ),
    thresholds: { checkout: { purchases_blocked: { critical: "off" } } },
    routes: { warning: [], critical: [{ email: "you@localhost.example" }] },
    backend: { type: "local" },
    providers: { aws: ">= 5.100.0, < 7.0.0" },
    telemetry: {
      logs: { type: "loki", endpoint: "http://127.0.0.1:3100" },
      metrics: { type: "prometheus", endpoint: "http://127.0.0.1:9090" },
      traces: { type: "tempo", endpoint: "http://127.0.0.1:4328" },
    },
    grafana: {
      url: "http://127.0.0.1:3000",
      dataSources: { tempo: { url: "http://127.0.0.1:3200" } },
      alerting: true,
    },
    endpoints: "http://127.0.0.1:4566",
    tags: { tier: "local" },
  },
} as const satisfies ConfigInput["environments"];
