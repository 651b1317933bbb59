import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { LONGEST_LINE, LONGEST_TEXT } from "../../lib/cli/outlet";
import { incident, template, type Workplace, workplace } from "./small-stack";

// Names, patterns and values of a megabyte: reports for people cut them, and say how much; JSON has all of them.

const MEGABYTE = 1_000_000;
const long = (start: string) => start + "x".repeat(MEGABYTE);

let place: Workplace;
beforeAll(() => {
  place = workplace();
  place.write(
    "stack.tf.json",
    template((resource) => {
      resource.aws_cloudwatch_metric_alarm!.errors!.alarm_name = long("alarm-");
      resource.aws_cloudwatch_metric_alarm!.errors!.alarm_description = long("description ");
      resource.aws_cloudwatch_log_group!.api!.name = long("/ecs/");
      resource.aws_sns_topic!.page!.name = long("page-");
      resource.aws_cloudwatch_log_metric_filter!.errors!.pattern = `{ $.level = "${long("error")}" || $.level = "error" }`;
      resource.aws_cloudwatch_log_metric_filter!.errors!.name = long("filter-");
    }),
  );
  place.write("api.ndjson", incident() + `{"time":"2026-11-20T10:05:00Z","level":"${"y".repeat(MEGABYTE / 2)}"}\n`);
  place.write("small.scenario.yaml", scenario);
});
afterAll(() => place.remove());

const scenario = stringify({
  name: long("scenario "),
  template: "stack.tf.json",
  start: "2026-11-20T10:00:00Z",
  logs: [{ file: "api.ndjson" }],
  expect: [{ alarm: long("no-such-"), fires: true }],
});

/** Longer than any report of the small stack, shorter than any of its names. */
const MOST = 200_000;

test.each([
  ["check", "--template", "stack.tf.json"],
  ["replay", "--template", "stack.tf.json", "api.ndjson"],
  ["replay", "--template", "stack.tf.json", "--markdown", "api.ndjson"],
  ["replay", "--template", "stack.tf.json", "--metrics-query", "query.json", "api.ndjson"],
  ["replay", "--scenarios", "."],
  ["replay", "--scenarios", ".", "--markdown"],
  ["check", "--template", "stack.tf.json", "--fail-on", long("x")],
  ["check", "--template", long("nowhere")],
  ["check", "--config", long("nowhere") + ".yaml"],
  ["match", `{ $.level = ${long("x")}`],
  ["match", "error", long("nowhere")],
  ["replay", "--template", "stack.tf.json", "--log-group", long("x"), "--from", long("y"), long("nowhere")],
  ["init", long("a")],
  [long("command")],
])("%.20s %.20s %.20s %.20s are short for people, and say what is left out", async (...argv) => {
  const { stdout, stderr } = await place.run(...argv);
  expect(stdout.length + stderr.length).toBeLessThan(MOST);
  // In a table, what is wider than its column ends with an ellipsis.
  expect(stdout + stderr).toMatch(argv.includes("--markdown") ? /…|left out/ : /\([\d,]{7,} characters left out\)/);
  const lines = (stdout + stderr).split("\n");
  expect(Math.max(...lines.map((each) => each.length))).toBeLessThan(2 * LONGEST_LINE);
});

test("files for people are short, too", async () => {
  await place.run("replay", "--template", "stack.tf.json", "--html", "page.html", "--junit", "junit.xml", "api.ndjson");
  for (const file of ["page.html", "junit.xml"]) {
    const text = readFileSync(join(place.folder, file), "utf8");
    expect(text.length).toBeLessThan(5 * MOST);
    expect(text).toMatch(/characters left out/);
  }
});

test("JSON has all of it", async () => {
  for (const argv of [["check"], ["replay", "api.ndjson"]]) {
    const { stdout } = await place.run(...argv, "--json", "--template", "stack.tf.json");
    expect(stdout).toContain(long("alarm-"));
    expect(stdout).not.toContain("characters left out");
    JSON.parse(stdout);
  }
});

test("what AWS accepts is never cut", () => {
  // Names have at most 512 characters, patterns and descriptions 1,024; a line has a few of them.
  expect(LONGEST_TEXT).toBeGreaterThan(1024);
  expect(LONGEST_LINE).toBeGreaterThanOrEqual(4 * LONGEST_TEXT);
});
