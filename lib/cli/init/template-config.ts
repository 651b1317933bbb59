// The same configuration twice: test/cli/init.test.ts checks that both give the same plan.

/** `sightline.config.ts` of a new project. */
export function configTypeScript(name: string): string {
  return `import { defineConfig, defineService } from "sightline/config";
import { baseContract, defineContract } from "sightline/contract";

/** What the service logs, and what is counted from it. The base contract has the fields and signals of requests. */
const contract = defineContract({
  name: "api",
  extends: baseContract,
  fields: {
    "order.id": { type: "string", description: "Id of the order." },
    "order.rejection": {
      type: "string",
      description: "Why the order was refused.",
      values: ["card_declined", "out_of_stock", "invalid_address"],
    },
  },
  events: {
    order_placed: { level: "info", description: "An order was taken.", required: ["order.id"] },
    order_rejected: { level: "warn", description: "An order was refused.", required: ["order.rejection"] },
  },
  signals: {
    orders_placed: { description: "Orders taken.", on: "order_placed", default: 0 },
    orders_rejected: {
      description: "Orders refused, by reason.",
      on: "order_rejected",
      dimensions: ["order.rejection"],
      total: true,
    },
  },
});

const api = defineService({
  description: "Takes orders.",
  owner: "team-orders",
  runbooks: "https://runbooks.example.com/api",
  contract,
  alarms: {
    error_rate: {
      type: "rate",
      summary: "Requests are answered with errors.",
      impact: "Customers cannot order.",
      errors: "server_errors",
      of: "requests",
      minimum: 20,
      period: "1m",
      periods: 5,
      datapoints: 3,
      query: "filter http.response.status_code >= 500 | stats count() by http.route, error.type",
      severities: { warning: { above: 2 }, critical: { above: 10 } },
    },
    slow_requests: {
      type: "latency",
      summary: "The slowest one percent of requests takes too long.",
      impact: "Customers wait, click twice or give up.",
      signal: "request_duration",
      percentile: "p99",
      minimumSamples: 20,
      period: "5m",
      periods: 3,
      datapoints: 2,
      severities: { warning: { above: 1000 } },
    },
    orders_rejected: {
      type: "threshold",
      summary: "Many orders are refused.",
      impact: "Customers who want to buy are turned away.",
      signal: "orders_rejected",
      period: "5m",
      periods: 2,
      query: "filter event = 'order_rejected' | stats count() by order.rejection",
      severities: { warning: { above: 25 }, critical: { above: 100 } },
    },
    silent: {
      type: "absence",
      summary: "The service has stopped logging.",
      impact: "It is down, or its logs are lost.",
      severities: { critical: { for: "15m" } },
    },
  },
});

export default defineConfig({
  project: "${name}",
  services: { api },
  environments: {
    base: {
      abstract: true,
      region: "eu-central-1",
      account: "111122223333", // replace it with your own
      backend: { type: "local" }, // in a team: { type: "s3", bucket: "your-terraform-state" }
    },
    dev: {
      extends: "base",
      logs: { retentionDays: 7 },
      routes: { warning: [], critical: [] }, // in dev, nobody is notified
    },
    prod: {
      extends: "base",
      // Log groups are kept when they are removed here: losing logs takes two decisions.
      production: true,
      logs: { retentionDays: 90 },
      routes: {
        warning: [{ email: "team-orders@example.com" }],
        critical: [{ email: "oncall@example.com" }],
      },
      thresholds: { api: { error_rate: { critical: { above: 5 } } } },
    },
  },
});
`;
}

/** `sightline.config.yaml` of a new project. */
export function configYaml(name: string): string {
  return `# yaml-language-server: $schema=./node_modules/sightline/schema/sightline.schema.json
project: ${name}

services:
  api:
    description: Takes orders.
    owner: team-orders
    runbooks: https://runbooks.example.com/api

    # What the service logs, and what is counted from it. The base contract has the fields and signals of requests.
    contract:
      extends: base
      fields:
        order.id: { type: string, description: Id of the order. }
        order.rejection:
          type: string
          description: Why the order was refused.
          values: [card_declined, out_of_stock, invalid_address]
      events:
        order_placed: { level: info, description: An order was taken., required: [order.id] }
        order_rejected: { level: warn, description: An order was refused., required: [order.rejection] }
      signals:
        orders_placed: { description: Orders taken., on: order_placed, default: 0 }
        orders_rejected:
          description: Orders refused, by reason.
          on: order_rejected
          dimensions: [order.rejection]
          total: true

    alarms:
      error_rate:
        type: rate
        summary: Requests are answered with errors.
        impact: Customers cannot order.
        errors: server_errors
        of: requests
        minimum: 20
        period: 1m
        periods: 5
        datapoints: 3
        query: filter http.response.status_code >= 500 | stats count() by http.route, error.type
        severities: { warning: { above: 2 }, critical: { above: 10 } }
      slow_requests:
        type: latency
        summary: The slowest one percent of requests takes too long.
        impact: Customers wait, click twice or give up.
        signal: request_duration
        percentile: p99
        minimumSamples: 20
        period: 5m
        periods: 3
        datapoints: 2
        severities: { warning: { above: 1000 } }
      orders_rejected:
        type: threshold
        summary: Many orders are refused.
        impact: Customers who want to buy are turned away.
        signal: orders_rejected
        period: 5m
        periods: 2
        query: filter event = 'order_rejected' | stats count() by order.rejection
        severities: { warning: { above: 25 }, critical: { above: 100 } }
      silent:
        type: absence
        summary: The service has stopped logging.
        impact: It is down, or its logs are lost.
        severities: { critical: { for: 15m } }

environments:
  base:
    abstract: true
    region: eu-central-1
    account: "111122223333" # replace it with your own
    backend: { type: local } # in a team: { type: s3, bucket: your-terraform-state }
  dev:
    extends: base
    logs: { retentionDays: 7 }
    routes: { warning: [], critical: [] } # in dev, nobody is notified
  prod:
    extends: base
    # Log groups are kept when they are removed here: losing logs takes two decisions.
    production: true
    logs: { retentionDays: 90 }
    routes:
      warning: [{ email: team-orders@example.com }]
      critical: [{ email: oncall@example.com }]
    thresholds: { api: { error_rate: { critical: { above: 5 } } } }
`;
}
