import type { Expressed } from "./shape";
import type { Standpoint } from "./standpoint";
import { holdsTemplate, syntaxOf, syntaxOfConstant } from "./syntax";

/**
 * What a plan's configuration holds of an expression. For HCL, Terraform writes the value of a constant, and only the references of
 * anything else. For its JSON syntax it writes the JSON as it stands in the file, templates included, with its references beside it.
 */
export type Written =
  | { readonly kind: "constant"; readonly value: unknown }
  /** From a file in JSON syntax: every text in it is a template. */
  | { readonly kind: "json"; readonly json: unknown }
  | { readonly kind: "references" };

/** What a plan holds of an expression; undefined where there is none. */
export function writtenIn(expressed: Expressed | undefined, { block, module }: Standpoint): Written | undefined {
  if (expressed === undefined || Array.isArray(expressed)) return undefined;
  const { constant_value: constant, references } = expressed as { constant_value?: unknown; references?: unknown };
  if (constant === undefined) return { kind: "references" };
  const written = { constant: { kind: "constant", value: constant }, json: { kind: "json", json: constant } } as const;
  if (!holdsTemplate(constant)) return written.constant;
  if (Array.isArray(references) && references.length > 0) return written.json;
  // A text of HCL that was written as "$${x}", or one of JSON without references: "${1 + 1}".
  const ofBlock = block === undefined ? undefined : syntaxOf([block.expressions, block.for_each_expression]);
  return (ofBlock ?? module.syntax() ?? syntaxOfConstant(constant)) === "json" ? written.json : written.constant;
}
