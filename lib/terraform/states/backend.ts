import { isMapping, isSequence, isUnknown, type Value } from "../hcl/value";
import { joined } from "../configuration/folders";

/** Where a state is kept, as a `backend` block or the data source `terraform_remote_state` says. */
export interface Backend {
  /** `s3`, `local`, `remote`; undefined where it is not known. */
  readonly type: string | undefined;
  /** A setting of it; null where it is not configured. */
  readonly setting: (name: string) => Value;
  /** The folder that a path of it is relative to. */
  readonly folder: string;
  /** Whether settings may be missing, which the command line gives: `-backend-config`. */
  readonly isPartial?: boolean;
  /** Whether nothing is configured: a file that is not given may configure it. */
  readonly isAssumed?: boolean;
}

/**
 * The settings that say which state is meant, by type. Others say how to get there, or are credentials.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend
 */
const IDENTITY: Readonly<Record<string, readonly string[]>> = {
  azurerm: ["storage_account_name", "container_name", "key"],
  consul: ["path"],
  cos: ["bucket", "prefix", "key"],
  gcs: ["bucket", "prefix"],
  http: ["address"],
  kubernetes: ["secret_suffix", "namespace"],
  local: ["path"],
  oss: ["bucket", "prefix", "key"],
  pg: ["schema_name"],
  remote: ["organization", "workspaces"],
  s3: ["bucket", "key"],
};

/** Those of them that have a default. */
const OPTIONAL: ReadonlySet<string> = new Set(["prefix", "namespace", "path", "schema_name"]);

/** Whether two descriptions mean the same state; undefined: that is not known. */
export function isSameState(a: Backend, b: Backend): boolean | undefined {
  if (a.type === undefined || b.type === undefined) return undefined;
  const isAssumed = a.isAssumed === true || b.isAssumed === true;
  if (typeOf(a.type) !== typeOf(b.type)) return isAssumed ? undefined : false;
  const names = identityOf(a.type);
  if (names.length === 0) return undefined;
  const pairs = names.map((name) => [settingOf(a, name), settingOf(b, name)] as const);
  const results = pairs
    .filter(([one, other]) => one !== null || other !== null)
    .map(([one, other]) => isEqual(one, other));
  if (results.includes(false)) return isAssumed ? undefined : false;
  return results.includes(undefined) || results.length === 0 ? undefined : true;
}

/** What a description says about the place, for people: `s3 states/alerts.tfstate`; undefined where it says nothing. */
export function backendText(backend: Backend): string | undefined {
  if (backend.type === undefined) return undefined;
  const parts = identityOf(backend.type)
    .map((name) => settingOf(backend, name))
    .filter((part) => typeof part === "string");
  return parts.length === 0 ? undefined : `${backend.type} ${parts.join("/")}`;
}

/** HCP Terraform is one place, whether it is configured as `cloud` or as the backend `remote`. */
function typeOf(type: string): string {
  return type === "cloud" ? "remote" : type;
}

function identityOf(type: string): readonly string[] {
  const name = typeOf(type);
  return Object.hasOwn(IDENTITY, name) ? (IDENTITY[name] ?? []) : [];
}

/** A setting as text; null where it is not configured, undefined where it is not known. */
function settingOf({ folder, isPartial, setting, type }: Backend, name: string): string | null | undefined {
  const value = setting(name);
  if (isUnknown(value) || (value === null && isPartial === true && !OPTIONAL.has(name))) return undefined;
  if (name === "workspaces") return workspaceOf(value);
  if (value === null || value === "") return type === "local" && name === "path" ? joined(folder, LOCAL) : null;
  if (typeof value !== "string") return undefined;
  return type === "local" && !isAbsolute(value) ? joined(folder, value) : value;
}

const LOCAL = "terraform.tfstate";

/** The workspace's name or prefix of a block, or of a list of one. */
function workspaceOf(value: Value): string | null | undefined {
  const block = isSequence(value) ? (value.items[0] ?? null) : value;
  if (block === null) return null;
  if (!isMapping(block)) return undefined;
  const name = block.entries.get("name") ?? block.entries.get("prefix") ?? null;
  return typeof name === "string" ? name : undefined;
}

/** A relative path and an absolute one may be the same: the folder of the run is not known. */
function isEqual(a: string | null | undefined, b: string | null | undefined): boolean | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (a === null || b === null) return false;
  return isAbsolute(a) === isAbsolute(b) ? a === b : undefined;
}

function isAbsolute(path: string): boolean {
  return /^(?:[/~]|[A-Za-z]:[/\\])/.test(path);
}
