import { readFileSync } from "node:fs";
import { join } from "node:path";

// What the provider grafana/grafana says of its resources: the facts of version 4.45.1 about those that we use, of a contact point the
// kinds that we use. A flag may be required, optional, computed, sensitive; then comes the type.

export interface Block {
  readonly attributes: Readonly<Record<string, string>>;
  readonly blocks?: Readonly<Record<string, Block & Nesting>>;
}

interface Nesting {
  readonly nesting: "single" | "list" | "set";
  readonly least?: number;
  readonly most?: number;
}

export const provider = JSON.parse(
  readFileSync(join(__dirname, "..", "..", "fixtures", "grafana", "provider-schema.json"), "utf8"),
) as {
  readonly version: string;
  readonly provider: Block;
  readonly resources: Readonly<Record<string, Block>>;
};

/** All that the provider would refuse in the resources of a stack, and secrets that are written down. */
export function stackFaults(json: string): string[] {
  const { provider: providers = {}, resource = {} } = JSON.parse(json) as {
    readonly provider?: Readonly<Record<string, readonly object[]>>;
    readonly resource?: Readonly<Record<string, Readonly<Record<string, object>>>>;
  };
  return [
    ...(providers.grafana ?? []).flatMap((each) => faultsOf("provider", each, provider.provider)),
    ...Object.entries(resource)
      .filter(([type]) => type.startsWith("grafana_"))
      .flatMap(([type, all]) =>
        Object.entries(all).flatMap(([name, { ...found }]) => {
          const schema = provider.resources[type];
          return schema === undefined ? [`${type}: unknown`] : faultsOf(`${type}.${name}`, found, schema);
        }),
      ),
  ];
}

const meta = ["depends_on", "lifecycle", "provider", "alias", "//", "count", "for_each"];

export function faultsOf(at: string, found: object, { attributes, blocks = {} }: Block): string[] {
  const given = Object.entries(found).filter(([name]) => !meta.includes(name));
  const names = new Set(given.map(([name]) => name));
  const missing = [
    ...Object.entries(attributes).filter(([, fact]) => fact.startsWith("required")),
    ...Object.entries(blocks).filter(([, { least }]) => least !== undefined),
  ].filter(([name]) => !names.has(name));
  return [
    ...missing.map(([name]) => `${at}.${name}: missing`),
    ...given.flatMap(([name, value]: [string, unknown]) => {
      const here = `${at}.${name}`;
      const fact = attributes[name];
      if (fact !== undefined) return attributeFaults(here, value, fact);
      const block = blocks[name];
      return block === undefined ? [`${here}: unknown`] : blockFaults(here, value, block);
    }),
  ];
}

function attributeFaults(at: string, value: unknown, fact: string): string[] {
  const [flags = "", type = ""] = fact.split(": ");
  if (flags === "computed" || flags === "computed sensitive") return [`${at}: computed, and set`];
  const isSecret = flags.includes("sensitive");
  // A tenant is among headers, and no secret.
  const texts = type.startsWith("map of")
    ? Object.entries(value ?? {}).flatMap(([name, text]: [string, unknown]) =>
        /authorization/i.test(name) ? [text] : [],
      )
    : [value];
  return [
    ...(isOf(type, value) ? [] : [`${at}: not a ${type}`]),
    ...(isSecret && texts.some((text) => !String(text).includes("${")) ? [`${at}: a secret that is written down`] : []),
  ];
}

function blockFaults(at: string, value: unknown, block: Block & Nesting): string[] {
  const { least = 0, most = block.nesting === "single" ? 1 : Number.POSITIVE_INFINITY } = block;
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (block.nesting === "single" && Array.isArray(value)) return [`${at}: a list, and there is one`];
  return [
    ...(all.length < least || all.length > most ? [`${at}: ${all.length} of them`] : []),
    ...all.flatMap((each, index) =>
      typeof each === "object" && each !== null && !Array.isArray(each)
        ? faultsOf(`${at}[${index}]`, each, block)
        : [`${at}[${index}]: not a block`],
    ),
  ];
}

function isOf(type: string, value: unknown): boolean {
  const [outer, inner] = type.split(" of ");
  if (inner !== undefined)
    return outer === "map"
      ? typeof value === "object" &&
          value !== null &&
          !Array.isArray(value) &&
          Object.values(value).every((each) => isOf(inner, each))
      : Array.isArray(value) && value.every((each) => isOf(inner, each));
  switch (type) {
    case "string":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "bool":
      return typeof value === "boolean";
    default:
      return false;
  }
}
