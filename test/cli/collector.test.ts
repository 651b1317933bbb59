import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readYaml } from "../../lib/yaml";
import { expectText } from "../texts";
import { runWith } from "./fake-io";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sightline-collector-"));
  const environment = (more: string): string => `
    region: eu-central-1
    account: "111122223333"
    backend: { type: local }
    ${more}`;
  writeFileSync(
    join(folder, "sightline.config.yaml"),
    `project: shop
services: { orders: { owner: team, contract: { extends: base } } }
environments:
  none: ${environment("")}
  one: ${environment("collector: { gateway: { tasks: 1 } }")}
  prod: ${environment("collector: {}\n    sampling: { traces: { rate: 0.1 } }")}
  nodes: ${environment('collector: { agent: { platform: kubernetes, gateway: "http://gateway:4318" } }')}
  ec2: ${environment("collector: { agent: { platform: ec2 } }")}
  adot: ${environment("collector: { distribution: adot, version: 0.156.0 }")}
`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...argv: string[]) => runWith(["collector", ...argv], { cwd: folder });

test("prints the YAML of a tier", async () => {
  const { code, stderr, stdout } = await run("--env", "prod", "--tier", "sampler");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(readYaml(stdout).value).toMatchObject({ service: { pipelines: { traces: { receivers: ["otlp"] } } } });
});

test("prints all tiers as documents of one text", async () => {
  const { stdout } = await run("--env", "prod");
  expect(stdout.split("---\n").map((text) => Object.keys(readYaml(text).value as object))).toEqual([
    ["extensions", "receivers", "processors", "connectors", "exporters", "service"],
    ["extensions", "receivers", "processors", "exporters", "service"],
  ]);
});

test("prints values for Helm", async () => {
  const { code, stderr, stdout } = await run("--env", "nodes", "--helm-values", "--cluster", "shop");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(readYaml(stdout).value).toMatchObject({ mode: "daemonset", clusterRole: { create: true } });
  expect(stdout).toContain("k8s.cluster.name=shop,");
});

test.each([
  [["--env", "one", "--helm-values"]],
  [["--env", "ec2", "--helm-values"]],
  [["--env", "nodes", "--helm-values", "--tier", "gateway"]],
  [["--env", "nodes", "--helm-values", "--explain"]],
  [["--env", "nodes", "--cluster", "shop"]],
])("%j is wrong use", async (argv) => {
  const { code, stderr } = await run(...argv);
  expect(code).toBe(2);
  expectText(stderr);
});

test("explains", async () => {
  expectText((await run("--env", "one", "--explain")).stdout);
});

test("draws", async () => {
  expect((await run("--env", "one", "--diagram")).stdout).toMatch(/^flowchart LR\n/);
});

test("has everything in JSON", async () => {
  const { collectors } = JSON.parse((await run("--env", "prod", "--json")).stdout) as {
    collectors: { tier: string; pipelines: object[] }[];
  };
  expect(collectors.map(({ pipelines, tier }) => [tier, pipelines.length])).toEqual([
    ["gateway", 7],
    ["sampler", 2],
  ]);
});

test("says what the distribution lacks, and fails", async () => {
  const { code, stderr } = await run("--env", "adot");
  expect(code).toBe(1);
  expect(stderr).toContain("adot 0.156.0 has no processor redaction");
});

test.each([
  [["--env", "none"]],
  [["--env", "prood"]],
  [[]],
  [["--env", "one", "--tier", "sampler"]],
  [["--env", "one", "--tier", "sampling", "--explain", "--json", "x"]],
])("refuses %j", async (argv) => {
  const { code, stderr, stdout } = await run(...argv);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expectText(stderr);
});
