import { lokiConfiguration } from "../backends";
import { printYaml } from "../yaml";

/** Loki with its store in a folder of its volume. */
export function lokiText(): string {
  return lokiConfiguration({
    store: { folder: "/loki/chunks" },
    keepsFolder: true,
    retention: { keep: "7d" },
  }).text;
}

/** Prometheus, which takes metrics by OTLP. */
export function prometheusText(): string {
  return printYaml(
    {
      global: { scrape_interval: "1m" },
      otlp: {
        keep_identifying_resource_attributes: true,
        promote_resource_attributes: [
          "service.name",
          "service.namespace",
          "service.version",
          "service.instance.id",
          "deployment.environment.name",
        ],
      },
      storage: { tsdb: { out_of_order_time_window: "10m" } },
    },
    [
      {
        path: ["otlp", "promote_resource_attributes"],
        text: "Labels of every series. Other attributes of a resource are in target_info.",
      },
      {
        path: ["storage", "tsdb", "out_of_order_time_window"],
        text: "What the collector sends again arrives late.",
      },
    ],
  );
}

/** Tempo with its store in a folder of its volume. */
export function tempoText(): string {
  return printYaml(
    {
      server: { http_listen_port: 3200 },
      distributor: {
        receivers: {
          otlp: { protocols: { grpc: { endpoint: "0.0.0.0:4317" }, http: { endpoint: "0.0.0.0:4318" } } },
        },
      },
      storage: {
        trace: { backend: "local", wal: { path: "/var/tempo/wal" }, local: { path: "/var/tempo/blocks" } },
      },
      usage_report: { reporting_enabled: false },
    },
    [
      { path: ["distributor"], text: "Reached by the collector alone, and by this machine." },
      { path: ["usage_report"], text: "Otherwise Tempo reports how it is used to its makers." },
    ],
  );
}
