import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { expectText } from "../texts";
import { type Repository, repository } from "./against/repository";
import { incident, type Resources, scenario, template } from "./small-stack";

let repo: Repository;
beforeEach(() => {
  repo = repository();
  repo.write("old.tf.json", template());
  repo.write("stack.tf.json", template());
  repo.write("api.ndjson", incident());
  repo.write("scenario.yaml", scenario());
  repo.commit("A scenario");
});
afterEach(() => repo.remove());

const alarmOf = (resource: Resources): Record<string, unknown> => resource.aws_cloudwatch_metric_alarm!.errors!;
const never = (resource: Resources): void => {
  alarmOf(resource).threshold = 200;
};
const later = (resource: Resources): void => {
  alarmOf(resource).evaluation_periods = 2;
};

const compared = (...argv: string[]) => repo.run("replay", "--scenarios", ".", ...argv);

interface Json {
  readonly against: string;
  readonly scenarios: readonly { readonly file: string; readonly held: object; readonly alike: boolean }[];
}

async function json(...argv: string[]): Promise<Json & { readonly code: number }> {
  const { code, stderr, stdout } = await compared("--json", ...argv);
  if (!argv.includes("--fail-on")) expect(stderr).toBe("");
  return { code, ...(JSON.parse(stdout) as Json) };
}

test("scenarios that do what they did are counted", async () => {
  expect(await json("--against", "old.tf.json")).toMatchObject({
    code: 0,
    against: "old.tf.json",
    scenarios: [{ file: "scenario.yaml", held: { was: true, is: true }, alike: true }],
  });
  expectText((await compared("--against", "old.tf.json")).stdout);
});

test("a scenario that held and does not hold any more gives the exit code 1", async () => {
  repo.write("stack.tf.json", template(never));
  expect(await json("--against", "old.tf.json")).toMatchObject({
    code: 1,
    scenarios: [{ held: { was: true, is: false }, alike: false }],
  });
  const { code, stdout } = await compared("--against", "old.tf.json");
  expect(code).toBe(1);
  expectText(stdout);
});

test("one that holds later than before, or again, is told, and the exit code is 0", async () => {
  repo.write("stack.tf.json", template(later));
  expect(await json("--against", "old.tf.json")).toMatchObject({ code: 0, scenarios: [{ alike: false }] });
  expectText((await compared("--against", "old.tf.json")).stdout);
  repo.write("old.tf.json", template(never));
  expect(await json("--against", "old.tf.json")).toMatchObject({ code: 0, scenarios: [{ held: { was: false } }] });
});

test("Markdown is short first, folds the rest, and mentions nobody", async () => {
  repo.write("stack.tf.json", template(never));
  repo.write("scenario.yaml", scenario().replace('"name":"errors"', '"name":"@octocat #12 <b>`"'));
  const { code, stdout } = await compared("--against", "old.tf.json", "--markdown");
  expect(code).toBe(1);
  expect(stdout.replaceAll(/`[^`]*`|<code>[^<]*<\/code>/g, "")).not.toMatch(/(?<!&#64;)@octocat|(?<!&)#12|<b>/);
  expectText(stdout.replaceAll(/^(?=.)/gm, "  "));
});

test("a revision has the template of each scenario", async () => {
  repo.write("stack.tf.json", template(never));
  repo.write("more/stack.tf.json", template());
  repo.write("more/api.ndjson", incident());
  repo.write("more/scenario.yaml", scenario());
  repo.commit("Quieter");
  repo.write("more/stack.tf.json", template(never));
  const held = async (revision: string) => (await json("--against", revision)).scenarios.map((each) => each.held);
  expect(await held("HEAD")).toEqual([
    { was: true, is: false },
    { was: false, is: false },
  ]);
  const { code, stderr, stdout } = await compared("--against", "old.tf.json");
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expectText(stderr);
});

test("a template of the call replaces those of the scenarios", async () => {
  repo.write("new.tf.json", template(never));
  expect(await json("--template", "new.tf.json", "--against", "old.tf.json")).toMatchObject({
    code: 1,
    scenarios: [{ held: { was: true, is: false } }],
  });
});

test("what cannot be compared with is said, and what cannot be run is an exit code", async () => {
  const unknown = await compared("--against", "nowhere");
  expect({ code: unknown.code, stdout: unknown.stdout }).toEqual({ code: 2, stdout: "" });
  expectText(unknown.stderr);
  repo.write("bad/scenario.yaml", stringify({ name: "bad" }));
  const { code, stdout } = await compared("--against", "old.tf.json", "--json");
  expect(code).toBe(2);
  expect((JSON.parse(stdout) as Json).scenarios).toHaveLength(1);
  const both = await compared("--against", "old.tf.json", "--min-coverage", "90", "--junit", "a.xml");
  expect(both.code).toBe(2);
  expectText(both.stderr);
});

test("--fail-on is of each scenario, and JUnit has a suite for each", async () => {
  repo.write("stack.tf.json", template(later));
  const argv = ["--against", "old.tf.json", "--junit", "replay.xml", "--fail-on"];
  const { code, stderr } = await compared(...argv, "later");
  expect(code).toBe(1);
  expectText(stderr);
  const xml = () => readFileSync(join(repo.folder, "replay.xml"), "utf8");
  expect(xml()).toMatch(/<testsuite name="errors: incidents" tests="1" failures="1" /);
  expect(await compared(...argv, "later=1m")).toMatchObject({ code: 0, stderr: "" });
  expect(xml()).toMatch(/<testsuites [^>]* failures="0" /);
  repo.write("stack.tf.json", template(never));
  expect(await compared(...argv, "later")).toMatchObject({ code: 1, stderr: "" });
  expect(xml()).toMatch(/<testsuite name="errors" tests="1" failures="1" /);
  expect((await json("--against", "old.tf.json", "--fail-on", "any")).code).toBe(1);
});
