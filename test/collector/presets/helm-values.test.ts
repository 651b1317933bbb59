import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv";
import { type CollectorDocument, collectorsBeside, collectorText, helmValues } from "../../../lib/collector";
import { type CollectorPlan, inspect, planEnvironment } from "../../../lib/config";
import { readYaml, readYamlDocuments } from "../../../lib/yaml";
import { saySkipped } from "../../skipped";

interface Made {
  readonly plan: CollectorPlan;
  readonly document: CollectorDocument;
}

function agentOf(agent: object, collector: object = {}): Made {
  const environment = { region: "eu-central-1", account: "111122223333", backend: { type: "local" } };
  const { config } = inspect({
    project: "shop",
    services: { orders: { owner: "team", contract: "base" } },
    environments: { prod: { ...environment, collector: { agent, ...collector } } },
  });
  const plan = planEnvironment(config!, "prod").collector!;
  return { plan, document: collectorText(collectorsBeside(plan)[0]!.collector, plan).document };
}

const gateway = "http://collector.internal:4318";
const kubernetes = { platform: "kubernetes", gateway };

interface Values {
  readonly alternateConfig: {
    readonly receivers: Record<string, { readonly include: string[]; readonly exclude: string[] }>;
  };
  readonly extraEnvs: readonly { readonly name: string; readonly value?: string }[];
  readonly extraVolumes: readonly { readonly name: string; readonly hostPath: { readonly path: string } }[];
  readonly extraVolumeMounts: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly readOnly?: boolean;
  }[];
}

function textOf({ document, plan }: Made, cluster?: string): string {
  const made = helmValues(plan, document, cluster === undefined ? {} : { cluster });
  if ("problem" in made) throw new Error(made.problem);
  return made.text;
}

const valuesOf = (made: Made, cluster?: string): Values => readYaml(textOf(made, cluster)).value as Values;

test("the chart's schema takes the values", () => {
  const schema = JSON.parse(readFileSync(join(__dirname, "helm-values.schema.json"), "utf8")) as object;
  const ajv = new Ajv({ strict: false });
  const isValid = ajv.validate(schema, valuesOf(agentOf({ ...kubernetes, files: ["/var/log/app/*.log"] }), "shop"));
  expect(ajv.errors ?? []).toEqual([]);
  expect(isValid).toBe(true);
  expect(ajv.validate(schema, { mode: "daemonsets" })).toBe(false);
});

test("the configuration is the agent's, but for its own log, which the chart names", () => {
  const made = agentOf(kubernetes);
  const { alternateConfig } = valuesOf(made);
  const { exclude } = alternateConfig.receivers["file_log/pods"]!;
  expect(exclude).toEqual([
    '/var/log/pods/{{ .Release.Namespace }}_{{ include "opentelemetry-collector.fullname" . }}-agent-*/*/*.log',
  ]);
  const ours = JSON.stringify(made.document).replace(
    '"/var/log/pods/*/collector-agent/*.log"',
    JSON.stringify(exclude[0]).replaceAll("$", "$$$$"),
  );
  expect(alternateConfig).toEqual(JSON.parse(ours));
});

test("what looks like a template is a text", () => {
  const { alternateConfig } = valuesOf(agentOf({ ...kubernetes, files: ["/srv/{{x}}.log"] }));
  expect(alternateConfig.receivers["file_log/files"]?.include).toEqual(["/srv/{{`{{`}}x}}.log"]);
});

test("it sees folders of files where nodes have them, and writes how far it has read", () => {
  const files = ["/var/log/app/*.log", "/var/log/app/old-*.log", "/srv/a/b.log", "/var/log/pods/x/*.log"];
  const { extraVolumeMounts, extraVolumes } = valuesOf(agentOf({ ...kubernetes, files }));
  expect(extraVolumeMounts.map(({ mountPath, readOnly }) => [mountPath, readOnly ?? false])).toEqual([
    ["/hostfs", true],
    ["/var/log/pods", true],
    ["/var/lib/otelcol", false],
    ["/var/log/app", true],
    ["/srv/a", true],
  ]);
  expect(extraVolumes.map(({ name }) => name)).toEqual(extraVolumeMounts.map(({ name }) => name));
});

test("telemetry says of which cluster and node it is", () => {
  const attributes = (cluster?: string) =>
    valuesOf(agentOf(kubernetes), cluster).extraEnvs.find(({ name }) => name === "OTEL_RESOURCE_ATTRIBUTES")?.value;
  expect(attributes()).toBe("k8s.node.name=$(K8S_NODE_NAME)");
  expect(attributes("a,b=c")).toBe("k8s.cluster.name=a%2Cb%3Dc,k8s.node.name=$(K8S_NODE_NAME)");
});

test.each([
  ["of EC2", agentOf({ platform: "ec2", gateway }), "not-kubernetes"],
  ["without a gateway", agentOf({ platform: "kubernetes" }), "no-gateway"],
  ["without an image", agentOf(kubernetes, { version: "0.150.0" }), "no-image"],
  ["with files in the root", agentOf({ ...kubernetes, files: ["/*.log"] }), "root-folder"],
])("an agent %s has no values", (_, { document, plan }, problem) => {
  expect(helmValues(plan, document)).toEqual({ problem });
});

test("without an agent there are no values", () => {
  const { document, plan } = agentOf(kubernetes);
  const { agent: _, ...others } = plan;
  expect(helmValues(others, document)).toEqual({ problem: "no-agent" });
});

const chart = process.env.SIGHTLINE_HELM_CHART;
const noHelm =
  chart === undefined
    ? "$SIGHTLINE_HELM_CHART does not name the folder of opentelemetry-collector"
    : spawnSync("helm", ["version"]).status === 0
      ? undefined
      : "no helm on the PATH";
if (noHelm !== undefined) saySkipped("values are not read by Helm itself", noHelm);

(noHelm === undefined ? test : test.skip)("Helm makes a DaemonSet of them that has the configuration as it is", () => {
  const folder = mkdtempSync(join(tmpdir(), "sightline-helm-"));
  try {
    const file = join(folder, "values.yaml");
    const made = agentOf({ ...kubernetes, files: ["/srv/{{x}}.log"] });
    writeFileSync(file, textOf(made, "shop"));
    const { stderr, stdout } = spawnSync("helm", ["template", "agent", chart ?? "", "-n", "tools", "-f", file], {
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    const manifests = readYamlDocuments(stdout).map(({ value }) => value as { kind: string; data?: { relay: string } });
    expect(manifests.map(({ kind }) => kind).sort()).toEqual(
      ["ClusterRole", "ClusterRoleBinding", "ConfigMap", "DaemonSet", "ServiceAccount"].sort(),
    );
    const relay = readYaml(manifests.find(({ kind }) => kind === "ConfigMap")?.data?.relay ?? "").value;
    const own = "/var/log/pods/tools_agent-opentelemetry-collector-agent-*/*/*.log";
    const ours = JSON.stringify(made.document).replace("/var/log/pods/*/collector-agent/*.log", () => own);
    expect(relay).toEqual(JSON.parse(ours));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
