import { isRecord, own } from "../../base";
import { type Moved, replacingArguments, unwrittenArguments } from "../../terraform";
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
      const differing = replacing(address, old.get(address), now.get(address));
      return differing.length === 0 ? [] : [{ address, arguments: differing }];
    }),
  };
}

/** The arguments because of which a resource is replaced. */
function replacing(
  address: string,
  was: ResourceAttributes | undefined,
  is: ResourceAttributes | undefined,
): readonly string[] {
  const type = address.split(".")[0] ?? "";
  const unwritten = own(unwrittenArguments, type) ?? {};
  return (own(replacingArguments, type) ?? []).filter((path) =>
    isOther(written(valueAt(was, path)), written(valueAt(is, path)), own(unwritten, path)),
  );
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

/** @param unwritten what stands where nothing is written; undefined: not known, as the provider may have chosen what is written now */
function isOther(was: readonly unknown[], is: readonly unknown[], unwritten: unknown): boolean {
  if (unwritten === undefined && (was.length === 0 || is.length === 0)) return false;
  const [old, now] = [was, is].map((all) => JSON.stringify(all.length === 0 ? written(unwritten) : all));
  return old !== now;
}

// A block may be a list of one.
function written(value: unknown): readonly unknown[] {
  return [value].flat(2).filter((each) => each !== undefined && each !== null);
}
