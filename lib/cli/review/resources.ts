import { isRecord, own } from "../../base";
import { type Moved, replacingArguments } from "../../terraform";
import { changesBetween, type ResourceAttributes, resourcesByAddress, type TerraformJson } from "../terraform-json";

/** What the next apply does to resources, by address. */
export interface ResourceChanges {
  readonly added: readonly string[];
  readonly changed: readonly ChangedResource[];
  readonly destroyed: readonly string[];
  /** Destroyed and made anew, because of these arguments. They are among `changed`, too. */
  readonly replaced: readonly ChangedResource[];
}

/** A resource, and those of its arguments that differ; a dot leads into a block. */
export interface ChangedResource {
  readonly address: string;
  readonly arguments: readonly string[];
}

export const noChanges: ResourceChanges = { added: [], changed: [], destroyed: [], replaced: [] };

/** @param moved blocks of the configuration after the change */
export function resourceChanges(before: TerraformJson, after: TerraformJson, moved: readonly Moved[]): ResourceChanges {
  const was = withMoves(before, moved);
  const { added, changed, removed } = changesBetween(was, after);
  const isResource = (address: string): boolean => address.includes(".");
  const [old, now] = [resourcesByAddress(was), resourcesByAddress(after)];
  const forgotten = forgottenIn(after);
  const resources = changed.filter(({ address }) => isResource(address));
  return {
    added: added.filter(isResource),
    changed: resources.map(({ address, attributes }) => ({ address, arguments: attributes })),
    destroyed: removed.filter((address) => isResource(address) && !forgotten.has(address)),
    replaced: resources.flatMap(({ address }) => {
      const all = own(replacingArguments, address.split(".")[0] ?? "") ?? [];
      const differing = all.filter((path) => isOther(valueAt(old.get(address), path), valueAt(now.get(address), path)));
      return differing.length === 0 ? [] : [{ address, arguments: differing }];
    }),
  };
}

/** The resources at the addresses that `moved` blocks give them. */
function withMoves(terraform: TerraformJson, moved: readonly Moved[]): TerraformJson {
  const { resource } = terraform;
  if (resource === undefined || moved.length === 0) return terraform;
  const moves = new Map(moved.map(({ from, to }) => [from, to]));
  const found = new Map<string, Map<string, ResourceAttributes>>();
  for (const [address, attributes] of resourcesByAddress(terraform)) {
    const [type = "", name = ""] = (moves.get(address) ?? address).split(".");
    found.set(type, (found.get(type) ?? new Map<string, ResourceAttributes>()).set(name, attributes));
  }
  return {
    ...terraform,
    resource: Object.fromEntries([...found].map(([type, of]) => [type, Object.fromEntries(of)])),
  };
}

/** Addresses that `removed` blocks take from the state, and that stay in AWS. */
function forgottenIn({ removed }: TerraformJson): ReadonlySet<string> {
  const blocks = [removed].flat().filter(isRecord);
  return new Set(
    blocks.flatMap(({ from, lifecycle }) => {
      const [rule] = [lifecycle].flat().filter(isRecord);
      return typeof from === "string" && rule?.destroy === false ? [from] : [];
    }),
  );
}

/** The values at a path; of blocks that are repeated, those of each. */
function valueAt(value: unknown, path: string): unknown {
  const [first = "", ...rest] = path.split(".");
  if (Array.isArray(value)) return value.map((each) => valueAt(each, path));
  const part = isRecord(value) ? own(value, first) : undefined;
  return rest.length === 0 ? part : valueAt(part, rest.join("."));
}

// A value that is not written is often what the provider has chosen before, and a block may be a list of one.
function isOther(was: unknown, is: unknown): boolean {
  const [old, now] = [written(was), written(is)];
  return old.length > 0 && now.length > 0 && JSON.stringify(old) !== JSON.stringify(now);
}

function written(value: unknown): readonly unknown[] {
  return [value].flat(2).filter((each) => each !== undefined && each !== null);
}
