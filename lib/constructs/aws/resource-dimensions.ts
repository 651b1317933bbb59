import { Fn } from "cdktf";
import type { AttributeValue, recommendedSets, TerraformForm } from "../../recommended";
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
  ? { readonly [Dimension in keyof Dimensions as AttributeOf<Dimensions[Dimension]>]: string }
  : never;

type AttributeOf<Value> = Value extends { readonly attribute: infer Attribute extends string }
  ? CamelCase<Attribute>
  : never;

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
  // Attributes of the bindings are inherited.
  const text: unknown = Reflect.get(reference, camelCase(value.attribute));
  if (typeof text !== "string" || value.part === undefined) return typeof text === "string" ? text : undefined;
  return lastPart(text, value.part === "after-last-slash" ? "/" : ":");
}

function lastPart(text: string, separator: string): string {
  if (isKnown(text)) return text.slice(text.lastIndexOf(separator) + 1);
  return Fn.element(Fn.reverse(Fn.split(separator, text)), 0) as string;
}
