import fc from "fast-check";
import { stringify } from "yaml";
import {
  checkConfig,
  deployedEnvironments,
  flatAlarms,
  inspect,
  planEnvironment,
  type Config,
  type ConfigInput,
} from "../../lib/config";
import { readYaml, YamlError } from "../../lib/yaml";
import { configArbitrary } from "./arbitrary";

const runs = { numRuns: 25 };

test("generated configurations are checked, planned for every environment, and have no error", () => {
  fc.assert(
    fc.property(configArbitrary(), (input) => {
      const { config, findings } = inspect(input);
      expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
      for (const plan of plans(config)) {
        expect(names(plan).length).toBe(new Set(names(plan)).size);
        expect(hasUndefined(plan)).toBe(false);
      }
      expect(checkConfig(config!)).toEqual(findings);
    }),
    runs,
  );
});

test("the same configuration in YAML gives the same plans", () => {
  fc.assert(
    fc.property(configArbitrary(), (input) => {
      const { config, findings } = inspect(readYaml(stringify(input)).value);
      const inCode = inspect(input);
      expect(findings).toEqual(inCode.findings);
      expect(plans(config)).toEqual(plans(inCode.config));
    }),
    runs,
  );
});

test("the order of keys does not matter, and an additional service does not change the others", () => {
  fc.assert(
    fc.property(configArbitrary(), (input) => {
      const before = plans(inspect(input).config);
      expect(plans(inspect(reversed(input)).config).sort(byName)).toEqual([...before].sort(byName));
      const more = { ...input, services: { another: { owner: "team", contract: "base" }, ...input.services } };
      const after = plans(inspect(more).config);
      expect(
        after.map(({ services, ...rest }, index) => ({
          ...rest,
          // What the collector removes is what the contract of any service forbids.
          ...(rest.collector === undefined
            ? {}
            : {
                collector: {
                  ...rest.collector,
                  counts: rest.collector.counts.filter(({ name }) => name !== "another"),
                  redaction: before[index]?.collector?.redaction,
                },
              }),
          // A team has a folder.
          ...(rest.grafana === undefined
            ? {}
            : { grafana: { ...rest.grafana, teams: rest.grafana.teams.filter(({ team }) => team !== "team") } }),
          savedQueries: rest.savedQueries.filter(({ service }) => service !== "another" && service !== undefined),
          services: services.filter(({ name }) => name !== "another"),
        })),
        // Questions of the environment are asked of all its services.
      ).toEqual(
        before.map((plan) => ({
          ...plan,
          savedQueries: plan.savedQueries.filter(({ service }) => service !== undefined),
        })),
      );
    }),
    runs,
  );
});

test("any value at any place of a configuration gives findings or a plan, never an exception", () => {
  const odd = fc.oneof(
    fc.anything({ maxDepth: 2 }),
    fc.constantFrom("", "__proto__", "constructor", -1, 1e308, Number.NaN, "5m", "{project}", [], {}),
  );
  fc.assert(
    fc.property(configArbitrary(), fc.infiniteStream(fc.nat()), odd, (input, choices, value) => {
      const { config } = inspect(put(input, choices, value));
      if (config !== undefined) plans(config);
    }),
    { numRuns: 100 },
  );
});

test("any value in place of a configuration gives findings, never an exception", () => {
  fc.assert(
    fc.property(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withSet: true,
        withSparseArray: true,
        withTypedArray: true,
      }),
      (value) => {
        expect(inspect(value).findings.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 300 },
  );
});

test("any text is read as YAML, or refused with the name of its file", () => {
  const pieces = fc.array(
    fc.constantFrom(
      "project: ",
      "services:",
      "\n",
      "\n  ",
      "- ",
      "&a ",
      "*a",
      "<<: ",
      "{",
      "}",
      "[",
      "]",
      '"',
      "'",
      "|",
      ">",
      "#",
      ": ",
      "? ",
      "!!x ",
      "%",
      "@",
      "\t",
      "a",
      "1",
      "null",
      "---",
      "...",
      "__proto__: ",
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        pieces.map((parts) => parts.join("")),
      ),
      (text) => {
        try {
          inspect(readYaml(text).value);
        } catch (error) {
          if (!(error instanceof YamlError)) throw error;
          expect(error.at.line).toBeGreaterThan(0);
        }
      },
    ),
    { numRuns: 500 },
  );
});

function plans(config: Config | undefined) {
  if (config === undefined) throw new Error("there is no configuration");
  return deployedEnvironments(config).map((name) => planEnvironment(config, name));
}

function names({ services, topics }: ReturnType<typeof planEnvironment>): string[] {
  return [
    ...topics.map(({ name }) => name),
    ...services.flatMap((service) => [...flatAlarms(service), ...service.notices].map(({ name }) => name)),
  ];
}

function hasUndefined(value: unknown): boolean {
  if (value === undefined) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasUndefined);
}

function byName(a: { environment: string }, b: { environment: string }): number {
  return a.environment < b.environment ? -1 : 1;
}

function reversed<T>(value: T): T {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, reversed(entry as unknown)]),
  ) as T;
}

/** A copy with a value at a place that the numbers choose. */
function put(input: ConfigInput, choices: Iterator<number>, value: unknown): unknown {
  const walk = (node: unknown): unknown => {
    if (typeof node !== "object" || node === null || Object.keys(node).length === 0) return value;
    const choice = choices.next().value as number;
    if (choice % 7 === 0) return value;
    const keys = Object.keys(node);
    const key = keys[choice % keys.length]!;
    const changed = walk((node as Record<string, unknown>)[key]);
    return Array.isArray(node)
      ? node.map((entry: unknown, index) => (String(index) === key ? changed : entry))
      : { ...node, [key]: changed };
  };
  return walk(input);
}
