import type { EnvironmentPlan, ServicePlan } from "../../config";
import type { Board, Panel, Query } from "../board";
import { deploymentAnnotations } from "../deployments";
import { unitIdOf } from "../units";
import { isStandard } from "./service";

/** All services side by side: requests, errors, how long they take. */
export function fleetBoard(plan: EnvironmentPlan): Board {
  const { environment, project, services, stack } = plan;
  return {
    key: "fleet",
    title: `${project} ${environment}: fleet`,
    description: "All services side by side. Each has a dashboard of its own.",
    rows: [
      {
        key: "services",
        title: "Services",
        panels: [
          each(
            services,
            { key: "requests", title: "Requests", description: "Requests answered, by service." },
            ["requests"],
            (id, service) => [metric(service, "requests", "Sum", id)],
          ),
          each(
            services,
            {
              key: "error_rate",
              title: "Error rate",
              description: "Share of requests answered with a status of 500 or above, by service.",
              unit: unitIdOf("Percent"),
            },
            ["requests", "server_errors"],
            (id, service) => [
              { kind: "math", id: `rate_${id}`, expression: `100 * errors_${id} / total_${id}`, legend: service.name },
              { ...metric(service, "server_errors", "Sum", `errors_${id}`), hidden: true },
              { ...metric(service, "requests", "Sum", `total_${id}`), hidden: true },
            ],
          ),
          each(
            services,
            {
              key: "p99",
              title: "Slowest requests",
              description: "Time that 99 % of requests stay below, by service.",
              unit: unitIdOf("Milliseconds"),
            },
            ["request_duration"],
            (id, service) => [metric(service, "request_duration", "p99", id)],
          ),
          each(
            services,
            { key: "errors", title: "Errors", description: "Log lines of level error or fatal, by service." },
            ["errors"],
            (id, service) => [metric(service, "errors", "Sum", id)],
          ),
          linesPanel(services),
        ].filter(({ queries }) => queries.length > 0),
      },
    ].filter(({ panels }) => panels.length > 0),
    annotations: [...deploymentAnnotations(services), { kind: "alarms", name: "Alarms", prefix: `${stack}-` }],
  };
}

/** A chart with the series of every service that has the signals. */
function each(
  services: readonly ServicePlan[],
  panel: Pick<Panel, "key" | "title" | "description" | "unit">,
  signals: readonly string[],
  queries: (id: string, service: ServicePlan) => readonly Query[],
): Panel {
  const having = services.filter((service) =>
    signals.every((name) => service.signals.some((signal) => signal.name === name && isStandard(signal))),
  );
  return {
    unit: unitIdOf("Count"),
    ...panel,
    kind: "timeseries",
    width: 12,
    queries: having.flatMap((service, at) => queries(`s${String(at + 1)}`, service)),
  };
}

function metric(service: ServicePlan, name: string, statistic: string, id: string): Extract<Query, { kind: "metric" }> {
  const signal = service.signals.find((candidate) => candidate.name === name);
  return {
    kind: "metric",
    id,
    namespace: service.namespace,
    metric: signal?.metric ?? name,
    dimensions: {},
    statistic,
    legend: service.name,
  };
}

function linesPanel(services: readonly ServicePlan[]): Panel {
  return {
    key: "lines",
    title: "Lines written",
    description:
      "Log lines that arrived in CloudWatch Logs, by service. A service that stops writing is down, or cannot be seen.",
    kind: "timeseries",
    width: 12,
    unit: unitIdOf("Count"),
    queries: services
      .flatMap(({ logGroup, name }) => (logGroup === undefined ? [] : [{ group: logGroup.name, name }]))
      .map(({ group, name }, at) => ({
        ...{
          kind: "metric",
          id: `s${String(at + 1)}`,
          namespace: "AWS/Logs",
          metric: "IncomingLogEvents",
          statistic: "Sum",
          legend: name,
        },
        dimensions: { LogGroupName: group },
      })),
  };
}
