/**
 * The parts of `terraform show -json` that are read: https://developer.hashicorp.com/terraform/internals/json-format, format version 1.
 * Members may be absent in older versions, or if they are empty.
 */
export interface ShownDocument {
  readonly format_version: string;
  /** Of a plan. */
  readonly planned_values?: { readonly root_module?: ShownModule; readonly outputs?: ShownOutputs };
  readonly resource_changes?: readonly ResourceChange[];
  /** Of a plan: whether it failed partway, and whether nothing is left to plan after it. Terraform writes the latter from 1.8 on. */
  readonly errored?: boolean;
  readonly complete?: boolean;
  readonly deferred_changes?: readonly { readonly reason?: string; readonly resource_change?: ResourceChange }[];
  readonly prior_state?: { readonly values?: { readonly root_module?: ShownModule } };
  readonly configuration?: ShownConfiguration;
  readonly variables?: Readonly<Record<string, { readonly value?: unknown }>>;
  /** Of a state. */
  readonly values?: { readonly root_module?: ShownModule; readonly outputs?: ShownOutputs };
}

/** Outputs of the root module by name. */
export type ShownOutputs = Readonly<Record<string, { readonly value?: unknown; readonly sensitive?: boolean }>>;

export interface ShownModule {
  readonly address?: string;
  readonly resources?: readonly ShownResource[];
  readonly child_modules?: readonly ShownModule[];
}

export interface ShownResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  /** Of the file `terraform.tfstate` alone: the provider's address and alias. */
  readonly provider?: string;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly sensitive_values?: Readonly<Record<string, unknown>>;
}

export interface ResourceChange {
  readonly address: string;
  /** Where it is in the state, if it moved. */
  readonly previous_address?: string;
  readonly type?: string;
  readonly deposed?: string;
  readonly change?: {
    /** `["delete", "create"]` */
    readonly actions?: readonly string[];
    readonly after?: unknown;
    readonly after_unknown?: unknown;
    readonly after_sensitive?: unknown;
  };
}

export interface ShownConfiguration {
  readonly provider_config?: Readonly<
    Record<string, { readonly name?: string; readonly expressions?: Readonly<Record<string, Expressed>> }>
  >;
  readonly root_module?: ConfiguredModule;
}

export interface ConfiguredModule {
  readonly resources?: readonly ConfiguredResource[];
  readonly module_calls?: Readonly<Record<string, ConfiguredCall>>;
  readonly outputs?: Readonly<Record<string, { readonly sensitive?: boolean; readonly expression?: Expressed }>>;
  readonly variables?: Readonly<Record<string, { readonly default?: unknown; readonly sensitive?: boolean }>>;
}

export interface ConfiguredResource {
  readonly address: string;
  readonly provider_config_key?: string;
  readonly expressions?: Readonly<Record<string, Expressed>>;
  readonly for_each_expression?: Expressed;
  readonly count_expression?: Expressed;
}

export interface ConfiguredCall {
  readonly expressions?: Readonly<Record<string, Expressed>>;
  readonly for_each_expression?: Expressed;
  readonly count_expression?: Expressed;
  readonly module?: ConfiguredModule;
}

/**
 * An expression: a constant, or what it refers to; of JSON syntax, the text and what it refers to. Of a block: its members; of blocks
 * of one name: a list of them.
 */
export type Expressed =
  | { readonly constant_value?: unknown; readonly references?: readonly string[] }
  | { readonly [name: string]: Expressed }
  | readonly Expressed[];

/** The references of an expression, without those that are only a prefix of another: `x.arn` without `x`. */
export function referencesOf(expressed: Expressed | undefined): readonly string[] {
  if (expressed === undefined || Array.isArray(expressed)) return [];
  const { references } = expressed as { references?: readonly string[] };
  if (!Array.isArray(references)) return [];
  return longestOf(references as readonly string[]);
}

/** References without those that are only a prefix of another. */
export function longestOf(references: readonly string[]): readonly string[] {
  return [...new Set(references)].filter(
    (reference) => !references.some((other) => other.startsWith(`${reference}.`) || other.startsWith(`${reference}[`)),
  );
}

/** The members of an object; none of any other value. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
