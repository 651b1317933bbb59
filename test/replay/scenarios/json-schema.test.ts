import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Ajv from "ajv/dist/2020";
import { parse } from "yaml";
import { scenarioJsonSchema } from "../../../lib/replay/scenarios";

const file = resolve(__dirname, "../../../schema/scenario.schema.json");
const scenarios = resolve(__dirname, "../../scenarios");
const text = `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;

test("the published JSON Schema is up to date", () => {
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, text);
  if (readFileSync(file, "utf8") !== text) {
    throw new Error(
      "schema/scenario.schema.json is stale. Write it with: UPDATE_GOLDEN=1 npx jest test/replay/scenarios/json-schema",
    );
  }
});

test("every key of the JSON Schema has a description", () => {
  const silent: string[] = [];
  walk(scenarioJsonSchema(), "", (node, path) => {
    for (const [key, value] of Object.entries((node.properties ?? {}) as Record<string, Record<string, unknown>>))
      if (typeof value.description !== "string") silent.push(`${path}.${key}`);
  });
  expect(silent).toEqual([]);
});

test("only lines and dimensions accept keys that are not declared", () => {
  const open: string[] = [];
  walk(scenarioJsonSchema(), "", (node, path) => {
    if (node.properties !== undefined && node.additionalProperties !== false) open.push(path);
  });
  expect(open).toEqual([]);
});

describe("validated by an independent implementation", () => {
  const validate = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }).compile(
    scenarioJsonSchema(),
  );
  const least = { start: "2026-11-20T19:30:00Z", logs: [{ lines: ["x"] }], expect: [{ alarm: "a", fires: true }] };

  test.each(readdirSync(scenarios).filter((name) => !name.includes(".")))("it accepts %s", (name) => {
    const valid = validate(parse(readFileSync(join(scenarios, name, "scenario.yaml"), "utf8")));
    expect([valid, validate.errors]).toEqual([true, null]);
  });

  test.each<[string, object]>([
    ["a scenario with only the required keys", {}],
    ["a time of zero", { from: 0 }],
  ])("it accepts %s", (_what, more) => expect(validate({ ...least, ...more })).toBe(true));

  test.each<[string, object]>([
    ["an unknown key", { metricz: [] }],
    ["a list as start", { start: [] }],
    ["an entry of logs without file, lines or generate", { logs: [{ at: "5m" }] }],
    ["an unknown key of an expectation", { expect: [{ alarm: "a", fire: true }] }],
    ["a kind of channel that does not exist", { expect: [{ notified: { kind: "pager" } }] }],
    ["a generator of no lines", { logs: [{ generate: { count: 0, over: "5m" }, line: "x" }] }],
  ])("it rejects %s", (_what, more) => expect(validate({ ...least, ...more })).toBe(false));
});

function walk(node: unknown, path: string, visit: (node: Record<string, unknown>, path: string) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) visit(node as Record<string, unknown>, path);
  for (const [key, value] of Object.entries(node)) walk(value, `${path}/${key}`, visit);
}
