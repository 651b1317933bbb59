import { type CollectorPlan, inspect, planEnvironment } from "../../lib/config";

/** Back ends on this machine. */
export const local = {
  logs: { type: "loki", endpoint: "http://127.0.0.1:3100" },
  metrics: { type: "prometheus", endpoint: "http://localhost:9090" },
  traces: { type: "tempo", endpoint: "http://127.0.0.1:4328" },
};

/** The collector of an environment with these back ends, two tasks and a tier that samples. */
export function planWith(telemetry: object, more: object = {}): CollectorPlan {
  const { config } = inspect({
    project: "shop",
    services: { orders: { owner: "team", contract: "base" } },
    environments: {
      local: {
        region: "eu-central-1",
        account: "111122223333",
        backend: { type: "local" },
        collector: {},
        sampling: { traces: { rate: 0.5 } },
        telemetry,
        ...more,
      },
    },
  });
  return planEnvironment(config!, "local").collector!;
}
