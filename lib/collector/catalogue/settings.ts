import { own } from "../../base";
import type { ComponentKind } from "../model/component";
import type { Setting } from "./facts";
import { componentFacts } from "./look-up";
import recorded from "./settings.json";

/** A setting as it is recorded: `ref` names a definition, `and` those whose keys an object has, too. */
export type RecordedSetting =
  | "string"
  | "integer"
  | "number"
  | "boolean"
  | "duration"
  | "any"
  | readonly ["list" | "map", RecordedSetting]
  | { readonly ref: string }
  | RecordedObject;

/** Settings with known keys. */
export interface RecordedObject {
  readonly keys: Readonly<Record<string, RecordedSetting>>;
  readonly and?: readonly string[];
  readonly open?: true;
}

/** What `settings.json` holds: settings and defaults by kind and type, and what settings refer to. */
export interface RecordedSettings {
  readonly components: Readonly<Record<string, { readonly settings?: RecordedSetting; readonly defaults?: unknown }>>;
  readonly definitions: Readonly<Record<string, RecordedSetting>>;
}

// The type of what is in the file would be as long as the file.
const { components, definitions } = recorded as unknown as RecordedSettings;

/**
 * The settings of a type of component, by its name of today or its former one; undefined where none are recorded. Settings of settings may
 * lead back to themselves: follow them only as deep as what you look at.
 */
export function settingsOf(kind: ComponentKind, type: string): Setting | undefined {
  const name = `${kind} ${componentFacts(kind, type)?.type ?? type}`;
  const settings = own(components, name)?.settings;
  if (settings === undefined) return undefined;
  const known = linked.get(name) ?? link(settings);
  linked.set(name, known);
  return known;
}

/**
 * The defaults of a type's settings, as a collector prints them: objects within objects, without those that are empty, and undefined where
 * no collector was asked. What is in an optional part has its default once that part is there.
 */
export function defaultsOf(kind: ComponentKind, type: string): unknown {
  return own(components, `${kind} ${componentFacts(kind, type)?.type ?? type}`)?.defaults;
}

const linked = new Map<string, Setting>();
const named = new Map<string, Setting>();

function link(setting: RecordedSetting): Setting {
  if (typeof setting === "string") return { type: setting };
  if (isPair(setting)) return { type: setting[0], of: link(setting[1]) };
  if ("ref" in setting) return definition(setting.ref);
  return linkObject(setting);
}

function isPair(setting: RecordedSetting): setting is readonly ["list" | "map", RecordedSetting] {
  return Array.isArray(setting);
}

// A definition is there before what it holds, as that may refer to it.
function definition(name: string): Setting {
  const known = named.get(name);
  if (known !== undefined) return known;
  const setting = own(definitions, name) ?? "any";
  if (typeof setting !== "object" || isPair(setting) || !("keys" in setting)) return link(setting);
  const made: { type: "object"; keys: Record<string, Setting>; open?: true } = { type: "object", keys: {} };
  named.set(name, made);
  return Object.assign(made, linkObject(setting));
}

function linkObject({ keys, and = [], open }: RecordedObject): Setting {
  const parts = and.map(definition);
  const all = Object.fromEntries([
    ...parts.flatMap((part) => (part.type === "object" ? Object.entries(part.keys) : [])),
    ...Object.entries(keys).map(([key, value]) => [key, link(value)] as const),
  ]);
  const isOpen = open === true || parts.some((part) => part.type !== "object" || part.open === true);
  return { type: "object", keys: all, ...(isOpen && { open: true as const }) };
}
