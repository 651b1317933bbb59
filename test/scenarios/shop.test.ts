import { createReadStream, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { createGunzip, gunzipSync } from "node:zlib";
import {
  coverage,
  decodeLogs,
  judge,
  readScenario,
  readTerraform,
  replay,
  scenarioBatches,
  scenariosReport,
  scenarioSeries,
  type ReplayResult,
  type Scenario,
  type Verdict,
} from "sightline/replay";
import { parse } from "yaml";
import { ordinaryDay, playDay } from "../../examples/shop/logs/day";
import { excerptsOf } from "../../examples/shop/logs/excerpts";
import { ndjson } from "../../examples/shop/logs/write";

const files = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => join(__dirname, name, "scenario.yaml"))
  .sort();
const golden = join(__dirname, "../golden/shop-prod/stack.tf.json");
const template = readTerraform([{ file: "stack.tf.json", text: readFileSync(golden, "utf8") }]);

const runs: { scenario: Scenario; result: ReplayResult; verdict: Verdict }[] = [];

beforeAll(async () => {
  for (const file of files) runs.push(await run(readFileSync(file, "utf8"), file));
});

async function run(yaml: string, file: string): Promise<(typeof runs)[number]> {
  const scenario = readScenario(parse(yaml), relative(__dirname, file));
  const open = (name: string) =>
    decodeLogs(name, createReadStream(join(dirname(file), name)).pipe(createGunzip()) as AsyncIterable<Uint8Array>);
  const result = await replay(template, scenarioBatches(scenario, open), {
    from: scenario.from,
    given: scenarioSeries(scenario),
    ...(scenario.to === undefined ? {} : { to: scenario.to }),
  });
  return { scenario, result, verdict: judge(scenario, result, template) };
}

test.each(files.map((file) => relative(__dirname, dirname(file))))("%s", (name) => {
  const done = runs.find(({ scenario }) => dirname(scenario.file) === name);
  if (done === undefined) throw new Error(`${name} was not run`);
  holds(done.verdict);
});

test("the example of docs/scenarios.md holds", async () => {
  const file = join(__dirname, "../../docs/scenarios.md");
  const [, yaml = ""] = /```yaml\n([^]*?)```/.exec(readFileSync(file, "utf8")) ?? [];
  holds((await run(yaml, file)).verdict);
});

function holds(verdict: Verdict): void {
  if (!verdict.held) throw new Error(scenariosReport([verdict], undefined));
  expect(verdict.judgements.length).toBe(verdict.scenario.expectations.length);
}

test("every alarm of the bundled shop fires in one scenario and stays quiet in another", () => {
  const covered = coverage(runs, [...template.metricAlarms, ...template.compositeAlarms]);
  expect(covered.alarms.filter(({ fired, quiet }) => fired.length === 0 || quiet.length === 0)).toEqual([]);
  expect(covered.total).toEqual({ of: 83, fired: 83, quiet: 83, percentFired: 100, percentQuiet: 100 });
  // A load balancer has its name when it is made; the last one compares with a model of the past that only CloudWatch has.
  expect(covered.notEvaluated.map(({ name }) => name)).toEqual([
    "shop-prod-collector-gateway-none-healthy-critical",
    "shop-prod-collector-gateway-unhealthy-warning",
    "shop-prod-storefront-fewer-visitors-warning",
  ]);
});

test("each scenario names the template that this test reads", () =>
  expect(runs.map(({ scenario }) => scenario.template)).toEqual(
    files.map(() => ["../../golden/shop-prod/stack.tf.json"]),
  ));

describe("the log lines of incidents", () => {
  const cut = excerptsOf(playDay(ordinaryDay));
  // Changed on purpose? Run: npx tsx -C sightline-source examples/shop/logs/cut-excerpts.ts
  test.each(cut)("$incident: are those that the generator writes", ({ incident, services, lines }) => {
    for (const service of services) {
      const packed = readFileSync(join(__dirname, incident, `${service}.ndjson.gz`));
      expect(packed.length).toBeLessThan(300_000);
      expect(gunzipSync(packed).toString() === ndjson(lines[service] ?? [])).toBe(true);
    }
    const committed = readdirSync(join(__dirname, incident)).filter((name) => name.endsWith(".gz"));
    expect(committed.sort()).toEqual(services.map((service) => `${service}.ndjson.gz`).sort());
  });
});
