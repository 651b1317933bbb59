import { defaultLokiVersion } from "../../lib/backends";
import type { CollectorDocument } from "../../lib/collector";
import { localStack, LocalStackError } from "../../lib/local-stack";
import { pathText } from "../../lib/base";
import { readYaml } from "../../lib/yaml";
import { expectText } from "../texts";
import { local, planWith } from "./plan";

interface Service {
  readonly image: string;
  readonly ports?: readonly { readonly host_ip: string; readonly published: string; readonly target: number }[];
  readonly volumes: readonly { readonly type: string; readonly source: string }[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
}

const { files } = localStack(planWith(local), "../dash$boards");
const compose = readYaml(files["compose.yaml"]!).value as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: object;
};
const services = Object.entries(compose.services);

describe("a stack on this machine", () => {
  it.each(Object.keys(files).filter((path) => path !== "collector/config.yaml" && !path.startsWith("alloy")))(
    "has %s",
    (path) => {
      expectText(files[path]!);
    },
  );

  it("runs one collector, which samples itself and finds back ends by name", () => {
    const document = readYaml(files["collector/config.yaml"]!).value as CollectorDocument;
    expect(document.service.pipelines["traces/out"]?.processors).toEqual(["tail_sampling"]);
    expect(Object.values(document.exporters).map((exporter) => (exporter as { endpoint: string }).endpoint)).toEqual([
      "http://tempo:4318",
      "http://prometheus:9090/api/v1/otlp",
      "http://loki:3100/otlp",
      // What it counts, for itself to scrape.
      "127.0.0.1:8889",
    ]);
  });

  it("listens on this machine alone, at the ports that the environment names", () => {
    const ports = services.flatMap(([, { ports = [] }]) => ports);
    expect(new Set(ports.map(({ host_ip }) => host_ip))).toEqual(new Set(["127.0.0.1"]));
    expect(ports.map(({ published }) => published)).toEqual(["4317", "4318", "3100", "9090", "4328", "3000"]);
  });

  it("runs the Loki that its configuration is for", () => {
    expect(compose.services.loki?.image).toContain(`grafana/loki:${defaultLokiVersion}@`);
  });

  it("reads an address with a slash at its end", () => {
    const { addresses } = localStack(
      planWith({ ...local, logs: { type: "loki", endpoint: "http://localhost:3101/" } }),
    );
    expect(addresses).toContainEqual({ what: "Loki", address: "http://127.0.0.1:3101" });
  });

  it("says of what there is how long it is kept", () => {
    const readmeOf = (telemetry: object) => localStack(planWith(telemetry)).files["README.md"];
    expect(readmeOf({ ...local, logs: [] })).toContain("\n- Kept for a week: metrics.\n");
    expect(readmeOf({ ...local, metrics: [] })).toContain("\n- Kept for a week: logs.\n");
    expect(readmeOf({ ...local, logs: [], metrics: [] })).not.toContain("week");
  });

  it("runs images by digest", () => {
    for (const [, { image }] of services) expect(image).toMatch(/@sha256:[0-9a-f]{64}$/);
  });

  it("mounts files that it has, and volumes that it makes; services wait for services that there are", () => {
    const mounts = services.flatMap(([, { volumes }]) => volumes);
    const inProject = mounts
      .filter(({ source, type }) => type === "bind" && source.startsWith("./"))
      .map(({ source }) => source.slice(2));
    for (const source of inProject)
      expect(Object.keys(files).some((path) => path === source || path.startsWith(`${source}/`))).toBe(true);
    expect(
      mounts
        .filter(({ type }) => type === "volume")
        .map(({ source }) => source)
        .sort(),
    ).toEqual(Object.keys(compose.volumes).sort());
    expect(mounts.map(({ source }) => source)).toContain("../dash$$boards");
    for (const [, { depends_on = {} }] of services)
      expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(Object.keys(depends_on)));
  });

  it("leads from each data source to those that there are", () => {
    const sourcesOf = (telemetry: object) => {
      const text = localStack(planWith(telemetry)).files["grafana/provisioning/datasources/sightline.yaml"]!;
      return {
        uids: [...text.matchAll(/^ +uid: (\w+)$/gm)].map(([, uid]) => uid),
        to: new Set([...text.matchAll(/datasourceUid: (\w+)/g)].map(([, uid]) => uid)),
      };
    };
    expect(sourcesOf(local)).toEqual({
      uids: ["loki", "prometheus", "tempo"],
      to: new Set(["tempo", "loki", "prometheus"]),
    });
    expect(sourcesOf({ ...local, traces: [] })).toEqual({ uids: ["loki", "prometheus"], to: new Set() });
    expect(sourcesOf({ ...local, logs: [], metrics: [] })).toEqual({ uids: ["tempo"], to: new Set() });
  });

  it("has no service without a signal for it", () => {
    const { services: some } = readYaml(localStack(planWith({ ...local, logs: [] })).files["compose.yaml"]!).value as {
      services: object;
    };
    expect(Object.keys(some)).toEqual(["collector", "prometheus", "tempo", "grafana"]);
  });
});

describe("an environment is refused", () => {
  it.each<[string, object, object, string[]]>([
    [
      "whose back ends are elsewhere",
      { logs: "cloudwatch", metrics: { type: "prometheus", endpoint: "https://mimir.example.com" } },
      {},
      ["elsewhere telemetry.logs[0]", "elsewhere telemetry.metrics[0]", "elsewhere telemetry.traces[0]"],
    ],
    [
      "whose back ends have a path, or no port, or are of a kind that does not run here",
      {
        logs: { type: "loki", endpoint: "http://127.0.0.1:3100/loki" },
        metrics: { type: "prometheus", endpoint: "http://localhost" },
        traces: "xray",
      },
      {},
      ["elsewhere telemetry.logs[0]", "elsewhere telemetry.metrics[0]", "elsewhere telemetry.traces[0]"],
    ],
    [
      "that has a port twice, or one of Grafana's or the collector's",
      {
        logs: [local.logs, { type: "loki", endpoint: "http://127.0.0.1:3101" }],
        metrics: { type: "prometheus", endpoint: "http://127.0.0.1:3101" },
        traces: { type: "tempo", endpoint: "http://127.0.0.1:4318" },
      },
      {},
      [
        "port-twice telemetry.logs[1].endpoint",
        "port-twice telemetry.metrics[0].endpoint",
        "port-twice telemetry.traces[0].endpoint",
      ],
    ],
    [
      "that needs a secret",
      { ...local, logs: { ...local.logs, token: { ssm: "/loki/token" } } },
      {},
      ["needs-secret telemetry.logs[0].token"],
    ],
    [
      "whose collector's image is not known",
      local,
      { collector: { version: "0.151.0" } },
      ["no-image collector.image"],
    ],
  ])("%s", (_, telemetry, more, expected) => {
    try {
      localStack(planWith(telemetry, more));
    } catch (error) {
      if (!(error instanceof LocalStackError)) throw error;
      expect(error.faults.map(({ path, problem }) => `${problem} ${pathText(path)}`)).toEqual(expected);
      expectText(error.message);
      return;
    }
    throw new Error("it was accepted");
  });
});
