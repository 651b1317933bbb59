import { own } from "../../base";
import type { Expression } from "../hcl/ast";
import { SyntaxFault } from "../hcl/errors";
import { parseExpression } from "../hcl/parse-expression";
import { ParsedTemplates } from "../hcl/parsed-templates";
import { traversalOf } from "../hcl/references";
import type { Value } from "../hcl/value";
import type { Instance } from "../instance";
import type { GivenStates } from "../states/given-states";
import type { ConfiguredCall, ConfiguredModule, ConfiguredResource, Expressed } from "./shape";
import { syntaxOfModule, type Syntax } from "./syntax";

type Key = string | number | undefined;

/** An instance of a resource in a plan, or of a data source. */
export interface PlannedInstance extends Instance {
  /** What is known only after apply, as `after_unknown` of the plan says it. */
  readonly open: Readonly<Record<string, unknown>>;
}

/** An instance of a module in a plan: its configuration, what called it, and the resources in it. */
export interface PlannedModule {
  /** `""` for the root. */
  readonly address: string;
  readonly configuration: ConfiguredModule | undefined;
  readonly caller:
    { readonly module: PlannedModule; readonly call: ConfiguredCall | undefined; readonly key: Key } | undefined;
  /** Instances of called modules, by the call's name. */
  readonly children: Map<string, Map<Key, PlannedModule>>;
  /** Instances of resources by `aws_sns_topic.page` or `data.aws_region.here`, and by key. */
  readonly resources: Map<string, Map<Key, PlannedInstance>>;
  readonly configured: ReadonlyMap<string, ConfiguredResource>;
  /** Values of the root module's variables; a called module has what its call passes. */
  readonly variables: ReadonlyMap<string, Value>;
  readonly among: Among;
  /** The syntax of its files, as far as its expressions show it. */
  readonly syntax: () => Syntax | undefined;
  /** Values of variables that something has referred to, as they are passed. */
  readonly inputs: Map<string, Value>;
  /** Values of passed expressions and outputs, and of what its blocks go through; undefined while one is evaluated. */
  readonly evaluated: Map<Expressed, Value | undefined>;
  /** The templates of the whole plan. */
  readonly templates: ParsedTemplates;
}

/** The plan among the stacks that are given. */
export interface Among {
  readonly stack: string;
  /** What addresses in messages begin with. */
  readonly prefix: string;
  readonly given: GivenStates;
}

/** One step of a reference. */
export type Step = string | number;

/** The steps of a reference or an address: `aws_x.y["a"].arn` is `aws_x`, `y`, `a`, `arn`. Undefined if it is none. */
export function stepsOf(reference: string): readonly Step[] | undefined {
  let parsed: Expression;
  try {
    parsed = parseExpression(reference);
  } catch (fault) {
    if (fault instanceof SyntaxFault) return undefined;
    throw fault;
  }
  const traversal = traversalOf(parsed);
  if (traversal === undefined) return undefined;
  const steps: Step[] = [traversal.root];
  for (const step of traversal.steps) {
    if ("evaluated" in step) return undefined;
    steps.push("name" in step ? step.name : step.key);
  }
  return steps;
}

export function openRoot(
  configuration: ConfiguredModule | undefined,
  variables: ReadonlyMap<string, Value>,
  among: Among,
): PlannedModule {
  return { ...openModule("", configuration, { caller: undefined, among }), variables };
}

/** The instance of a called module at an address, made if it is new. */
export function childAt(parent: PlannedModule, address: string): PlannedModule {
  const within = parent.address === "" ? address : address.slice(parent.address.length + 1);
  const [, name = "", key] = stepsOf(within) ?? [];
  const byKey = parent.children.get(String(name)) ?? new Map<Key, PlannedModule>();
  parent.children.set(String(name), byKey);
  const known = byKey.get(key);
  if (known !== undefined) return known;
  const call = own(parent.configuration?.module_calls, String(name));
  const child = openModule(address, call?.module, { caller: { module: parent, call, key }, among: parent.among });
  byKey.set(key, child);
  return child;
}

function openModule(
  address: string,
  configuration: ConfiguredModule | undefined,
  { among, caller }: Pick<PlannedModule, "among" | "caller">,
): PlannedModule {
  let syntax: { readonly found: Syntax | undefined } | undefined;
  return {
    address,
    configuration,
    caller,
    among,
    children: new Map(),
    resources: new Map(),
    variables: new Map(),
    configured: new Map((configuration?.resources ?? []).map((resource) => [resource.address, resource])),
    syntax: () => (syntax ??= { found: syntaxOfModule(configuration) }).found,
    inputs: new Map(),
    evaluated: new Map(),
    templates: caller?.module.templates ?? new ParsedTemplates(),
  };
}
