import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { ConfigError, inspect, loadConfig, rules, shapeRules } from "../../lib/config";
import { baseContract, checkContract, type ContractDefinition, contractRules } from "../../lib/contract";
import type { Finding } from "../../lib/base";
import { merged } from "./merged";

const root = join(__dirname, "..", "..");
const document = readFileSync(join(root, "docs", "rules.md"), "utf8");
const minimal: unknown = parse(/```yaml\n([\s\S]*?)```/.exec(document)![1]!);
const ofContracts = Object.entries(contractRules.rules).map(([id, { what, why }]) => ({ id, title: what, why }));
const documented = [...rules, ...ofContracts, ...shapeRules];
const ids = [...new Set(documented.map(({ id }) => id))].sort();

/** Of files and code: told in a table, without examples. */
const inTable = [...document.matchAll(/^\| `([a-z-]+)`/gm)].map(([, id]) => id!);

/** Of names that are short by their shape: there is no example. */
const unbreakable = ["namespace-name", "topic-name"];

/** What YAML's shape refuses under another name, and contracts made in code do not. */
const onlyInCode = ["event-level", "signal-unit"];

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const composite = (rule: unknown): object => ({
  type: "composite",
  summary: "Nothing works.",
  rule,
  severities: { critical: {} },
});
const alarms = (table: object): object => ({ services: { api: { alarms: table } } });
const signals = (table: object): object => ({ services: { api: { contract: { signals: table } } } });

/** Examples that are too long to be printed: the document shows how they begin. */
const long: Readonly<Record<string, object>> = {
  "alarm-description": alarms({ errors: { impact: "Customers cannot order. ".repeat(46) } }),
  "composite-size": alarms({
    ...Object.fromEntries(numbers(101).map((n) => [`errors_${n}`, (minimal as Minimal).services.api.alarms.errors])),
    broken: composite({ any: numbers(101).map((n) => `errors_${n}.critical`) }),
  }),
  "composite-elements": alarms({ broken: composite({ any: numbers(251).map(() => "errors.critical") }) }),
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

interface Section {
  readonly id: string;
  readonly text: string;
  readonly bad: string | undefined;
  readonly good: string | undefined;
}

const sections: readonly Section[] = document
  .split(/^(?=#{1,3} )/m)
  .filter((part) => part.startsWith("### "))
  .map((part) => ({
    id: /^### `([a-z-]+)`/.exec(part)?.[1] ?? part.split("\n", 1)[0]!,
    text: part,
    bad: /\*\*Bad\*\*\s+```yaml\n([\s\S]*?)```/.exec(part)?.[1],
    good: /\*\*Good\*\*\s+```yaml\n([\s\S]*?)```/.exec(part)?.[1],
  }));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sightline-rules-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("every rule is documented once, and nothing else is", () => {
  expect([...sections.map(({ id }) => id), ...inTable].sort()).toEqual(ids);
});

test("the document says of each rule what the code says: what it asks, and why", () => {
  const plain = (text: string): string => text.replace(/[\s*_\\<>]+/g, "");
  const text = plain(document);
  // A rule may stand in two lists, if it is looked for before and after parsing.
  const first = ids.map((id) => documented.findLast((rule) => rule.id === id)!);
  const silent = first.filter(({ title, why }) => !text.includes(plain(title)) || !text.includes(plain(why)));
  expect(silent.map(({ id }) => id)).toEqual([]);
});

test("ids that the code gives findings are those of the lists", () => {
  const call =
    /\b(?:problem|doubt|fail|failure|unknownName|error|report)\(\s*(?:[\w.[\]?]+,\s*)?"([a-z]+(?:-[a-z]+)+)"/g;
  const given = [
    ...sources("config"),
    ...sources("contract").filter((file) => /[/\\]check[^/\\]*$/.test(file)),
  ].flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return [...text.matchAll(call), ...text.matchAll(/\brule: "([a-z]+(?:-[a-z]+)+)"/g)].map(([, id]) => id!);
  });
  expect([...new Set(given)].filter((id) => !ids.includes(id)).sort()).toEqual([]);
  expect(given.length).toBeGreaterThan(100);
});

test("the small configuration that examples are written over has no findings", () => {
  expect(inspect(minimal).findings).toEqual([]);
});

describe.each(sections.filter(({ id }) => !unbreakable.includes(id)))("$id", ({ id, bad, good }) => {
  test("the bad example is found", async () => {
    expect(bad).toBeDefined();
    if (id in long) expect(bad).toContain("...");
    const findings =
      id in long
        ? inspect(merged(minimal, long[id])).findings
        : id.startsWith("yaml-")
          ? await findingsInFile(bad!)
          : onlyInCode.includes(id)
            ? checkContract(contractIn(bad!))
            : inspect(merged(minimal, parse(bad!))).findings;
    expect(findings.map(({ rule }) => rule)).toContain(id);
  });

  test("the good example is not, and has no error", () => {
    expect(good).toBeDefined();
    const { findings } = inspect(merged(minimal, parse(good!)));
    expect(findings.filter(({ rule, severity }) => rule === id || severity === "error")).toEqual([]);
  });
});

test.each(unbreakable)("%s has no example, and says why", (id) => {
  const section = sections.find((each) => each.id === id)!;
  expect([section.bad, section.good]).toEqual([undefined, undefined]);
  expect(section.text).toContain("No configuration of the right shape breaks it");
});

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

function sources(room: string): string[] {
  return readdirSync(join(root, "lib", room), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(root, "lib", room, name));
}
