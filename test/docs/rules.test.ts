import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { acceptableFile, acceptableText, documents, examples, withRules } from "../../docs/rules";
import type { Finding, Rule } from "../../lib/base";
import { collectorRules } from "../../lib/collector";
import { ConfigError, configRules, inspect, loadConfig, ruleSections } from "../../lib/config";
import { baseContract, checkContract, type ContractDefinition, contractRules } from "../../lib/contract";
import { dashboardRules } from "../../lib/dashboards/rules";
import { logRules } from "../../lib/records";
import { replayRules, templateRules } from "../../lib/replay";
import { metricRules } from "../../lib/replay/metrics";
import { reachRules } from "../../lib/replay/reach";
import { scenarioRules } from "../../lib/replay/scenarios";
import { merged } from "./merged";

const root = join(__dirname, "..", "..");
const minimal: unknown = parse(examples.base);
const rules: Readonly<Record<string, Rule>> = { ...configRules.rules, ...contractRules.rules };

/** Rules of files and of code are in a table, without examples. */
const inTable = Object.keys({ ...ruleSections.files, ...ruleSections.code });

/** Rules for contracts in code. In YAML, a rule of the shape reports the same mistakes. */
const onlyInCode = ["event-level", "signal-unit"];

/** Rules with findings of two severities, whose example shows the milder one. */
const milder = ["rate-sense", "quiet-hours-alarms"];

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const composite = (rule: unknown): object => ({
  type: "composite",
  summary: "Nothing works.",
  rule,
  severities: { critical: {} },
});
const alarms = (table: object): object => ({ services: { api: { alarms: table } } });
const signals = (table: object): object => ({ services: { api: { contract: { signals: table } } } });

/** Examples that are too long to be printed in full. The document shows their beginning. */
const long: Readonly<Record<string, object>> = {
  "alarm-description": alarms({ errors: { impact: "Customers cannot order. ".repeat(46) } }),
  "alarm-query-cut": alarms({
    errors: {
      query: `filter ${numbers(40)
        .map((n) => `http.route = '/orders/${n}'`)
        .join(" or ")}`,
    },
  }),
  "saved-query-limits": {
    ...alarms({
      errors: {
        query: `filter ${numbers(400)
          .map((n) => `http.route = '/orders/${n}'`)
          .join(" or ")}`,
      },
    }),
    environments: { prod: { savedQueries: true } },
  },
  "composite-size": alarms({
    ...Object.fromEntries(numbers(101).map((n) => [`errors_${n}`, (minimal as Minimal).services.api.alarms.errors])),
    broken: composite({ any: numbers(101).map((n) => `errors_${n}.critical`) }),
  }),
  "composite-elements": alarms({ broken: composite({ any: numbers(501).map(() => "errors.critical") }) }),
  "composite-parents": alarms(
    Object.fromEntries(numbers(151).map((n) => [`broken_${n}`, composite("errors.critical")])),
  ),
  "filter-count": signals(
    Object.fromEntries(
      numbers(101).map((n) => [
        `route_${n}`,
        { description: "Requests to a route.", where: `{ $.http.route = "/${n}" }` },
      ]),
    ),
  ),
  "pattern-limits": signals({
    old_routes: {
      description: "Requests to routes that are going away.",
      on: "request_completed",
      where: `{ ${numbers(37)
        .map((n) => `$.http.route = "/v1/${n}"`)
        .join(" || ")} }`,
    },
  }),
};

interface Minimal {
  readonly services: { readonly api: { readonly alarms: { readonly errors: unknown } } };
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sightline-rules-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(documents)("docs/%s lists the rules as their registries have them", (name) => {
  const text = readFileSync(join(root, "docs", name), "utf8");
  if (withRules(text) !== text)
    throw new Error(`docs/${name} is stale. Write it with: npx tsx -C sightline-source docs/rules.ts`);
});

test("the rules that can be accepted are those of the registries", () => {
  if (readFileSync(acceptableFile, "utf8") !== acceptableText())
    throw new Error(
      "lib/config knows other rules than there are. Write it with: npx tsx -C sightline-source docs/rules.ts",
    );
  const { accept } = (
    schemaOf("sightline") as { properties: { accept: { items: { properties: { rule: { enum: string[] } } } } } }
  ).properties;
  const names = accept.items.properties.rule.enum;
  expect(names).toEqual([...new Set(names)]);
  for (const rule of ["severity-order", "filter-refused", "alarm-reaches-nobody", "alarm-flaps", "time-form"])
    expect(names).toContain(rule);
  for (const rule of ["yaml-syntax", "alarm-owner", "unreadable-input", "metrics-unreadable", "records-unrouted"])
    expect(names).not.toContain(rule);
});

test("every rule is in a document", () => {
  const parts = documents.flatMap((name) =>
    [...readFileSync(join(root, "docs", name), "utf8").matchAll(/^<!-- rules: (\S+) -->$/gm)].map(([, part]) => part),
  );
  expect(parts.sort()).toEqual(
    [
      ...["base", "files", "yaml", "shape", "contracts", "configuration", "environments", "acceptances"],
      ...["reach", "template", "replay", "logs", "metrics", "scenarios", "collector", "collector-base"],
      ...["collector-scenarios", "dashboards", "dashboard-base"],
    ].sort(),
  );
  expect(
    Object.values(ruleSections)
      .flatMap((section) => Object.keys(section))
      .sort(),
  ).toEqual(Object.keys(rules).sort());
});

describe.each(
  Object.entries({
    config: configRules,
    contract: contractRules,
    logRules,
    metricRules,
    replayRules,
    templateRules,
    reachRules,
    scenarioRules,
    collectorRules,
    dashboardRules,
  }),
)("rules of %s", (_, { rules: own }) => {
  test.each(Object.entries<Rule>(own))("%s is in kebab-case, and its texts are sentences", (id, { what, why, fix }) => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const text of [what, why, fix]) expect(text).toMatch(/^[^a-z].*[.]$/);
  });
});

test("exactly the rules of a configuration have examples, except those of files and code", () => {
  expect([...Object.keys(examples.rules), ...inTable].sort()).toEqual(Object.keys(rules).sort());
});

test("the configuration that examples are merged into has no findings", () => {
  expect(inspect(minimal).findings).toEqual([]);
});

describe.each(
  Object.entries(examples.rules).flatMap(([id, example]) => ("none" in example ? [] : [{ id, ...example }])),
)("$id", ({ id, bad, good }) => {
  test("the bad example has a finding of the rule", async () => {
    if (id in long) expect(bad).toContain("...");
    const findings =
      id in long
        ? inspect(merged(minimal, long[id])).findings
        : id in ruleSections.yaml
          ? await findingsInFile(bad)
          : onlyInCode.includes(id)
            ? checkContract(contractIn(bad))
            : inspect(merged(minimal, parse(bad))).findings;
    const severities = findings.filter(({ rule }) => rule === id).map(({ severity }) => severity);
    expect(severities).not.toEqual([]);
    if (!milder.includes(id)) expect(severities).toContain(rules[id]!.severity);
  });

  test("the good example has no finding of the rule, and no error", () => {
    const { findings } = inspect(merged(minimal, parse(good)));
    expect(findings.filter(({ rule, severity }) => rule === id || severity === "error")).toEqual([]);
  });
});

function schemaOf(name: string): unknown {
  return JSON.parse(readFileSync(join(root, "schema", `${name}.schema.json`), "utf8"));
}

async function findingsInFile(text: string): Promise<readonly Finding[]> {
  const file = join(folder, "sightline.config.yaml");
  writeFileSync(file, text);
  try {
    return (await loadConfig(file)).warnings;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.findings;
  }
}

function contractIn(text: string): ContractDefinition {
  const { services } = parse(text) as { services: { api: { contract: object } } };
  return { name: "api", extends: baseContract, ...services.api.contract };
}
