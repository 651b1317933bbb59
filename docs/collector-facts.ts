import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { ComponentFacts } from "../lib/collector/catalogue/facts";
import type { RecordedObject, RecordedSetting, RecordedSettings } from "../lib/collector/catalogue/settings";
import { corrections, misplaced } from "./collector-facts/corrections";
import { printedDefaults } from "./collector-facts/defaults";
import { merged, Schemas, unversioned } from "./collector-facts/schemas";
import { type Recorded, recordedComponents } from "./collector-facts/components";
import { recordedOttl } from "./collector-facts/ottl";
import { newest } from "./collector-facts/releases";
import { downloaded, key } from "./collector-facts/go-modules";
import { defaultTarget } from "../lib/collector/catalogue/look-up";
import { written } from "./written";

// Records what is known of collector components: npx tsx -C sightline-source docs/collector-facts.ts [--newest VERSION] [--releases CLONE --adot CLONE]

const catalogue = join(__dirname, "..", "lib", "collector", "catalogue");

const { values } = parseArgs({
  options: {
    newest: { type: "string", default: newest },
    releases: { type: "string" },
    adot: { type: "string" },
    collector: { type: "string" },
  },
});

const file = join(catalogue, "components.json");
const settingsFile = join(catalogue, "settings.json");
const before = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as readonly ComponentFacts[]) : [];
const recorded = recordedComponents(
  before,
  values.newest,
  values.releases !== undefined && values.adot !== undefined
    ? { releases: values.releases, adot: values.adot }
    : undefined,
);
written(file, lines(recorded.map(({ facts }) => facts)));
written(settingsFile, settingsText(recorded, values.collector));
const { enums, fields, functions } = recordedOttl();
written(
  join(catalogue, "ottl.json"),
  `{\n"functions": ${lines(functions).trim()},\n"fields": ${object(Object.entries(fields))},\n"enums": ${JSON.stringify(enums)}\n}\n`,
);

function settingsText(all: readonly Recorded[], collector: string | undefined): string {
  const defaults = collector === undefined ? recordedDefaults() : printedDefaults(collector);
  const modules = all.flatMap(({ facts: { module, version } }) => (version === undefined ? [] : [{ module, version }]));
  // What the newest version does not know any more is no mistake in a configuration for the default target.
  const target = downloaded(modules.map(({ module }) => ({ path: module, version: defaultTarget.version })));
  const schemas = new Schemas();
  const components = all.flatMap(({ facts: { kind, type, module, version }, folder }) => {
    const name = `${kind} ${type}`;
    if (version === undefined || folder === undefined) return [];
    const older = { path: module, version: defaultTarget.version };
    const [before, now] = [target.get(key(older)), folder].map((each, index) =>
      each === undefined
        ? undefined
        : schemas.settings({ path: module, version: index === 0 ? older.version : version, folder: each }),
    );
    const read = before === undefined || now === undefined ? (now ?? before) : merged(before, now);
    const settings = corrected(name, read);
    if (settings === undefined) process.stderr.write(`${name}: no schema\n`);
    return settings === undefined && !defaults.has(name)
      ? []
      : [[name, { settings: settings && unversioned(settings), defaults: defaults.get(name) }] as const];
  });
  for (const reference of schemas.missing) process.stderr.write(`no schema for ${reference}\n`);
  return `{\n"components": ${object(components)},\n"definitions": ${object([...schemas.merged()].map(([name, setting]) => [name, corrected(name, setting)] as const))}\n}\n`;
}

function corrected(name: string, read: RecordedSetting): RecordedSetting;
function corrected(name: string, read: RecordedSetting | undefined): RecordedSetting | undefined;
function corrected(name: string, read: RecordedSetting | undefined): RecordedSetting | undefined {
  const correction = Object.hasOwn(corrections, name) ? corrections[name] : undefined;
  const all = read === undefined || correction === undefined ? (correction ?? read) : merged(read, correction);
  return all === undefined
    ? undefined
    : withoutMisplaced(all, Object.hasOwn(misplaced, name) ? misplaced[name] : undefined);
}

function withoutMisplaced(setting: RecordedSetting, names: readonly string[] = []): RecordedSetting {
  if (names.length === 0 || typeof setting !== "object" || !("keys" in setting) || Array.isArray(setting))
    return setting;
  const { keys, and = [], ...rest } = setting as RecordedObject;
  const others = and.filter((each) => !names.includes(each));
  return {
    ...rest,
    keys: Object.fromEntries(Object.entries(keys).filter(([key]) => !names.includes(key))),
    ...(others.length > 0 && { and: others }),
  };
}

function recordedDefaults(): ReadonlyMap<string, unknown> {
  const { components } = JSON.parse(readFileSync(settingsFile, "utf8")) as RecordedSettings;
  return new Map(Object.entries(components).map(([name, { defaults }]) => [name, defaults]));
}

function object(entries: readonly (readonly [string, unknown])[]): string {
  return `{\n${entries.map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(",\n")}\n}`;
}

/** JSON with one entry per line, so that a difference names the components that differ. */
function lines(entries: readonly unknown[]): string {
  return `[\n${entries.map((each) => `  ${JSON.stringify(each)}`).join(",\n")}\n]\n`;
}
