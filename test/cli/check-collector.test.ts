import { expectText } from "../texts";
import { type Workplace, workplace } from "./small-stack";

const bad = `receivers:
  otlp: { protocols: { grpc: {} } }
exporters:
  otlp_http: { endpoint: "https://telemetry.example.net/v1/traces", headers: { authorization: "Bearer 8f14e45fceea167a" } }
service:
  pipelines:
    traces: { receivers: [otlp], exporters: [otlp_http] }
`;
const good = bad.replace("/v1/traces", "").replace("8f14e45fceea167a", "${env:TOKEN}");

let place: Workplace;
beforeEach(() => {
  place = workplace();
});
afterEach(() => place.remove());

const formats = ["text", "json", "sarif", "junit", "github"] as const;

test.each(formats)("prints findings in a collector's configuration as %s, without its secret", async (format) => {
  place.write("gateway.yaml", bad);
  const { code, stderr, stdout } = await place.run("check", "--collector", "gateway.yaml", "--format", format);
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(stdout).not.toContain("8f14e45fceea167a");
  expectText(stdout.replace(/"semanticVersion": "[^"]*"/, '"semanticVersion": "VERSION"'));
});

test("exit codes are those of every check", async () => {
  place.write("good.yaml", good);
  const codeOf = async (...argv: string[]) => (await place.run("check", ...argv)).code;
  expect(await codeOf("--collector", "good.yaml")).toBe(0);
  expect(await codeOf("--collector", "good.yaml", "--fail-on", "warning")).toBe(1);
  expect(await codeOf("--collector", "good.yaml", "--fail-on", "warning", "--only", "secret-literal")).toBe(0);
  expect(await codeOf("--collector", "good.yaml", "--distribution", "core", "--collector-version", "0.159.0")).toBe(0);
  for (const wrong of [
    ["--collector", "missing.yaml"],
    ["--collector", ""],
    ["--collector", "good.yaml", "--template", "x.json"],
    ["--collector", "good.yaml", "--print"],
    ["--collector", "good.yaml", "--env", "prod"],
    ["--collector", "good.yaml", "--distribution", "contrb"],
    ["--collector", "good.yaml", "--collector-version", "latest"],
    ["--collector-version", "0.159.0"],
    ["--distribution", "contrib"],
  ])
    expect([wrong, await codeOf(...wrong)]).toEqual([wrong, 2]);
});

test("reads folders and globs, in which other files are information", async () => {
  place.write("k8s/gateway.yaml", good);
  place.write("k8s/deployment.yaml", "kind: Deployment\napiVersion: apps/v1\n");
  place.write("k8s/notes.txt", "a: [");
  for (const given of ["k8s", "k8s/*.yaml"]) {
    const { code, stdout } = await place.run("check", "--collector", given, "--json", "--only", "secret-literal");
    const { collectors } = JSON.parse(stdout) as { collectors: { file: string; findings: { severity: string }[] }[] };
    expect(code).toBe(0);
    expect(collectors.map(({ file, findings }) => [file, findings.map(({ severity }) => severity)])).toEqual([
      ["k8s/deployment.yaml", ["info"]],
      ["k8s/gateway.yaml", []],
    ]);
  }
  expect((await place.run("check", "--collector", "k8s/deployment.yaml")).code).toBe(1);
});

test("a configuration's acceptances turn findings off, and those left over are found", async () => {
  place.write("gateway.yaml", bad);
  const accept = (rule: string, path: string) => ({ rule, path, reason: "It is a test." });
  place.write(
    "sightline.config.json",
    JSON.stringify({
      project: "shop",
      accept: [
        accept("secret-literal", "exporters.otlp_http.headers.*"),
        accept("endpoint-path", "exporters.otlp_http.endpoint"),
        accept("port-twice", "receivers.otlp"),
        accept("alarm-flaps", "*"),
      ],
      services: { api: { owner: "team-api", contract: { extends: "base" } } },
      environments: { dev: { region: "eu-central-1", account: "111122223333", backend: { type: "local" } } },
    }),
  );
  const { code, stdout } = await place.run(
    "check",
    "--collector",
    "gateway.yaml",
    "--config",
    "sightline.config.json",
    "--json",
  );
  const { accepted, findings } = JSON.parse(stdout) as {
    accepted: { rule: string }[];
    findings: { path: unknown[] }[];
  };
  expect(code).toBe(0);
  expect(accepted.map(({ rule }) => rule)).toEqual(["endpoint-path", "secret-literal"]);
  expect(findings.map(({ path }) => path)).toEqual([["accept", 2]]);
});
