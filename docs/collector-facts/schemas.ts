import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { compareVersions } from "../../lib/collector/catalogue/versions";
import type { RecordedObject, RecordedSetting } from "../../lib/collector/catalogue/settings";
import { corrections } from "./corrections";
import { firstServed, type GoModule, key } from "./go-modules";
import { releases } from "./releases";

/** A component's schema: from where it is read. */
export interface SchemaSource extends GoModule {
  readonly folder: string;
}

/** What a `config.schema.yaml` may say, as far as it is read here. */
interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: "object" | "array" | "string" | "integer" | "number" | "boolean";
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly "x-customType"?: string;
}

/** A Go package in one version, and its schemas. */
interface Package {
  readonly path: string;
  readonly source: SchemaSource;
  readonly schema: Schema;
}

const core = "go.opentelemetry.io/collector";
const contrib = "github.com/open-telemetry/opentelemetry-collector-contrib";

/** Reads schemas of components, and the definitions that they refer to, each once. */
export class Schemas {
  /** By name; what is the same in all versions has one name, what is not has the version in it. */
  readonly definitions = new Map<string, RecordedSetting>();

  /** References that lead nowhere. */
  readonly missing = new Set<string>();

  private readonly requirements = new Map<string, ReadonlyMap<string, string>>();
  private readonly packages = new Map<string, Package | undefined>();
  private readonly modules = new Map<string, SchemaSource | undefined>();
  private readonly names = new Map<string, string>();

  /** Settings of a component; undefined if its module has no schema. */
  settings(source: SchemaSource): RecordedSetting | undefined {
    const found = this.packageAt(source.path, source);
    return found === undefined ? undefined : this.setting(found.schema, found);
  }

  /** All definitions, each with the keys of all versions that were met: a configuration may be for any of them. */
  merged(): ReadonlyMap<string, RecordedSetting> {
    const all = new Map(Object.entries(corrections).filter(([id]) => id.includes("/")));
    const versions = [...this.definitions].map(([name, setting]) => {
      const at = name.lastIndexOf("@");
      return { id: name.slice(0, at), version: name.slice(at + 1), setting: unversioned(setting) };
    });
    for (const { id, setting } of versions.toSorted((a, b) => compareVersions(a.version, b.version))) {
      const before = all.get(id);
      all.set(id, before === undefined ? setting : merged(before, setting));
    }
    return new Map([...all].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  private setting(schema: Schema, of: Package): RecordedSetting {
    if (schema.$ref !== undefined) return this.reference(schema.$ref, of);
    const custom = customTypes.get(schema["x-customType"] ?? "");
    if (custom !== undefined) return custom;
    switch (schema.type) {
      case "object":
        return this.object(schema, of);
      case "array":
        return ["list", schema.items === undefined ? "any" : this.setting(schema.items, of)];
      case "string":
        return schema.format === "duration" ? "duration" : "string";
      case "integer":
      case "number":
      case "boolean":
        return schema.type;
      default:
        return schema.allOf === undefined && schema.properties === undefined ? "any" : this.object(schema, of);
    }
  }

  private object(schema: Schema, of: Package): RecordedSetting {
    const { properties = {}, additionalProperties, allOf = [] } = schema;
    const parts = allOf.map((part) => this.setting(part, of));
    if (Object.keys(properties).length === 0 && parts.length === 0)
      return ["map", typeof additionalProperties === "object" ? this.setting(additionalProperties, of) : "any"];
    // What Go keeps for itself, or takes whatever other keys there are.
    const own = Object.entries(properties).filter(([name]) => !/^[A-Z]/.test(name));
    const open =
      own.length < Object.keys(properties).length || additionalProperties !== undefined || parts.includes("any");
    const and = parts.flatMap((part) => (isReference(part) ? [part.ref] : []));
    const inline = parts.flatMap((part) => (isObject(part) ? [part] : []));
    return {
      keys: Object.assign(
        {},
        ...inline.map(({ keys }) => keys),
        Object.fromEntries(own.map(([name, value]) => [name, this.setting(value, of)])),
      ) as Record<string, RecordedSetting>,
      ...([...and, ...inline.flatMap((part) => part.and ?? [])].length > 0 && {
        and: [...and, ...inline.flatMap((part) => part.and ?? [])],
      }),
      ...((open || inline.some((part) => part.open)) && { open: true as const }),
    };
  }

  private reference(reference: string, of: Package): RecordedSetting {
    const dot = reference.lastIndexOf(".");
    const isLocal = !reference.includes("/");
    const path = isLocal ? of.path : absolute(reference.slice(0, dot), of);
    const name = isLocal ? reference : reference.slice(dot + 1);
    const found = this.packageAt(path, of.source);
    // A package's own configuration is the file itself.
    const schema = found?.schema.$defs?.[name] ?? (name === "config" ? found?.schema : undefined);
    if (found === undefined || schema === undefined) {
      this.missing.add(`${reference} (${of.path})`);
      return "any";
    }
    const id = `${path.replace(`${core}/`, "").replace(`${contrib}/`, "")}.${name}`;
    const replaced = Object.hasOwn(corrections, id) ? corrections[id] : undefined;
    if (replaced !== undefined && !isObject(replaced)) return replaced;
    const versioned = `${id}@${found.source.version}`;
    const known = this.names.get(versioned);
    if (known !== undefined) return this.short(known);
    this.names.set(versioned, versioned);
    // Definitions refer to themselves: the name is there before the setting.
    this.definitions.set(versioned, "any");
    const setting = this.setting(schema, found);
    this.definitions.set(versioned, setting);
    return this.short(versioned);
  }

  /** What is no object is not worth a name. */
  private short(id: string): RecordedSetting {
    const setting = this.definitions.get(id);
    return setting === undefined || setting === "any" || isObject(setting) || isReference(setting)
      ? { ref: id }
      : setting;
  }

  /** The schemas of a package, in the version that `from` asks for. */
  private packageAt(path: string, from: SchemaSource): Package | undefined {
    const own = path === from.path || path.startsWith(`${from.path}/`);
    const source = own ? from : this.required(path, from);
    if (source === undefined) return undefined;
    const id = `${path}@${source.version}`;
    if (this.packages.has(id)) return this.packages.get(id);
    const found = schemaIn(path, source) ?? (own ? undefined : schemaIn(path, this.newest(source.path) ?? source));
    this.packages.set(id, found);
    return found;
  }

  /** The version that is asked for, or the newest that is served. */
  private served(module: GoModule): SchemaSource | undefined {
    const asked = key(module);
    if (!this.modules.has(asked))
      this.modules.set(
        asked,
        firstServed(new Map([[module.path, [module.version]]])).get(module.path) ?? this.newest(module.path),
      );
    return this.modules.get(asked);
  }

  /** The newest version that is served. */
  private newest(path: string): SchemaSource | undefined {
    if (!this.modules.has(path)) {
      const all = releases.toReversed().flatMap((release) => [release, stable(release)]);
      this.modules.set(path, firstServed(new Map([[path, all]])).get(path));
    }
    return this.modules.get(path);
  }

  /** The module that has a package, by the `go.mod` of the module that uses it. */
  private required(path: string, from: SchemaSource): SchemaSource | undefined {
    const requirements = this.requirements.get(key(from)) ?? requirementsIn(from.folder);
    this.requirements.set(key(from), requirements);
    const parts = path.split("/");
    for (let length = parts.length; length > 2; length -= 1) {
      const module = parts.slice(0, length).join("/");
      const version = requirements.get(module);
      if (version === undefined) continue;
      return this.served({ path: module, version });
    }
    return undefined;
  }
}

/** With the names of definitions that {@link Schemas.merged} gives, each once. */
export function unversioned(setting: RecordedSetting): RecordedSetting {
  const text = JSON.stringify(setting).replaceAll(/"([^"@]+)@[0-9][^"]*"/g, '"$1"');
  return JSON.parse(text, (key, value: unknown) =>
    key === "and" && Array.isArray(value) ? [...new Set<unknown>(value)] : value,
  ) as RecordedSetting;
}

/** What either version knows; where both say it, what the newer one says. */
export function merged(older: RecordedSetting, newer: RecordedSetting): RecordedSetting {
  if (!isObject(older) || !isObject(newer)) return newer;
  const both = Object.entries(newer.keys).map(([key, value]) => {
    const before = older.keys[key];
    return [key, before === undefined ? value : merged(before, value)] as const;
  });
  const and = [...new Set([...(older.and ?? []), ...(newer.and ?? [])])];
  const open = older.open === true || newer.open === true;
  return {
    keys: { ...older.keys, ...Object.fromEntries(both) },
    ...(and.length > 0 && { and }),
    ...(open && { open: true as const }),
  };
}

function isObject(setting: RecordedSetting): setting is RecordedObject {
  return typeof setting === "object" && Object.hasOwn(setting, "keys");
}

function isReference(setting: RecordedSetting): setting is { readonly ref: string } {
  return typeof setting === "object" && Object.hasOwn(setting, "ref");
}

/** Integers that are written as texts, by the type in Go; and what has a name of its own. */
const customTypes: ReadonlyMap<string, RecordedSetting> = new Map<string, RecordedSetting>([
  ["int8", "string"],
  ["any", "any"],
  ["os.file_mode", "any"],
  ["time.Duration", "duration"],
]);

function absolute(reference: string, of: Package): string {
  if (reference.startsWith("./")) return join(of.path, reference);
  if (reference.startsWith("../")) return join(of.path, reference);
  if (reference.startsWith("/")) return `${of.path.startsWith(core) ? core : contrib}${reference}`;
  return reference;
}

function schemaIn(path: string, source: SchemaSource): Package | undefined {
  const file = join(source.folder, path.slice(source.path.length), "config.schema.yaml");
  return existsSync(file) ? { path, source, schema: parse(readFileSync(file, "utf8")) as Schema } : undefined;
}

/** The version of the core's stable modules that is released together with the others: 1.65.0 with 0.159.0. */
function stable(release: string): string {
  const [, minor = "", patch = ""] = release.split(".");
  return `1.${Number(minor) - 94}.${patch}`;
}

function requirementsIn(folder: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(folder, "go.mod"), "utf8");
  return new Map(
    [...text.matchAll(/^\s*(?:require )?(\S+) v(\S+)/gm)].map(([, path = "", version = ""]) => [path, version]),
  );
}
