import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { expectText } from "../texts";
import { incident, template, type Workplace, workplace } from "./small-stack";

let place: Workplace;
beforeEach(() => {
  place = workplace();
  place.write(
    "stack.tf.json",
    template(({ aws_cloudwatch_metric_alarm: alarms }) => {
      delete alarms!.errors!.alarm_actions;
      delete alarms!.errors!.threshold;
    }),
  );
  place.write("api.ndjson", incident());
});
afterEach(() => place.remove());

const replayed = (...argv: string[]) => place.run("replay", "--template", "stack.tf.json", ...argv, "api.ndjson");

function accept(...accept: readonly object[]): readonly ["--config", string] {
  place.write("accept.yaml", stringify({ project: "x", services: {}, environments: {}, accept }));
  return ["--config", "accept.yaml"];
}

const silent = { rule: "alarm-without-actions", path: "aws_cloudwatch_metric_alarm.*", reason: "It is a test." };
const open = { rule: "threshold-left-out", path: "*", severity: "info", reason: "0 is meant.", expires: "2027-01-31" };

interface Json {
  readonly findings: readonly { readonly rule: string; readonly severity: string; readonly accepted?: object }[];
  readonly accepted?: readonly { readonly rule: string; readonly severity: string; readonly accepted: object }[];
}

test("findings that are accepted do not count, and are listed with their reason", async () => {
  expect((await replayed("--fail-on", "warning")).code).toBe(1);
  const config = accept(silent, open);
  const { code, stderr, stdout } = await replayed("--fail-on", "warning", "--json", ...config);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const { accepted, findings } = JSON.parse(stdout) as Json;
  expect(accepted).toMatchObject([{ rule: "alarm-without-actions", severity: "error", accepted: { was: "error" } }]);
  expect(findings.find(({ rule }) => rule === "threshold-left-out")).toMatchObject({
    severity: "info",
    accepted: { was: "warning", reason: "0 is meant.", expires: "2027-01-31" },
  });
});

test.each([["--no-color"], ["--markdown"], ["--github"]])("reasons are shown with %s", async (format) => {
  const { code, stderr, stdout } = await replayed(format, ...accept(silent, open));
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("It is a test.");
  expectText(
    stdout
      .split("\n")
      .filter((line) => /accepted|Accepted|threshold-left-out/.test(line))
      .join("\n"),
  );
});

test("files of findings hold them, too", async () => {
  const { code, stdout } = await replayed("--html", "a.html", "--sarif", "a.sarif", "--brief", ...accept(silent, open));
  expect(code).toBe(0);
  expect(stdout).not.toBe("");
  expect(readFileSync(join(place.folder, "a.html"), "utf8")).toContain("It is a test.");
  const { runs } = JSON.parse(readFileSync(join(place.folder, "a.sarif"), "utf8")) as {
    runs: [{ results: { ruleId: string; suppressions: object[] }[] }];
  };
  expect(runs[0].results.filter(({ suppressions }) => suppressions.length > 0)).toMatchObject([
    {
      ruleId: "alarm-without-actions",
      locations: [{ physicalLocation: { artifactLocation: { uri: "stack.tf.json" } } }],
    },
  ]);
});

test("one that has expired accepts nothing", async () => {
  const { code, stdout } = await replayed("--fail-on", "error", ...accept({ ...silent, expires: "2026-11-20" }));
  expect(code).toBe(1);
  expect(stdout).toContain("2026-11-20");
});

test("--only shows findings of one rule, and those about input that cannot be read", async () => {
  place.write("api.ndjson", `${incident()}{"level":"error"}\n`);
  const { stdout } = await replayed("--json", "--only", "threshold-left-out");
  const { findings } = JSON.parse(stdout) as Json;
  expect([...new Set(findings.map(({ rule }) => rule))].sort()).toEqual(["records-without-time", "threshold-left-out"]);
  const { code, stderr } = await replayed("--only", "threshold-left-outt");
  expect(code).toBe(2);
  expectText(stderr);
});

test("an acceptance does not hide that nothing was replayed", async () => {
  place.write("api.ndjson", '{"level":"error"}\n');
  const { code } = await replayed("--only", "threshold-left-out", ...accept({ ...silent, path: "*" }));
  expect(code).toBe(2);
});
