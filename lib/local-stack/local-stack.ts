import { alloyConfiguration } from "../agents";
import { collectorsOf, collectorText, printDocument, sizingOf } from "../collector";
import type { CollectorPlan } from "../config";
import { lokiText, prometheusText, tempoText } from "./back-ends";
import { composeText } from "./compose";
import { dashboardsText, dataSourcesText } from "./grafana";
import { LocalStackError } from "./local-stack-error";
import { readmeText } from "./readme";
import { rewire } from "./rewire";

/** A Docker Compose project. */
export interface LocalStack {
  /** Texts by their path in the project's folder, with slashes. */
  readonly files: Readonly<Record<string, string>>;
  /** What is where, for people. */
  readonly addresses: readonly { readonly what: string; readonly address: string }[];
}

/**
 * The collector of an environment with its back ends and Grafana, on this machine: the same collector as elsewhere, but that it finds its
 * back ends by the names of their services.
 *
 * @param dashboards the folder of the project's dashboards, as the Compose project finds it; undefined without one
 * @throws {LocalStackError} for an environment whose back ends are elsewhere
 */
export function localStack(environment: CollectorPlan, dashboards?: string): LocalStack {
  const { plan, ports } = rewire(environment);
  const { image } = plan;
  if (image === undefined)
    throw new LocalStackError([
      {
        problem: "no-image",
        path: ["collector", "image"],
        message: `is not known for ${plan.distribution} ${plan.version}`,
        fix: "Write the collector's image, by digest.",
      },
    ]);
  const has = {
    loki: ports.loki !== undefined,
    prometheus: ports.prometheus !== undefined,
    tempo: ports.tempo !== undefined,
  };
  const name = `${plan.project}-${plan.environment}`;
  const { memoryMib } = plan.gateway;
  const collectorConfig = collectorsOf(plan)
    .map(({ collector }) => collectorText(collector, plan))
    .map(({ comments, document }) => printDocument(document, comments))
    .join("---\n");
  const addresses = [
    { what: "Grafana", address: "http://localhost:3000" },
    { what: "OTLP by HTTP", address: "http://127.0.0.1:4318" },
    { what: "OTLP by gRPC", address: "127.0.0.1:4317" },
    ...(["loki", "prometheus", "tempo"] as const).flatMap((service) => {
      const port = ports[service];
      return port === undefined ? [] : [{ what: names[service], address: `http://127.0.0.1:${port}` }];
    }),
  ];
  return {
    addresses,
    files: {
      "compose.yaml": composeText({
        name,
        has,
        ports,
        collector: { image, memoryMib, goMemoryMib: sizingOf(memoryMib).goMemoryMib },
        ...(dashboards === undefined ? {} : { dashboards }),
      }),
      "collector/config.yaml": collectorConfig,
      ...(has.loki ? { "loki/loki.yaml": lokiText() } : {}),
      ...(has.prometheus ? { "prometheus/prometheus.yaml": prometheusText() } : {}),
      ...(has.tempo ? { "tempo/tempo.yaml": tempoText() } : {}),
      "grafana/provisioning/datasources/sightline.yaml": dataSourcesText(has),
      ...(dashboards === undefined ? {} : { "grafana/provisioning/dashboards/sightline.yaml": dashboardsText() }),
      ...(has.loki
        ? {
            "alloy/config.alloy": alloyConfiguration({
              environment: plan.environment,
              from: { docker: { exceptProject: name } },
              to: { otlp: "http://collector:4318" },
              redaction: plan.redaction,
            }),
          }
        : {}),
      "README.md": readmeText({ name, has, addresses, hasDashboards: dashboards !== undefined }),
    },
  };
}

const names = { loki: "Loki", prometheus: "Prometheus", tempo: "Tempo, by OTLP" } as const;
