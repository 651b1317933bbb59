import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import shop from "../../examples/shop/sightline.config";
import { collectorsBeside, collectorsOf, collectorText, printDocument } from "../../lib/collector";
import { deployedEnvironments, inspect, planEnvironment } from "../../lib/config";
import { faultsOf, hasComponent, troubleOf, withCollector } from "../collector/otelcol";
import { runWith } from "../cli/fake-io";
import { saySkipped } from "../skipped";

const real = withCollector(test);
const { config } = inspect(shop);
const collectors = deployedEnvironments(config!).flatMap((environment) =>
  collectorsOf(planEnvironment(config!, environment).collector!).map((each) => ({ ...each, environment })),
);

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sightline-shop-collectors-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the collector here does not have, and so cannot be started with. */
const lacking = { kind: "processor", type: "delta_to_cumulative" } as const;

const beside = deployedEnvironments(config!).flatMap((environment) =>
  collectorsBeside(planEnvironment(config!, environment).collector!).map((each) => ({ ...each, environment })),
);

describe.each(beside)("$tier of shop-$environment", ({ collector }) => {
  real("is valid for a real collector", () => {
    expect(faultsOf(collector)).toBe("");
  });
});

describe.each(collectors)("$tier of shop-$environment", ({ collector, environment, tier }) => {
  const isLacking = environment === "local" && real !== test.skip && !hasComponent(lacking);
  if (isLacking) saySkipped(`${tier} of shop-${environment} in a real collector`, `it has no ${lacking.type}`);
  const here = isLacking ? test.skip : real;

  here("is valid for a real collector, and starts without a word of deprecation", async () => {
    expect(faultsOf(collector)).toBe("");
    expect(await troubleOf(collector)).toEqual([]);
  });

  const scenario = tier === "gateway" ? "secrets" : "sampling";
  here(`holds to what the scenario on ${scenario} says`, async () => {
    const { comments, document } = collectorText(collector, planEnvironment(config!, environment).collector!);
    const file = join(folder, `${environment}-${tier}.yaml`);
    writeFileSync(file, printDocument(document, comments));
    const { code, stderr, stdout } = await runWith(
      [
        "collector",
        "test",
        "--config",
        file,
        join(__dirname, `../../examples/shop/collector/${scenario}.collector-scenario.yaml`),
      ],
      { cwd: folder, env: process.env },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("1 of 1 scenario held");
    // Nor was it still working when the wait for it ended.
    expect(stdout).not.toContain("warning");
  });
});

real("collector test --env runs both tiers of prod joined, on the scenarios of the project, and all hold", async () => {
  const call = ["collector", "test", "--env", "prod", "--config", "examples/shop/sightline.config.ts", "--json"];
  const { code, stderr, stdout } = await runWith(call, { cwd: join(__dirname, "../.."), env: process.env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const { configurations } = JSON.parse(stdout) as {
    configurations: { scenarios: object[]; changes: { kind: string }[] }[];
  };
  expect(configurations.map(({ scenarios }) => scenarios.length)).toEqual([3]);
  expect(configurations[0]?.changes.map(({ kind }) => kind)).toContain("tiers-joined");
});
