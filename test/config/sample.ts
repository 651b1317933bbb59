import { baseContract, defineContract } from "../../lib/contract";
import { ConfigError, inspect, type ConfigInput } from "../../lib/config";
import { ruled } from "../texts";

/** A small contract with a count, a count with a default, one by dimension, and a measure. */
export const payments = defineContract({
  name: "payments",
  extends: baseContract,
  fields: {
    "payment.provider": { type: "string", description: "Who moves the money.", values: ["stripe", "adyen"] },
  },
  events: {
    payment_failed: { level: "error", description: "A payment failed.", required: ["payment.provider"] },
    payment_made: { level: "info", description: "A payment was made.", required: ["payment.provider"] },
  },
  signals: {
    failures: { description: "Payments that failed.", on: "payment_failed", default: 0 },
    attempts: { description: "Payments that were tried.", on: ["payment_failed", "payment_made"], default: 0 },
    by_provider: { description: "Failures, by provider.", on: "payment_failed", dimensions: ["payment.provider"] },
  },
});

/** A small configuration without a finding. Tests change one thing in it. */
export function sample() {
  return {
    project: "shop",
    services: {
      payments: {
        owner: "team-payments",
        runbooks: "https://runbooks.shop.example/payments",
        contract: payments,
        alarms: {
          failures: {
            type: "threshold",
            summary: "Payments fail.",
            signal: "failures",
            severities: { warning: { above: 3 }, critical: { above: 20 } },
          },
          slow: {
            type: "latency",
            summary: "Payments are slow.",
            signal: "request_duration",
            severities: { warning: { above: 800 } },
          },
        },
      },
    },
    environments: {
      base: { abstract: true, region: "eu-central-1", account: "111122223333", backend: { type: "local" } },
      prod: {
        extends: "base",
        routes: { warning: [{ email: "team@shop.example" }], critical: [{ pagerduty: { ssm: "/shop/pagerduty" } }] },
      },
    },
  } satisfies ConfigInput;
}

/** The findings in the sample after a change: rules and places. Changes may have any type. */
export function found(change: (config: Loose) => void): string[] {
  const config = sample();
  change(config);
  return ruled(inspect(config).findings);
}

// Any, because these tests write what the compiler would refuse.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Loose = any;

/** The findings that a function throws: rules and places. */
export function refusedFor(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigError) return ruled(error.findings);
    throw error;
  }
  return [];
}
