import { own } from "../../base";
import { refuse } from "../hcl/errors";
import type { Scope } from "../hcl/evaluate";
import { lazyEntries, object, type Mapping, type Value } from "../hcl/value";
import type { ModuleCall, ModuleCalls } from "./calls";
import type { ModuleContext } from "./context";
import { evaluateNode } from "./evaluate-json";
import type { ModuleResources } from "./resources";
import { variableValue } from "./variables";

/** What the names in a module refer to. */
interface Named {
  readonly call: ModuleCall;
  readonly resources: ModuleResources;
  readonly calls: ModuleCalls;
}

/** What the names in a module's expressions refer to: `var`, `local`, `module`, `data`, types of resources. */
export function moduleScope(context: ModuleContext, { call, resources, calls }: Named): Scope {
  const { source, world } = context;
  const roots: Readonly<Record<string, Value>> = {
    var: variables(context, call),
    local: locals(context),
    terraform: object([["workspace", world.workspace]]),
    path: object([
      ["module", source.folder === "" ? "." : source.folder],
      ["root", "."],
      ["cwd", "."],
    ]),
    data: lazyObject(
      resources.types("data"),
      (type) => resources.ofType("data", type) ?? null,
      (type) => refuse(`there is no data source of type ${type}`),
    ),
    module: calls.value(),
    resource: lazyObject(
      resources.types("managed"),
      (type) => resources.ofType("managed", type) ?? null,
      (type) => refuse(`there is no resource of type ${type}`),
    ),
  };
  return (name) => {
    if (Object.hasOwn(roots, name)) return own(roots, name);
    const value = resources.ofType("managed", name);
    if (value !== undefined) return value;
    return name.includes("_") ? refuse(`there is no resource of type ${name}`) : undefined;
  };
}

function variables({ address, source }: ModuleContext, call: ModuleCall): Mapping {
  return lazyObject(
    source.variables.keys(),
    (name) =>
      variableValue({
        name,
        body: source.variables.get(name) ?? new Map(),
        given: call.input(name),
        module: address,
      }),
    (name) => refuse(`there is no variable var.${name}`),
  );
}

function locals({ scope, source }: ModuleContext): Mapping {
  return lazyObject(
    source.locals.keys(),
    (name) => {
      const member = source.locals.get(name);
      return member === undefined ? null : evaluateNode(member, scope);
    },
    (name) => refuse(`there is no local value local.${name}`),
  );
}

function lazyObject(...entries: Parameters<typeof lazyEntries>): Mapping {
  return { kind: "object", entries: lazyEntries(...entries) };
}
