import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Ajv from "ajv/dist/2020";
import { parse } from "yaml";
import { configJsonSchema } from "../../lib/config";

const file = resolve(__dirname, "../../schema/sightline.schema.json");
const fixtures = resolve(__dirname, "../fixtures/config");
const text = `${JSON.stringify(configJsonSchema(), null, 2)}\n`;

test("the published JSON Schema is up to date", () => {
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, text);
  const published = readFileSync(file, "utf8");
  if (published !== text) {
    throw new Error(
      "schema/sightline.schema.json is stale. Write it with: UPDATE_GOLDEN=1 npx jest test/config/json-schema",
    );
  }
});

test("every key of the JSON Schema has a description", () => {
  const silent: string[] = [];
  walk(configJsonSchema(), "", (node, path) => {
    for (const [key, value] of Object.entries((node.properties ?? {}) as Record<string, Record<string, unknown>>)) {
      if (typeof value.description !== "string") silent.push(`${path}.${key}`);
    }
  });
  expect(silent).toEqual([]);
});

test("only open tables accept undeclared keys", () => {
  const open: string[] = [];
  walk(configJsonSchema(), "", (node, path) => {
    if (node.properties !== undefined && node.additionalProperties !== false) open.push(path);
  });
  expect(open).toEqual([]);
});

describe("the JSON Schema, validated by Ajv", () => {
  const validate = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }).compile(
    configJsonSchema(),
  );

  test.each(yamlIn(fixtures))("accepts %s", (name) => {
    const valid = validate(parse(readFileSync(join(fixtures, name), "utf8")));
    expect([valid, validate.errors]).toEqual([true, null]);
  });

  test.each(yamlIn(join(fixtures, "bad")))("refuses bad/%s", (name) => {
    expect(validate(parse(readFileSync(join(fixtures, "bad", name), "utf8")))).toBe(false);
  });
});

function yamlIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith(".yaml"));
}

function walk(node: unknown, path: string, visit: (node: Record<string, unknown>, path: string) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) visit(node as Record<string, unknown>, path);
  for (const [key, value] of Object.entries(node)) walk(value, `${path}/${key}`, visit);
}
