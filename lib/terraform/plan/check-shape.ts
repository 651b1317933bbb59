import { own } from "../../base";

/** Where a document does not have the shape of {@link ShownDocument} or {@link RawState}, and what should be there. */
export interface ShapeFault {
  /** `planned_values.root_module.resources[0].address` */
  readonly path: string;
  /** `a list` */
  readonly wanted: string;
}

/** The first place where the JSON of `terraform show -json` does not have the expected shape, in the parts that are read. */
export function faultOfShown(document: unknown): ShapeFault | undefined {
  return shown(document, "");
}

/** As {@link faultOfShown}, for the file `terraform.tfstate`. */
export function faultOfRawState(document: unknown): ShapeFault | undefined {
  return rawState(document, "");
}

type Check = (value: unknown, path: string) => ShapeFault | undefined;

const anything: Check = () => undefined;

const text: Check = (value, path) => (typeof value === "string" ? undefined : { path, wanted: "a text" });

const key: Check = (value, path) =>
  typeof value === "string" || typeof value === "number" ? undefined : { path, wanted: "a text or a number" };

/** Absent, null, or valid. */
function maybe(check: Check): Check {
  return (value, path) => (value === undefined || value === null ? undefined : check(value, path));
}

/** Absent or valid: Terraform omits such members and never writes null. */
function optional(check: Check): Check {
  return (value, path) => (value === undefined ? undefined : check(value, path));
}

function list(check: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return { path, wanted: "a list" };
    return firstFault(
      value.map((item: unknown, index) => [item, `${path}[${index}]`] as const),
      check,
    );
  };
}

function mapping(check: Check): Check {
  return (value, path) =>
    isObject(value)
      ? firstFault(
          Object.entries(value).map(([name, item]) => [item, join(path, name)] as const),
          check,
        )
      : { path, wanted: "an object" };
}

/** @param members checks of those that are read; a function where they refer to each other */
function shape(members: () => Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    if (!isObject(value)) return { path, wanted: "an object" };
    for (const [name, check] of Object.entries(members())) {
      const fault = check(own(value, name), join(path, name));
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

function firstFault(items: readonly (readonly [unknown, string])[], check: Check): ShapeFault | undefined {
  for (const [item, path] of items) {
    const fault = check(item, path);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

const expressed: Check = (value, path) => {
  if (Array.isArray(value)) return list(expressed)(value, path);
  if (!isObject(value)) return { path, wanted: "an expression" };
  if ("constant_value" in value && !Array.isArray(value.references)) return undefined;
  if (Array.isArray(value.references)) return list(text)(value.references, join(path, "references"));
  return mapping(expressed)(value, path);
};

const expressions = optional(mapping(expressed));

const resource = shape(() => ({
  address: text,
  type: text,
  name: text,
  index: optional(key),
  values: maybe(mapping(anything)),
  sensitive_values: maybe(mapping(anything)),
}));

const shownModule: Check = shape(() => ({
  address: maybe(text),
  resources: maybe(list(resource)),
  child_modules: maybe(list(shownModule)),
}));

const outputs = maybe(mapping(mapping(anything)));

const values = maybe(shape(() => ({ root_module: maybe(shownModule), outputs })));

const change = shape(() => ({
  address: text,
  deposed: optional(text),
  change: maybe(shape(() => ({ actions: maybe(list(text)) }))),
}));

const called = { expressions, for_each_expression: optional(expressed), count_expression: optional(expressed) };

const configured: Check = shape(() => ({
  resources: optional(list(shape(() => ({ address: text, provider_config_key: optional(text), ...called })))),
  module_calls: optional(mapping(shape(() => ({ ...called, module: optional(configured) })))),
  outputs: optional(mapping(shape(() => ({ expression: optional(expressed) })))),
  variables: optional(mapping(mapping(anything))),
}));

const shown = shape(() => ({
  planned_values: values,
  resource_changes: maybe(list(change)),
  deferred_changes: optional(list(shape(() => ({ reason: maybe(text), resource_change: optional(change) })))),
  prior_state: maybe(shape(() => ({ values }))),
  configuration: optional(
    shape(() => ({
      provider_config: optional(mapping(shape(() => ({ name: maybe(text), expressions })))),
      root_module: optional(configured),
    })),
  ),
  variables: maybe(mapping(mapping(anything))),
  values,
}));

const rawState = shape(() => ({
  outputs,
  resources: maybe(
    list(
      shape(() => ({
        module: optional(text),
        provider: optional(text),
        type: text,
        name: text,
        instances: maybe(
          list(
            shape(() => ({
              index_key: optional(key),
              deposed: optional(text),
              attributes: maybe(mapping(anything)),
              sensitive_attributes: maybe(list(list(mapping(anything)))),
            })),
          ),
        ),
      })),
    ),
  ),
}));
