import { TerraformDataSource, TerraformResource, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import { own } from "../../../base";
import type { ResourceSet, SettingValue, TerraformForm } from "../../../recommended";
import { badValue } from "../../errors";
import { notOfSet, repeatedResource, unknownWord, unnamed, wrongArgument } from "../../monitoring-errors";
import { dimensionsIn, memberAt, terraformTypeOf } from "../resource-dimensions";
import { isKnown } from "../tokens";

/** A resource as the alarms of a set need it. */
export interface WatchedResource {
  /** What it is called in names of alarms and paths: `orders-queue`. */
  readonly name: string;

  /** The value of the dimension that names it. */
  readonly identity: string;

  readonly dimensions: Readonly<Record<string, string>>;

  /** Values of the set's settings that are known. */
  readonly settings: Readonly<Record<string, number>>;

  /** Settings whose arguments Terraform knows only when it applies. */
  readonly unknownSettings: readonly string[];
}

/** What a user says of a resource beside what it is. */
export interface WatchedWith {
  readonly name?: string | undefined;
  readonly settings?: Readonly<Record<string, number | undefined>> | undefined;
}

/**
 * Reads a resource for a set.
 *
 * @param where its place in the props, for errors: `sqs[1]`
 * @throws {ConstructError} for what is not a resource of the set, for a repeated one, and for settings that the set does not have
 */
export function watchedResource(
  path: string,
  where: string,
  set: ResourceSet,
  resource: object,
  { name, settings = {} }: WatchedWith,
): WatchedResource {
  const repeated = repeatedBy(resource);
  if (repeated !== undefined) throw repeatedResource(path, where, repeated);
  const { dimensions, form } = readResource(path, where, set, resource);
  const known = settingsOf(form, resource);
  const given = givenSettings(path, where, set, settings);
  const named = own(dimensions, set.named ?? Object.keys(set.dimensions).at(-1) ?? "");
  // Without dimensions it is all of an account in a Region.
  const identity = named ?? "account";
  const label = name ?? nameOf(resource) ?? (isKnown(identity) ? lastWord(identity) : undefined);
  if (label === undefined) throw unnamed(path, where);
  return {
    name: label,
    identity,
    dimensions,
    settings: { ...known.values, ...given },
    unknownSettings: known.unknown.filter((setting) => !Object.hasOwn(given, setting)),
  };
}

/** `for_each` or `count` of a resource that is repeated; undefined for others. */
export function repeatedBy(resource: object): string | undefined {
  if (!TerraformResource.isTerraformResource(resource)) return undefined;
  if (resource.forEach !== undefined) return "for_each";
  return resource.count === undefined ? undefined : "count";
}

/** Whether a resource is certainly of a form, by its type and its arguments. */
export function hasForm(form: TerraformForm, resource: object): boolean {
  return terraformTypeOf(resource) === form.type && unfit(form, resource, "none") === undefined;
}

/** `orders-queue` of the construct `shop/Orders/Queue` in the stack `shop`; undefined for what is not a construct. */
export function nameOf(resource: object): string | undefined {
  if (!Construct.isConstruct(resource)) return undefined;
  const name = kebabCase(pathInStack(resource).replace(/\/(Resource|Default)$/, ""));
  return name === "" ? undefined : name;
}

/** The path of a construct from its stack on: `Orders/Queue`. */
export function pathInStack(construct: Construct): string {
  return construct.node.path.slice(TerraformStack.of(construct).node.path.length + 1);
}

function kebabCase(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .toLowerCase();
}

// Of an ARN, or of what ends one: its last part that is not made up by AWS.
function lastWord(value: string): string {
  return kebabCase(value.replace(/^(app|net|gwy|targetgroup)\/([^/]+)\/[^/]+$/, "$2").replace(/^.*[/:]/, ""));
}

interface Read {
  readonly dimensions: Readonly<Record<string, string>>;
  /** The form that it has; undefined for an object with the dimensions themselves. */
  readonly form?: TerraformForm | undefined;
}

function readResource(path: string, where: string, set: ResourceSet, resource: object): Read {
  const names = Object.keys(set.dimensions);
  const given = resource as Readonly<Record<string, unknown>>;
  const said = names.flatMap((name) => {
    const value = own(given, name);
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  const type = terraformTypeOf(resource);
  if (type === undefined && said.length === names.length) return { dimensions: Object.fromEntries(said) };
  const ofType = set.terraform.filter((form) => type === undefined || form.type === type);
  for (const form of ofType) {
    if (unfit(form, resource) !== undefined) continue;
    const dimensions = dimensionsIn(form, resource);
    if (dimensions !== undefined) return { dimensions, form };
  }
  const reason = ofType.map((form) => unfit(form, resource)).find((found) => found !== undefined);
  if (type !== undefined && reason !== undefined) throw wrongArgument(path, where, type, reason);
  const types = [...new Set(set.terraform.map((form) => form.type))];
  const what = type ?? `an object with ${Object.keys(resource).join(", ") || "nothing"}`;
  throw notOfSet(path, where, what, { of: set.of, types, dimensions: names });
}

interface Unfit {
  readonly argument: string;
  readonly value: unknown;
  /** Which values would be right: a clause. */
  readonly wanted: string;
}

/**
 * An argument by which a resource is not of a form. Data sources and plain objects do not say their arguments.
 *
 * @param reference what an argument is that Terraform knows later: any of the values, or none of them
 */
function unfit(
  { unless = {}, where = {} }: TerraformForm,
  resource: object,
  reference: "any" | "none" = "any",
): Unfit | undefined {
  if (!TerraformResource.isTerraformResource(resource)) return undefined;
  for (const [argument, values] of Object.entries(where)) {
    const value = memberAt(resource, argument, "Input") ?? null;
    const isThere = Token.isUnresolved(value) ? reference === "any" : values.some((wanted) => wanted === value);
    if (!isThere) return { argument, value, wanted: shown(values) };
  }
  for (const [argument, values] of Object.entries(unless)) {
    const value = memberAt(resource, argument, "Input") ?? null;
    if (values.some((unwanted) => unwanted === value))
      return { argument, value, wanted: `other than ${shown(values)}` };
  }
  return undefined;
}

const shown = (values: readonly unknown[]): string =>
  values.map((value) => (value === null ? "none" : JSON.stringify(value))).join(" or ");

function settingsOf(
  form: TerraformForm | undefined,
  resource: object,
): { readonly values: Record<string, number>; readonly unknown: readonly string[] } {
  const values: [string, number][] = [];
  const unknown: string[] = [];
  for (const [setting, from] of Object.entries(form?.settings ?? {})) {
    const value = argumentValue(from, resource);
    if (value === "unknown") unknown.push(setting);
    else if (value !== undefined) values.push([setting, value * (from.times ?? 1)]);
  }
  return { values: Object.fromEntries(values), unknown };
}

function argumentValue(from: SettingValue, resource: object): number | "unknown" | undefined {
  if (TerraformDataSource.isTerraformDataSource(resource)) return "unknown";
  if (!TerraformResource.isTerraformResource(resource)) return undefined;
  const value = memberAt(resource, from.argument, "Input");
  if (value === undefined || value === null) return from.default;
  if (Token.isUnresolved(value)) return "unknown";
  const { values } = from;
  if (values !== undefined) return typeof value === "string" ? own(values, value) : undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

function givenSettings(
  path: string,
  where: string,
  set: ResourceSet,
  settings: Readonly<Record<string, number | undefined>>,
): Record<string, number> {
  const names = Object.keys(set.settings ?? {});
  const values: [string, number][] = [];
  for (const [setting, value] of Object.entries(settings)) {
    if (!names.includes(setting)) throw unknownWord(path, `${where}.settings`, setting, names);
    if (value === undefined) continue;
    if (typeof value !== "number" || Token.isUnresolved(value) || !Number.isFinite(value))
      throw badValue(
        path,
        `${where}.settings.${setting}`,
        String(value),
        "Use a number: thresholds are multiples of it.",
      );
    values.push([setting, value]);
  }
  return Object.fromEntries(values);
}
