import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { severityNames } from "../lib/base";
import { configSchema } from "../lib/config/schema";
import { alarmSchema } from "../lib/config/schema/alarm";
import { acceptableRule } from "../lib/config/schema/acceptance";
import { alarmReference, compositeRule } from "../lib/config/schema/composite-rule";
import { contractObject } from "../lib/config/schema/contract";
import { metricKey } from "../lib/config/schema/source";
import { formsOf, idOf, literalOf, need, type Schema, selfAndBefore, toldBy } from "./schema-walk";
import { written } from "./written";

// Writes the types of a configuration, with the descriptions of its schema: npx tsx -C sightline-source docs/config-types.ts

/** Where the types stand. */
export const typesFile = join(__dirname, "../lib/config/schema/input.ts");

/** What the compiler knows better than the schema says. */
const known: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [alarmSchema, "AlarmInput"],
  [metricKey, "ResourceMetricKey"],
  [alarmReference, "ReferenceText"],
  [compositeRule, "CompositeRule<ReferenceText>"],
  [contractObject, "Contract"],
  [acceptableRule, "AcceptableRule"],
]);

/** Interfaces that other files name. */
const exported = new Set([
  "ConfigInput",
  "EnvironmentInput",
  "EnvironmentServicesInput",
  "EnvironmentThresholdsInput",
  "RouteInput",
  "ServiceInput",
]);

/** Interfaces, by name, in the order in which they were first needed. */
type Interfaces = Map<string, string>;

/** The text of the types. */
export function typesText(): string {
  const interfaces: Interfaces = new Map();
  const names = new Map<unknown, string>();
  const alarms = (alarmSchema as unknown as Schema)._zod.def.options ?? [];
  const write = writer(interfaces, names);
  const entries = alarms.map((option) => write(option, pascal(`${literalOf(option)}Alarm`)));
  write(configSchema as unknown as Schema, "Config");
  const text = `
// Written by docs/config-types.ts from the schema: change a description there.
import type { ResourceMetricKey } from "../../aws";
import type { Contract } from "../../contract";
import type { acceptableRules } from "./acceptable-rules";
import type { CompositeRule, ReferenceText } from "./composite-rule";
import type { WithDimensions } from "./metric-dimensions";

type AcceptableRule = (typeof acceptableRules)[number];

/** An alarm as users write it: one question, at one or more severities; one on a metric of the catalogue has that metric's dimensions. */
export type AlarmInput = WithDimensions<${entries.join(" | ")}>;

${[...interfaces.values()].join("\n\n")}
`;
  return formatted(text);
}

function writer(interfaces: Interfaces, names: Map<unknown, string>) {
  /** The type of a schema; `name` is what its interface is called, should it need one. */
  const typeOf = (schema: Schema, name: string): string => {
    const better = knownOf(schema);
    if (better !== undefined) return better;
    const { def } = schema._zod;
    switch (def.type) {
      case "object":
        return interfaceOf(schema, name);
      case "optional":
        return `${typeOf(need(def.innerType), name)} | undefined`;
      case "nullable":
        return `${typeOf(need(def.innerType), name)} | null`;
      case "readonly":
        return typeOf(need(def.innerType), name);
      case "array":
        return `readonly (${typeOf(need(def.element), name)})[]`;
      case "record":
        return `Readonly<Record<string, ${typeOf(need(def.valueType), name)}>>`;
      case "union":
        return unionOf(schema, name);
      case "enum":
        return Object.values(need(def.entries))
          .map((value) => JSON.stringify(value))
          .join(" | ");
      case "literal":
        return need(def.values)
          .map((value) => JSON.stringify(value))
          .join(" | ");
      case "string":
      case "number":
      case "boolean":
      case "unknown":
        return def.type;
      default:
        throw new Error(`${name}: docs/config-types.ts does not know schemas of the type ${def.type}`);
    }
  };

  const unionOf = (schema: Schema, path: string): string => {
    const options = formsOf(schema);
    const id = idOf(schema);
    const known = names.get(need(schema._zod.def.options));
    if (known !== undefined) return known;
    const alias = id === undefined ? undefined : freeName(`${pascal(id)}Input`, interfaces);
    if (alias !== undefined) {
      names.set(need(schema._zod.def.options), alias);
      interfaces.set(alias, "");
    }
    const union = options
      .map((option) =>
        typeOf(option, `${pascal(id ?? path)}${suffix(option, options) || (id === undefined ? "" : "Object")}`),
      )
      .join(" | ");
    if (alias === undefined) return union;
    interfaces.set(alias, `${exported.has(alias) ? "export " : ""}type ${alias} = ${union};`);
    return alias;
  };

  const interfaceOf = (schema: Schema, path: string): string => {
    const shape = need(schema._zod.def.shape);
    if (Object.keys(shape).length === 0) return "Readonly<Record<string, never>>";
    const known = names.get(shape);
    if (known !== undefined) return known;
    const name = freeName(`${pascal(idOf(schema) ?? path)}Input`, interfaces);
    names.set(shape, name);
    // Its place, before what it needs.
    interfaces.set(name, "");
    const below = pascal(idOf(schema) ?? path);
    const members = Object.entries(shape).map(([key, value]) => {
      const part = (severityNames as readonly string[]).includes(key) ? "condition" : key;
      const isOptional = value._zod.def.type === "optional";
      const type = typeOf(value, `${below}${pascal(part)}`);
      return `${comment(value.description)}readonly ${/^\w+$/.test(key) ? key : JSON.stringify(key)}${isOptional ? "?" : ""}: ${type};`;
    });
    interfaces.set(
      name,
      `${comment(schema.description)}${exported.has(name) ? "export " : ""}interface ${name} {\n${members.join("\n\n")}\n}`,
    );
    return name;
  };
  return typeOf;
}

function knownOf(schema: Schema): string | undefined {
  for (const each of selfAndBefore(schema)) {
    const better = known.get(each);
    if (better !== undefined) return better;
  }
  return undefined;
}

function freeName(name: string, interfaces: Interfaces): string {
  if (interfaces.has(name)) throw new Error(`two interfaces would be called ${name}`);
  return name;
}

function comment(text: string | undefined): string {
  if (text === undefined) return "";
  const lines = wrapped(text.replaceAll("*/", "*\\/"), 110);
  return lines.length === 1
    ? `/** ${lines[0] ?? ""} */\n`
    : `/**\n${lines.map((line) => ` * ${line}`).join("\n")}\n */\n`;
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** What is added to the name of a union for one of its options. */
function suffix(option: Schema, options: readonly Schema[]): string {
  return pascal(toldBy(option, options));
}

function pascal(text: string): string {
  return (
    text.charAt(0).toUpperCase() + text.slice(1).replaceAll(/[_-]([a-z])/g, (_, letter: string) => letter.toUpperCase())
  );
}

/** As the rest of the sources is formatted. */
function formatted(text: string): string {
  const prettier = require.resolve("prettier/bin/prettier.cjs");
  return execFileSync(process.execPath, [prettier, "--stdin-filepath", typesFile], { input: text, encoding: "utf8" });
}

if (require.main === module) written(typesFile, typesText());
