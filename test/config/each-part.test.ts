import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { stringify } from "yaml";
import type { z } from "zod";
import { type Path, pathText } from "../../lib/base";
import { ConfigError, type ConfigFinding, inspect, loadConfig } from "../../lib/config";
import { configSchema } from "../../lib/config/schema";
import { unreadable } from "../../lib/config/stand-ins";
import { rich } from "./rich";

// Each part of a configuration is broken, one at a time: the mistake is found where it is, and nothing that only follows from it.

/** The part of a schema's definition that is read here. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly innerType?: Schema;
  readonly element?: Schema;
  readonly options?: readonly Schema[];
  readonly valueType?: Schema;
  readonly getter?: () => Schema;
}
type Schema = z.ZodType & { readonly _zod: { readonly def: Definition } };

/** A part of a value: a key of an object, a name in a table, an entry of a list. */
interface Part {
  readonly path: Path;
  readonly schema: Schema;
  readonly in: "object" | "table" | "list";
}

/** A broken part, and where the finding may be. */
interface Broken {
  readonly what: string;
  readonly value: unknown;
  readonly rules: readonly string[];
  readonly places: readonly Path[];
}

const root = configSchema as unknown as Schema;
const parts = [...partsOf(root, rich(), [])];

test("the rich configuration has no findings, and every key of the schema is in it", () => {
  expect(inspect(rich()).findings).toEqual([]);
  const used = new Set(parts.flatMap(({ keyOf }) => keyOf ?? []));
  const lacking = [...keysOf(root)].filter((key) => !used.has(key));
  // A new key of the schema is added to rich.ts.
  expect(lacking).toEqual([]);
});

const broken = new Map(parts.flatMap(breaks).map((one) => [one.what, one]));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sightline-each-part-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("whatever part is broken, there is one finding, at that part, in TypeScript and in YAML", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...broken.keys()), async (what) => {
      const { places, rules, value } = broken.get(what)!;
      const [found, ...others] = inspect(value).findings;
      expect(others.map(shown)).toEqual([]);
      expect(places.map(pathText)).toContain(pathText(found!.at.path));
      expect(rules).toContain(found!.rule);
      // What stands for a part is not shown.
      expect(JSON.stringify(found)).not.toContain(unreadable);

      const text = stringify(value, { aliasDuplicateObjects: false });
      const [inYaml, ...more] = await findingsIn(text);
      expect([inYaml!, ...more].map(shown)).toEqual([shown(found!)]);
      const line = text.split("\n")[inYaml!.at.line! - 1]!;
      const last = found!.at.path.at(-1);
      // What is missing is found where it would be.
      if (found!.rule !== "missing-key") expect(line).toContain(typeof last === "number" ? "- " : last);
    }),
    { numRuns: 40 },
  );
});

async function findingsIn(text: string): Promise<readonly ConfigFinding[]> {
  const file = join(folder, "sightline.config.yaml");
  writeFileSync(file, text);
  try {
    await loadConfig(file);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.findings;
    throw error;
  }
}

test("a key that is not a name hides nothing below it", () => {
  const services = rich().services as Record<string, Record<string, unknown>>;
  const value = {
    ...rich(),
    services: {
      ...services,
      "Order Worker": {
        ...services.store,
        owner: 5,
        alarms: {
          "Too Slow": {
            type: "latency",
            summary: "Slow.",
            signal: "nothing",
            severities: { critical: { above: "x" } },
          },
        },
      },
    },
  };
  expect(inspect(value).findings.map(shown).sort()).toEqual([
    'signal-unknown services["Order Worker"].alarms["Too Slow"].signal',
    'wrong-name services["Order Worker"]',
    'wrong-name services["Order Worker"].alarms["Too Slow"]',
    'wrong-value services["Order Worker"].alarms["Too Slow"].severities.critical.above',
    'wrong-value services["Order Worker"].owner',
  ]);
});

function shown({ at, rule }: ConfigFinding): string {
  return `${rule} ${pathText(at.path)}`;
}

/** A value of the wrong type, a misspelt key, a key that is missing. */
function breaks({ in: holder, path, schema }: Part): readonly Broken[] {
  const what = pathText(path);
  const around = path.slice(0, -1);
  const found: Broken[] = [];
  const none = [[17]];
  if (!schema.safeParse(none).success)
    found.push({
      what: `${what} of the wrong type`,
      value: put(rich(), path, () => none),
      // Of a form beside which another has no key that must be there, only a key that is not of the other is seen.
      rules: path.at(-1) === "existing" ? ["wrong-value", "unknown-key"] : ["wrong-value"],
      // Of a list of other things, its entry.
      places: [path, [...path, 0]],
    });
  if (holder !== "object") return found;
  const key = String(path.at(-1));
  const misspelt = `${key}x`;
  found.push({
    what: `${what} misspelt`,
    value: put(rich(), around, (table) => renamed(table as object, key, misspelt)),
    rules: ["unknown-key"],
    places: [[...around, misspelt]],
  });
  const without = put(rich(), around, (table) => renamed(table as object, key, undefined));
  // Without the key it may be of another form, which is fine.
  if (!schema.safeParse(undefined).success && !configSchema.safeParse(without).success)
    found.push({
      what: `${what} left out`,
      value: without,
      rules: ["missing-key", "wrong-value"],
      // Where the key tells what is meant, what it is in.
      places: [path, around],
    });
  return found;
}

function renamed(table: object, key: string, to: string | undefined): object {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, entry]): [string, unknown][] =>
      name !== key ? [[name, entry]] : to === undefined ? [] : [[to, entry]],
    ),
  );
}

function put(value: unknown, [key, ...rest]: Path, change: (part: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((entry: unknown, index) => (index === key ? put(entry, rest, change) : entry));
  const table = value as Readonly<Record<string, unknown>>;
  return { ...table, [key]: put(table[key], rest, change) };
}

/** The schema without what makes it optional, nullable, readonly or late. */
function bare(schema: Schema): Schema {
  const { getter, innerType } = schema._zod.def;
  const inner = getter?.() ?? innerType;
  return inner === undefined ? schema : bare(inner);
}

/** Every key of every object of a schema. */
function keysOf(schema: Schema, seen = new Set<Schema>(), keys = new Set<string>()): ReadonlySet<string> {
  const inner = bare(schema);
  if (seen.has(inner)) return keys;
  seen.add(inner);
  const { element, options = [], shape = {}, valueType } = inner._zod.def;
  for (const key of Object.keys(shape)) keys.add(nameOf(shape, key));
  for (const each of [...Object.values(shape), ...options, element, valueType])
    if (each !== undefined) keysOf(each, seen, keys);
  return keys;
}

/** A key and the keys beside it: objects with the same keys are one. */
function nameOf(shape: object, key: string): string {
  return `${key} of ${Object.keys(shape).join(", ")}`;
}

function* partsOf(schema: Schema, value: unknown, path: Path): Generator<Part & { readonly keyOf?: string }> {
  const inner = bare(schema);
  const { element, options, shape, valueType } = inner._zod.def;
  const meant = options?.find((option) => option.safeParse(value).success);
  if (meant !== undefined) yield* partsOf(meant, value, path);
  if (typeof value !== "object" || value === null) return;
  for (const [key, entry] of Object.entries(value) as [string, unknown][]) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    const below =
      shape === undefined ? (valueType ?? element) : Object.entries(shape).find(([name]) => name === key)?.[1];
    if (below === undefined) continue;
    const holder = shape !== undefined ? "object" : valueType !== undefined ? "table" : "list";
    yield { path: at, schema: below, in: holder, ...(shape === undefined ? {} : { keyOf: nameOf(shape, key) }) };
    yield* partsOf(below, entry, at);
  }
}
