import type { TextFault } from "./text-rules";

/** What the name of a saved query looks like, beside its length. */
export const savedQueryNameForm = "folders and a name, with one / between them, without : and *";

/** Folders and a name: slashes make folders, none of which is without a name. */
export const savedQueryNameShape = /^[^:*/]+(?:\/[^:*/]+)*$/;

/**
 * Why the AWS provider refuses the name of a saved query, whatever its length; undefined if it does not.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudwatch_query_definition
 */
export function savedQueryNameFault(name: string): TextFault | undefined {
  if (savedQueryNameShape.test(name) || name === "") return undefined;
  return { kind: "character", character: /[:*]/.exec(name)?.[0] ?? "/" };
}
