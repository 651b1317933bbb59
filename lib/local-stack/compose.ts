import { printYaml, type YamlComment } from "../yaml";
import type { Has } from "./grafana";
import { images } from "./images";

export interface ComposeSettings {
  /** Name of the Compose project. */
  readonly name: string;
  readonly has: Has;
  readonly ports: { readonly loki?: number; readonly prometheus?: number; readonly tempo?: number };
  readonly collector: { readonly image: string; readonly memoryMib: number; readonly goMemoryMib: number };
  /** Folder of dashboards, as Compose finds it. */
  readonly dashboards?: string;
}

/** The file of the Compose project. Ports are on this machine alone. */
export function composeText({ collector, dashboards, has, name, ports }: ComposeSettings): string {
  const services = {
    collector: service({
      image: collector.image,
      command: ["--config=/etc/otelcol/config.yaml"],
      environment: { GOMEMLIMIT: `${collector.goMemoryMib}MiB` },
      mem_limit: `${collector.memoryMib}m`,
      read_only: true,
      ports: [port(4317, 4317), port(4318, 4318)],
      volumes: [file("collector/config.yaml", "/etc/otelcol/config.yaml")],
      depends_on: {
        ...(has.loki ? { loki: { condition: "service_healthy" } } : {}),
        ...(has.prometheus ? { prometheus: { condition: "service_healthy" } } : {}),
        ...(has.tempo ? { tempo: { condition: "service_started" } } : {}),
      },
    }),
    ...(has.loki
      ? {
          loki: service({
            image: images.loki,
            command: ["-config.file=/etc/loki/loki.yaml"],
            ports: [port(ports.loki ?? 3100, 3100)],
            volumes: [file("loki/loki.yaml", "/etc/loki/loki.yaml"), volume("loki", "/loki")],
            healthcheck: { test: ["CMD", "/usr/bin/loki", "-health"], ...often },
          }),
        }
      : {}),
    ...(has.prometheus
      ? {
          prometheus: service({
            image: images.prometheus,
            command: [
              "--config.file=/etc/prometheus/prometheus.yaml",
              "--storage.tsdb.path=/prometheus",
              "--storage.tsdb.retention.time=7d",
              "--web.enable-otlp-receiver",
              "--enable-feature=exemplar-storage",
            ],
            ports: [port(ports.prometheus ?? 9090, 9090)],
            volumes: [
              file("prometheus/prometheus.yaml", "/etc/prometheus/prometheus.yaml"),
              volume("prometheus", "/prometheus"),
            ],
            healthcheck: { test: ["CMD", "wget", "-q", "--spider", "http://127.0.0.1:9090/-/ready"], ...often },
          }),
        }
      : {}),
    ...(has.tempo
      ? {
          tempo: service({
            image: images.tempo,
            command: ["-config.file=/etc/tempo/tempo.yaml"],
            ports: [port(ports.tempo ?? 4328, 4318)],
            volumes: [file("tempo/tempo.yaml", "/etc/tempo/tempo.yaml"), volume("tempo", "/var/tempo")],
          }),
        }
      : {}),
    grafana: service({
      image: images.grafana,
      environment: {
        GF_AUTH_ANONYMOUS_ENABLED: "true",
        GF_AUTH_ANONYMOUS_ORG_ROLE: "Admin",
        GF_AUTH_DISABLE_LOGIN_FORM: "true",
        GF_SERVER_DOMAIN: "localhost",
        GF_SERVER_ROOT_URL: "http://localhost:3000/",
        GF_SERVER_ENFORCE_DOMAIN: "true",
        GF_ANALYTICS_REPORTING_ENABLED: "false",
        GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
      },
      ports: [port(3000, 3000)],
      volumes: [
        folder("grafana/provisioning", "/etc/grafana/provisioning"),
        ...(dashboards === undefined ? [] : [bind(dashboards, "/var/lib/grafana/dashboards")]),
        volume("grafana", "/var/lib/grafana"),
      ],
      healthcheck: { test: ["CMD", "wget", "-q", "--spider", "http://localhost:3000/api/health"], ...often },
    }),
    ...(has.loki
      ? {
          alloy: {
            ...common,
            image: images.alloy,
            command: ["run", "--disable-reporting", "--storage.path=/var/lib/alloy/data", "/etc/alloy/config.alloy"],
            volumes: [
              file("alloy/config.alloy", "/etc/alloy/config.alloy"),
              bind("/var/run/docker.sock", "/var/run/docker.sock"),
              volume("alloy", "/var/lib/alloy/data"),
            ],
            depends_on: { collector: { condition: "service_started" } },
          },
        }
      : {}),
  };
  const comments: YamlComment[] = [
    { path: ["services", "collector"], text: "Its image has no shell, and so no health check here." },
    {
      path: ["services", "collector", "mem_limit"],
      text: "As much as its task has: its limits of memory follow from it.",
    },
    {
      path: ["services", "grafana", "environment"],
      text: "Whoever reaches the port is an administrator: it is on this machine alone, and asked as localhost only.",
    },
    {
      path: ["services", "alloy"],
      text: "Reads the output of other containers, by Docker's socket, which is as much as root on this machine. Remove this service to do without.",
    },
  ];
  return printYaml(
    {
      name,
      services,
      volumes: Object.fromEntries(
        [has.loki && "loki", has.prometheus && "prometheus", has.tempo && "tempo", "grafana", has.loki && "alloy"]
          .filter((each) => each !== false)
          .map((each) => [each, {}]),
      ),
    },
    comments.filter(({ path }) => path[1] !== "alloy" || has.loki),
  );
}

const common = { restart: "unless-stopped", security_opt: ["no-new-privileges:true"] } as const;

const often = { interval: "5s", timeout: "3s", retries: 24 } as const;

function service(settings: Readonly<Record<string, unknown>>): object {
  return { ...common, cap_drop: ["ALL"], ...settings };
}

function port(published: number, target: number): object {
  return { target, published: String(published), host_ip: "127.0.0.1", protocol: "tcp" };
}

function file(source: string, target: string): object {
  return bind(`./${source}`, target);
}

const folder = file;

function bind(source: string, target: string): object {
  // Otherwise Docker makes a folder of what is not there. Compose reads `$` in its file as a variable's.
  return {
    type: "bind",
    source: source.replaceAll("$", "$$$$"),
    target,
    read_only: true,
    bind: { create_host_path: false },
  };
}

function volume(source: string, target: string): object {
  return { type: "volume", source, target };
}
