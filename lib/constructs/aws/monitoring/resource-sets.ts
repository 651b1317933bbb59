import { type RecommendedSet, recommendedSets, type ResourceSet } from "../../../recommended";
import type { ReferenceIn } from "../resource-dimensions";

type Sets = typeof recommendedSets;

/** Name of a set of alarms on a kind of resource: `lambda`. */
export type ResourceSetName = {
  [Name in keyof Sets]: Sets[Name] extends { readonly kind: "resource" } ? Name : never;
}[keyof Sets];

/** Names of the sets for resources of a type of Terraform. */
export type SetsOfType<Type> = {
  [Name in ResourceSetName]: Sets[Name] extends { readonly terraform: readonly (infer Form)[] }
    ? Extract<Form, { readonly type: Type }> extends never
      ? never
      : Name
    : never;
}[ResourceSetName];

/** Names of the alarms of a set: `errors`. */
export type AlarmOf<Name extends ResourceSetName> = Name extends ResourceSetName
  ? keyof Sets[Name]["alarms"] & string
  : never;

/** Names of the settings of a set: `timeout`. */
export type SettingOf<Name extends ResourceSetName> = Sets[Name] extends { readonly settings: infer Settings }
  ? keyof Settings & string
  : never;

/**
 * What the alarms of a set watch: a resource of the bindings or a data source, any object with the attributes that say the dimensions, or
 * the dimensions themselves: `fn`, `{ functionName: "orders" }`, `{ FunctionName: "orders" }`.
 */
export type ResourceOf<Name extends ResourceSetName> =
  | (Sets[Name] extends { readonly terraform: readonly (infer Form)[] } ? ReferenceIn<Form> : never)
  | (Sets[Name] extends { readonly dimensions: infer Dimensions }
      ? { readonly [Dimension in keyof Dimensions]: string }
      : never);

/** All sets of alarms on resources, by name. */
export const resourceSets: ReadonlyMap<string, ResourceSet> = new Map(
  Object.entries<RecommendedSet>(recommendedSets).flatMap(([name, set]) =>
    set.kind === "resource" ? [[name, set] as const] : [],
  ),
);
