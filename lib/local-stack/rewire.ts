import type { CollectorPlan, LogsBackendPlan, MetricsBackendPlan, TracesBackendPlan } from "../config";
import { LocalStackError, type LocalStackFault } from "./local-stack-error";

/** Where each back end listens in its container, and under which name the others find it. */
const inside = {
  loki: "http://loki:3100",
  prometheus: "http://prometheus:9090",
  tempo: "http://tempo:4318",
} as const;

type Service = keyof typeof inside;

/** A plan whose collector finds back ends by the names of their services, and the ports of this machine at which they are. */
export interface Rewired {
  readonly plan: CollectorPlan;
  /** Undefined for what no signal goes to. */
  readonly ports: Readonly<Partial<Record<Service, number>>>;
}

/**
 * Back ends on this machine become services; one task takes everything, and samples itself.
 *
 * @throws {LocalStackError} for back ends that are elsewhere, or need secrets
 */
export function rewire(plan: CollectorPlan): Rewired {
  const faults: LocalStackFault[] = [];
  const ports = new Map<Service, number>();

  const moved = <Backend extends LogsBackendPlan | MetricsBackendPlan | TracesBackendPlan>(
    signal: "logs" | "metrics" | "traces",
    backends: readonly Backend[],
  ): Backend[] =>
    backends.map((backend, index) => {
      const path = ["telemetry", signal, index];
      if (!isService(backend.type) || !("endpoint" in backend) || portOf(backend.endpoint) === undefined) {
        faults.push({
          problem: "elsewhere",
          path,
          message: `${signal} go to ${backend.type}${
            "endpoint" in backend && isService(backend.type)
              ? ` at ${backend.endpoint}, which is not an address of this machine with a port and no path`
              : ", which does not run here"
          }`,
          fix: `Give an environment for this machine its own back ends: ${examples[signal]}.`,
        });
        return backend;
      }
      if ((backend as { readonly token?: unknown }).token !== undefined)
        faults.push({
          problem: "needs-secret",
          path: [...path, "token"],
          message: "is sent, and nothing here asks for it",
          fix: "Leave it out: secrets have no place in files of a project.",
        });
      const service: Service = backend.type;
      const port = portOf(backend.endpoint) ?? 0;
      const other = [...ports].some(([each, taken]) => taken === port && each !== service);
      const before = ports.get(service);
      if (other || (before !== undefined && before !== port) || ownPorts.includes(port))
        faults.push({
          problem: "port-twice",
          path: [...path, "endpoint"],
          message: `port ${port} cannot be ${service}'s: ${before === undefined || before === port ? "another service has it" : `it has ${before}`}`,
          fix: `Use one port for each: ${examples[signal]}.`,
        });
      ports.set(service, port);
      return { ...backend, endpoint: inside[service] };
    });

  const logs = moved("logs", plan.logs);
  const metrics = moved("metrics", plan.metrics);
  const traces = moved("traces", plan.traces);
  if (faults.length > 0) throw new LocalStackError(faults);
  const { ecs: _ecs, sampler: _sampler, ...rest } = plan;
  return {
    plan: { ...rest, logs, metrics, traces, gateway: { ...plan.gateway, tasks: { min: 1, max: 1 } } },
    ports: Object.fromEntries(ports),
  };
}

/** Ports of this machine that the stack itself has: Grafana, and the collector's two. */
const ownPorts: readonly number[] = [3000, 4317, 4318];

const examples = {
  logs: '{ type: "loki", endpoint: "http://127.0.0.1:3100" }',
  metrics: '{ type: "prometheus", endpoint: "http://127.0.0.1:9090" }',
  traces: '{ type: "tempo", endpoint: "http://127.0.0.1:4328" }',
} as const;

function isService(type: string): type is Service {
  return Object.hasOwn(inside, type);
}

/** The port of an address on this machine. */
function portOf(endpoint: string): number | undefined {
  const [, port] = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):(\d{1,5})\/?$/.exec(endpoint) ?? [];
  return port === undefined || Number(port) === 0 || Number(port) > 65_535 ? undefined : Number(port);
}
