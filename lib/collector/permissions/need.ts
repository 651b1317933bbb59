import type { Permission } from "../../aws";
import type { Path } from "../../base";

/** Why a permission is not derived, or is wider than what the component does. */
export type OpenReason =
  /** The collector fills it in when it starts. */
  | "filled-in"
  /** It is not written, and has no default. */
  | "missing"
  /** The component acts as another role: what that role may do is its owner's. */
  | "other-role"
  /** Each item says where it goes: the permission is for all that it can say. */
  | "by-item"
  /** What this component does in AWS is not known here. */
  | "not-known";

/** What a document does not say about its permissions. */
export interface OpenPermission {
  /** The setting, or the component. */
  readonly path: Path;
  readonly reason: OpenReason;

  /** What is needed on what is not known; empty where that is not known either. */
  readonly actions: readonly string[];
}

/** What a component needs. */
export interface Needs {
  readonly statements: readonly Permission[];
  readonly open: readonly OpenPermission[];
}

export const nothing: Needs = { statements: [], open: [] };

/** Actions on resources, all of them known. */
export function need(
  actions: readonly string[],
  resources: readonly string[],
  condition?: Permission["condition"],
): Needs {
  return { statements: [{ actions, resources, ...(condition === undefined ? {} : { condition }) }], open: [] };
}

export function open(path: Path, reason: OpenReason, actions: readonly string[] = []): Needs {
  return { statements: [], open: [{ path, reason, actions }] };
}

export function all(needs: readonly Needs[]): Needs {
  return { statements: needs.flatMap((each) => each.statements), open: needs.flatMap((each) => each.open) };
}

/** A setting that an ARN needs. */
export type Setting = { readonly text: string } | { readonly reason: "filled-in" | "missing"; readonly path: Path };
