import { own } from "../base";

/** Terraform's JSON configuration, as far as the commands use it. */
export interface TerraformJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, ResourceAttributes>>>>;
  readonly [block: string]: unknown;
}

/** The arguments of one resource. */
export type ResourceAttributes = Readonly<Record<string, unknown>>;

/** The same configuration in one form: keys sorted, cdktf's metadata (`//`) left out. Goldens have this form. */
function normalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalised);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, normalised(part)]));
}

/** {@link normalised} as text, ending in a line break. */
export function normalisedText(value: unknown): string {
  return `${JSON.stringify(normalised(value), null, 2)}\n`;
}

/** Resources by address, `aws_sns_topic.critical`. */
export function resourcesByAddress(terraform: TerraformJson): Map<string, ResourceAttributes> {
  const found = new Map<string, ResourceAttributes>();
  for (const [type, resources] of Object.entries(terraform.resource ?? {})) {
    for (const [name, attributes] of Object.entries(resources)) found.set(`${type}.${name}`, attributes);
  }
  return found;
}

/** What differs between two configurations, by address; blocks other than resources by their name. */
export interface Changes {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Address, and the arguments that differ. */
  readonly changed: readonly { readonly address: string; readonly attributes: readonly string[] }[];
}

/** Compares two configurations, whatever the order of their keys. */
export function changesBetween(before: TerraformJson, after: TerraformJson): Changes {
  const old = blocksByAddress(normalised(before) as TerraformJson);
  const now = blocksByAddress(normalised(after) as TerraformJson);
  const changed: { address: string; attributes: string[] }[] = [];
  for (const [address, attributes] of now) {
    const earlier = old.get(address);
    if (earlier === undefined) continue;
    const keys = [...new Set([...Object.keys(earlier), ...Object.keys(attributes)])].sort();
    const differing = keys.filter((key) => JSON.stringify(own(earlier, key)) !== JSON.stringify(own(attributes, key)));
    if (differing.length > 0) changed.push({ address, attributes: differing });
  }
  return {
    added: [...now.keys()].filter((address) => !old.has(address)),
    removed: [...old.keys()].filter((address) => !now.has(address)),
    changed,
  };
}

function blocksByAddress(terraform: TerraformJson): Map<string, ResourceAttributes> {
  const blocks = resourcesByAddress(terraform);
  for (const [block, content] of Object.entries(terraform)) {
    if (block !== "resource" && block !== "//" && typeof content === "object" && content !== null)
      blocks.set(block, content as ResourceAttributes);
  }
  return blocks;
}
