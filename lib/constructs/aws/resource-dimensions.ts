import { Fn } from "cdktf";
import type { AttributePart, AttributeValue, recommendedSets, TerraformForm } from "../../recommended";
import { camelCase, type CamelCase } from "./names";
import { isKnown } from "./tokens";

/** The forms in which Terraform has the resources of all sets, as types. */
export type ResourceForms = {
  [Name in keyof typeof recommendedSets]: (typeof recommendedSets)[Name] extends {
    readonly terraform: readonly (infer Form)[];
  }
    ? Form
    : never;
}[keyof typeof recommendedSets];

/** What says the dimensions of a form: a resource of the bindings, a data source, or any object with these attributes. */
export type ReferenceIn<Form> = Form extends { readonly dimensions: infer Dimensions }
  ? {
      readonly [Dimension in keyof Dimensions as CamelCase<FirstOf<AttributeOf<Dimensions[Dimension]>>>]: Below<
        AttributeOf<Dimensions[Dimension]>
      >;
    }
  : never;

type AttributeOf<Value> = Value extends { readonly attribute: infer Attribute extends string } ? Attribute : never;

/** The name of an attribute, or of the block that it is in. */
type FirstOf<Attribute extends string> = Attribute extends `${infer Block}.${string}` ? Block : Attribute;

type Below<Attribute extends string> = Attribute extends `${string}.${infer Inner}`
  ? { readonly [Name in Inner as CamelCase<FirstOf<Name>>]: Below<Name> }
  : string;

/** The type of a resource or a data source of the bindings; undefined for other objects. */
export function terraformTypeOf(reference: object): string | undefined {
  return "terraformResourceType" in reference && typeof reference.terraformResourceType === "string"
    ? reference.terraformResourceType
    : undefined;
}

/** The dimensions of a form as a reference says them; undefined if it lacks an attribute. */
export function dimensionsIn({ dimensions }: TerraformForm, reference: object): Record<string, string> | undefined {
  const values: [string, string][] = [];
  for (const [dimension, value] of Object.entries(dimensions)) {
    const text = valueIn(value, reference);
    if (text === undefined) return undefined;
    values.push([dimension, text]);
  }
  return Object.fromEntries(values);
}

function valueIn(value: AttributeValue, reference: object): string | undefined {
  if ("text" in value) return value.text;
  const text = memberAt(reference, value.attribute);
  if (typeof text !== "string") return undefined;
  return value.part === undefined ? text : partOf(text, value.part);
}

function partOf(text: string, part: AttributePart): string {
  switch (part) {
    case "after-last-slash":
      return lastPart(text, "/");
    case "after-last-colon":
      return lastPart(text, ":");
    case "region":
      return partOfArn(text, 3);
    case "account":
      return partOfArn(text, 4);
  }
}

/**
 * A member of a resource by the name that Terraform has for it; a dot leads into a block.
 *
 * @param suffix what the binding's name of the first member ends with: `Input` for an argument as it was given
 */
export function memberAt(resource: object, path: string, suffix = ""): unknown {
  const [first = "", ...inner] = path.split(".");
  // Members of the bindings are inherited.
  let value: unknown = Reflect.get(resource, camelCase(first) + suffix);
  for (const name of inner) {
    // A block that may stand several times is a list.
    const block: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof block !== "object" || block === null) return block;
    value = Reflect.get(block, camelCase(name));
  }
  return value;
}

function lastPart(text: string, separator: string): string {
  if (isKnown(text)) return text.slice(text.lastIndexOf(separator) + 1);
  return Fn.element(Fn.reverse(Fn.split(separator, text)), 0) as string;
}

function partOfArn(arn: string, index: number): string {
  if (isKnown(arn)) return arn.split(":")[index] ?? "";
  return Fn.element(Fn.split(":", arn), index) as string;
}
