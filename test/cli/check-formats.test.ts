import { stringify } from "yaml";
import { expectText } from "../texts";
import { template, type Workplace, workplace } from "./small-stack";

const severities = { warning: { above: 20 }, critical: { above: 3 } };
const alarm = { type: "threshold", summary: "Errors are logged.", signal: "errors", severities };
const config = {
  project: "shop",
  services: {
    api: {
      owner: "team-api",
      runbooks: "https://runbooks.example.com/api",
      contract: { extends: "base" },
      alarms: { errors: alarm, faults: alarm },
    },
  },
  environments: {
    dev: {
      region: "eu-central-1",
      account: "111122223333",
      backend: { type: "local" },
      routes: { warning: [{ email: "a@example.com" }], critical: [{ email: "b@example.com" }] },
    },
  },
};
const order = (path: string, rest: object = {}) => ({
  rule: "severity-order",
  path,
  reason: "The warning counts more.",
  ...rest,
});
const errors = "services.api.alarms.errors.*";
const mute = {
  rule: "alarm-without-actions",
  path: "aws_cloudwatch_metric_alarm.*",
  environment: "dev",
  reason: "Nobody is on call for dev.",
  expires: "2027-03-31",
};

let place: Workplace;
beforeEach(() => {
  place = workplace();
});
afterEach(() => place.remove());

/** A project with a warning in its configuration, and an error in the Terraform that its app writes. */
function project(
  accept: readonly object[] = [],
  change: (config: Record<string, unknown>) => void = () => undefined,
): void {
  const all: Record<string, unknown> = { ...structuredClone(config), accept };
  change(all);
  place.write("sightline.config.yaml", stringify(all));
  const stack = template(({ aws_cloudwatch_metric_alarm: alarms }) => {
    delete alarms!.errors!.alarm_actions;
  });
  place.write("stack.json", stack);
  place.write(
    "app.js",
    `const fs = require("node:fs");
const out = process.env.CDKTF_OUTDIR + "/stacks/shop-dev";
fs.mkdirSync(out, { recursive: true });
fs.copyFileSync("stack.json", out + "/cdk.tf.json");`,
  );
  place.write("cdktf.json", JSON.stringify({ app: "node app.js" }));
}

const formats = ["text", "json", "sarif", "junit", "github"] as const;

test.each(formats)("prints findings, and what was accepted with its reason, as %s", async (format) => {
  project([order(errors), order("*faults*", { severity: "info" }), mute]);
  const { code, stderr, stdout } = await place.run("check", "--format", format);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expectText(stdout.replace(/"semanticVersion": "[^"]*"/, '"semanticVersion": "VERSION"'));
});

test.each(formats)("has the same exit codes as %s", async (format) => {
  const codeOf = async (...argv: string[]) => (await place.run("check", "--format", format, ...argv)).code;
  project([order(errors), mute]);
  expect([await codeOf(), await codeOf("--fail-on", "warning")]).toEqual([0, 1]);
  project([order("*"), mute]);
  expect(await codeOf("--fail-on", "info")).toBe(0);
  project([order("*"), { ...mute, expires: "2026-11-20" }]);
  expect(await codeOf()).toBe(1);
  expect(await codeOf("--only", "severity-order")).toBe(0);
  project([{ ...mute, environment: "prod" }]);
  expect(await codeOf()).toBe(1);
});

test("a finding whose acceptance has expired is back, and says so", async () => {
  project([order("*"), { ...mute, expires: "2026-11-20" }]);
  const { code, stdout } = await place.run("check", "--json");
  const { accepted, reach } = JSON.parse(stdout) as Json;
  expect(code).toBe(1);
  expect(reach[0]?.findings.map(({ message, rule }) => [rule, message])).toEqual([
    ["alarm-without-actions", expect.stringContaining("2026-11-20") as string],
  ]);
  expect(accepted.map(({ rule }) => rule)).toEqual(["severity-order", "severity-order"]);
});

test("an acceptance that matches nothing is a warning with its line, unless only a part was looked at", async () => {
  project([order("*"), mute, order("services.shop.*"), { ...mute, severity: "warning", path: "aws_sns_topic.x" }]);
  const { code, stdout } = await place.run("check");
  expect(code).toBe(0);
  expectText(stdout);
  const unused = async (...argv: string[]) =>
    (JSON.parse((await place.run("check", "--json", ...argv)).stdout) as Json).findings
      .filter(({ rule }) => rule === "acceptance-unused")
      .map(({ line, pathText }) => `${pathText} ${line}`);
  expect(await unused()).toEqual(["accept[2] 39", "accept[3] 42"]);
  expect(await unused("--only", "severity-order")).toEqual([]);
  expect(await unused("--env", "dev")).toEqual([]);
  // Whom alarms reach was not looked at.
  expect(await unused("--no-reach")).toEqual(["accept[2] 39"]);
});

test("an acceptance that is left over beside a template is in every format", async () => {
  project([{ ...mute, path: "aws_cloudwatch_metric_alarm.gone" }]);
  for (const format of formats) {
    const call = ["--template", "stack.json", "--config", "sightline.config.yaml", "--env", "dev", "--format", format];
    const { code, stdout } = await place.run("check", ...call, "--fail-on", "warning");
    expect({ format, code, isSaid: stdout.includes("acceptance-unused") }).toEqual({ format, code: 1, isSaid: true });
  }
});

test("acceptances do not hide errors of a configuration, and --only does not either", async () => {
  project([order("*"), mute], (all) => {
    all.services = { api: { ...config.services.api, owner: 5 } };
  });
  for (const argv of [[], ["--only", "severity-order"]])
    for (const format of formats) {
      const { code, stdout } = await place.run("check", ...argv, "--format", format);
      expect(code).toBe(1);
      expect(stdout).toContain("owner");
    }
});

describe("--template", () => {
  const checked = (...argv: string[]) => place.run("check", "--template", "stack.json", ...argv);

  test("takes acceptances from --config, those of an environment with --env", async () => {
    project([mute]);
    expect((await checked()).code).toBe(1);
    expect((await checked("--config", "sightline.config.yaml")).code).toBe(1);
    const { code, stdout } = await checked("--config", "sightline.config.yaml", "--env", "dev");
    expect(code).toBe(0);
    expectText(stdout);
  });

  test.each(formats)("prints findings as %s", async (format) => {
    project();
    const { code, stdout, stderr } = await checked("--format", format, "--fail-on", "info");
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toContain("alarm-without-actions");
  });

  test("takes a configuration that has nothing but acceptances, and says which are left over", async () => {
    project();
    const { path, reason, rule } = mute;
    place.write(
      "accept.yaml",
      stringify({
        project: "x",
        services: {},
        environments: {},
        accept: [{ rule, path, reason }, { rule: "filter-refused", path, reason }, order("*")],
      }),
    );
    const { code, stdout } = await checked("--config", "accept.yaml");
    expect(code).toBe(0);
    expectText(stdout);
  });

  test("exits with 2 for a configuration that cannot be used", async () => {
    project([{ ...mute, rule: "alarm-without-action" }]);
    const { code, stderr, stdout } = await checked("--config", "sightline.config.yaml");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expectText(stderr);
  });
});

test("JUnit has a case for a stack and a configuration without findings", async () => {
  project([order("*"), mute], (all) => {
    all.accept = [];
    all.services = {};
  });
  place.write(
    "stack.json",
    template(({ aws_cloudwatch_metric_alarm: alarms }) => {
      alarms!.errors!.ok_actions = alarms!.errors!.alarm_actions;
    }),
  );
  const { stdout } = await place.run("check", "--format", "junit");
  expect(stdout.match(/<testsuite name="[^"]*" tests="\d+" failures="\d+"/g)).toEqual([
    '<testsuite name="configuration" tests="1" failures="0"',
    '<testsuite name="shop-dev" tests="1" failures="0"',
  ]);
});

test("files are named from the repository's folder, where GitHub says which it is", async () => {
  project([]);
  const { stdout } = await place.run("check", "--format", "github");
  expect(stdout).toContain("::error file=sightline.config.yaml,title=alarm-without-actions::");
  expect(stdout).toContain("::warning file=sightline.config.yaml,line=");
});

describe("SARIF", () => {
  interface Result {
    readonly ruleId: string;
    readonly ruleIndex: number;
    readonly partialFingerprints: { readonly primaryLocationLineHash: string };
    readonly suppressions: readonly object[];
    readonly locations: readonly {
      readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region?: object };
    }[];
  }
  const run = async () =>
    (
      JSON.parse((await place.run("check", "--format", "sarif")).stdout) as {
        runs: [{ tool: { driver: { rules: { id: string }[] } }; results: Result[] }];
      }
    ).runs[0];
  const fingerprints = async () => (await run()).results.map((one) => one.partialFingerprints.primaryLocationLineHash);

  test("results have distinct fingerprints, which stay when lines move and when findings are accepted", async () => {
    project();
    const before = await fingerprints();
    expect(new Set(before).size).toBe(3);
    place.write("sightline.config.yaml", `# A line more.\n\n${stringify(config)}`);
    expect(await fingerprints()).toEqual(before);
    project([mute, order("*")]);
    expect((await fingerprints()).sort()).toEqual(before.sort());
  });

  test("each result names its rule, and a file", async () => {
    project([mute]);
    const { results, tool } = await run();
    for (const { locations, ruleId, ruleIndex } of results) {
      expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(locations[0]?.physicalLocation.artifactLocation.uri).toBe("sightline.config.yaml");
    }
    expect(results.map(({ suppressions }) => suppressions.length)).toEqual([0, 0, 1]);
  });
});

test.each([
  ["--format", "sarf"],
  ["--format", "sarif", "--json"],
  ["--only", "severity-ordr"],
  ["--only", ""],
  ["--print", "--env", "dev", "--format", "junit"],
])("refuses %s %s %s", async (...argv) => {
  project();
  const { code, stdout, stderr } = await place.run("check", ...argv);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expectText(stderr);
});

interface Json {
  readonly findings: readonly { readonly rule: string; readonly line?: number; readonly pathText: string }[];
  readonly accepted: readonly { readonly rule: string }[];
  readonly reach: readonly { readonly findings: readonly { readonly rule: string; readonly message: string }[] }[];
}
