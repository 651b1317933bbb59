import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadConfig, planEnvironment } from "../../lib/config";
import { lineChecker } from "../../lib/contract";
import { runWith } from "../cli/fake-io";

// The example of a team that has running services: its recorded lines fit its contracts, and its alarms do what its scenarios expect.

const folder = join(__dirname, "../../examples/brownfield");

test("nothing is found in it", async () => {
  const { code, stdout } = await runWith(["check", "--json"], { cwd: folder });
  const { findings } = JSON.parse(stdout) as { findings: { rule: string; accepted?: object }[] };
  expect(findings.filter(({ accepted }) => accepted === undefined)).toEqual([]);
  expect(code).toBe(0);
});

test.each(["booking", "tickets", "refunds", "settlement"])(
  "the recorded lines of %s fit its contract",
  async (name) => {
    const { config } = await loadConfig(join(folder, "sightline.config.yaml"));
    const service = planEnvironment(config, "prod").services.find((each) => each.name === name);
    const check = lineChecker(service!.contract);
    const lines = readFileSync(join(folder, "logs", `${name}.ndjson`), "utf8")
      .trim()
      .split("\n");
    expect(lines.length).toBeGreaterThan(40);
    expect(lines.flatMap((line) => check(JSON.parse(line)))).toEqual([]);
  },
);

test("its scenarios hold", async () => {
  const { code, stdout } = await runWith(["replay", "--env", "prod", "--scenarios", "scenarios", "--json"], {
    cwd: folder,
  });
  const { scenarios } = JSON.parse(stdout) as { scenarios: { name: string; held: boolean }[] };
  expect(scenarios.map(({ held, name }) => [name, held])).toEqual([
    ["The database times out", true],
    ["The payment provider does not answer", true],
    ["The settlement is late", true],
    ["The provider of e-mail refuses tickets", true],
  ]);
  expect(code).toBe(0);
});
