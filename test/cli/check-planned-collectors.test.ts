import { expectText } from "../texts";
import { type Workplace, workplace } from "./small-stack";

const environment = { region: "eu-central-1", account: "111122223333", backend: { type: "local" } };

const config = {
  project: "shop",
  services: { api: { owner: "team-api", contract: { extends: "base" } } },
  environments: {
    base: { ...environment, abstract: true, collector: { distribution: "adot", version: "0.156.0" } },
    staging: { extends: "base" },
    none: environment,
    prod: {
      ...environment,
      collector: {},
      telemetry: { logs: { type: "otlp", endpoint: "https://otlp.example.com/v1/logs" } },
      sampling: { traces: { rate: 0.1 } },
    },
  },
};

let place: Workplace;
beforeEach(() => {
  place = workplace();
  place.write("sightline.config.json", JSON.stringify(config, null, 2));
});
afterEach(() => place.remove());

interface Report {
  readonly summary: { readonly errors: number; readonly warnings: number };
  readonly accepted: readonly { readonly rule: string; readonly stack: string }[];
  readonly findings: readonly { readonly rule: string; readonly path: readonly string[] }[];
  readonly collectors: readonly {
    readonly environment: string;
    readonly findings: readonly { readonly rule: string; readonly address: string; readonly line: number }[];
  }[];
}

async function checked(...argv: string[]) {
  const { code, stderr, stdout } = await place.run("check", "--no-reach", "--json", ...argv);
  expect(stderr).toBe("");
  const report = JSON.parse(stdout) as Report;
  return {
    ...report,
    code,
    found: report.collectors.flatMap((each) =>
      each.findings.map(({ address, line, rule }) => [each.environment, rule, address, line]),
    ),
  };
}

const accept = (rule: string, path: string, more = {}) => ({ rule, path, reason: "It is a test.", ...more });

function accepting(...all: object[]): void {
  place.write("sightline.config.json", JSON.stringify({ ...config, accept: all }, null, 2));
}

test("collectors of all environments are checked, and findings lead to the settings that decide them", async () => {
  const { code, collectors, found, summary } = await checked();
  expect(code).toBe(1);
  expect(collectors.map((each) => each.environment)).toEqual(["staging", "prod"]);
  expect(found.slice(-1)).toEqual([
    ["prod", "endpoint-path", "sightline.config.json:42:9 environments.prod.telemetry.logs", 42],
  ]);
  expect(new Set(found.slice(0, -1).map(String))).toEqual(
    new Set(["staging,component-not-there,sightline.config.json:20:25 environments.base.collector.distribution,20"]),
  );
  expect(summary).toMatchObject({ errors: found.length, warnings: 0 });
});

test.each(["text", "junit", "github"])("prints them as %s", async (format) => {
  const { code, stdout } = await place.run("check", "--no-reach", "--env", "prod", "--format", format);
  expect(code).toBe(1);
  expectText(stdout);
});

test("--env and --only choose among them", async () => {
  expect((await checked("--env", "none")).found).toEqual([]);
  expect((await checked("--env", "prod")).found).toHaveLength(1);
  expect((await checked("--env", "prod", "--only", "component-not-there")).found).toEqual([]);
});

test("acceptances turn them down and off, by path and environment, and are unused without a finding", async () => {
  accepting(
    accept("component-not-there", "environments.base.collector.*", { environment: "staging", severity: "warning" }),
    accept("endpoint-path", "environments.prod.telemetry.logs"),
    accept("endpoint-path", "gateway.exporters.*"),
    accept("debug-in-production", "exporters.debug"),
  );
  const { accepted, code, findings, found, summary } = await checked();
  expect(code).toBe(0);
  expect(new Set(found.map(([in_, rule]) => `${in_} ${rule}`))).toEqual(new Set(["staging component-not-there"]));
  expect(summary).toMatchObject({ errors: 0 });
  expect(accepted.map(({ rule, stack }) => [rule, stack])).toEqual([["endpoint-path", "collectors of shop-prod"]]);
  // The last one is of a file that --collector names.
  expect(findings.map(({ path, rule }) => [rule, ...path])).toEqual([["acceptance-unused", "accept", 2]]);
});

test("with --collector, acceptances of an environment's collectors are not unused", async () => {
  accepting(accept("endpoint-path", "environments.prod.telemetry.logs"), accept("endpoint-path", "exporters.x"));
  place.write(
    "gateway.yaml",
    "receivers: { otlp: }\nexporters: { nop: }\nservice: { pipelines: { logs: { receivers: [otlp], exporters: [nop] } } }",
  );
  const { stdout } = await place.run(
    "check",
    "--collector",
    "gateway.yaml",
    "--config",
    "sightline.config.json",
    "--json",
  );
  const { findings } = JSON.parse(stdout) as Report;
  expect(findings.map(({ path, rule }) => [rule, ...path])).toEqual([["acceptance-unused", "accept", 1]]);
});

test("sightline collector has findings, facts and the size of the text in JSON, and takes acceptances", async () => {
  const collectors = async () => {
    const { code, stdout } = await place.run("collector", "--env", "prod", "--json");
    const parsed = JSON.parse(stdout) as {
      collectors: {
        tier: string;
        facts: { memoryMib: number };
        delivery: { size: number };
        findings: { rule: string }[];
      }[];
    };
    return { code, of: parsed.collectors };
  };
  const before = await collectors();
  expect(before.code).toBe(1);
  expect(before.of.map(({ findings, tier }) => [tier, findings.map(({ rule }) => rule)])).toEqual([
    ["gateway", ["endpoint-path"]],
    ["sampler", []],
  ]);
  expect(before.of.map(({ delivery, facts }) => [delivery.size > 1000, facts.memoryMib])).toEqual([
    [true, 2048],
    [true, 2048],
  ]);
  accepting(accept("endpoint-path", "environments.prod.telemetry.logs"));
  const after = await collectors();
  expect([after.code, ...after.of.map(({ findings }) => findings.length)]).toEqual([0, 0, 0]);
});
