import type { Expression } from "../hcl/ast";
import { SyntaxFault } from "../hcl/errors";
import { isTemplate, parseTemplate } from "../hcl/parse-template";
import { referencesIn } from "../hcl/references";
import type { ConfiguredModule } from "./shape";

/** The syntax of the file that an expression stands in. A module may have files of both. */
export type Syntax = "hcl" | "json";

/** The syntax of a module's files, as far as its expressions show it. */
export function syntaxOfModule(configuration: ConfiguredModule | undefined): Syntax | undefined {
  const { module_calls = {}, outputs = {}, resources = [] } = configuration ?? {};
  return syntaxOf([
    ...[...resources, ...Object.values(module_calls)].flatMap((one) => [
      one.expressions,
      one.for_each_expression,
      one.count_expression,
    ]),
    ...Object.values(outputs).map(({ expression }) => expression),
  ]);
}

/** The syntax that the first expression with references shows: only for JSON, Terraform also writes its text. */
export function syntaxOf(parts: readonly unknown[]): Syntax | undefined {
  for (const part of parts) {
    const found = syntaxIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

function syntaxIn(part: unknown): Syntax | undefined {
  if (typeof part !== "object" || part === null) return undefined;
  if (Array.isArray(part)) return syntaxOf(part);
  const { constant_value: constant, references } = part as { constant_value?: unknown; references?: unknown };
  if (!Array.isArray(references)) return constant === undefined ? syntaxOf(Object.values(part)) : undefined;
  if (references.length === 0) return undefined;
  if (constant === undefined) return "hcl";
  return holdsTemplate(constant) ? "json" : undefined;
}

/** Whether a text in a JSON value, or a key, has something to evaluate. */
export function holdsTemplate(json: unknown): boolean {
  if (typeof json === "string") return isTemplate(json);
  if (typeof json !== "object" || json === null) return false;
  if (Array.isArray(json)) return json.some(holdsTemplate);
  return Object.entries(json).some(([key, value]) => isTemplate(key) || holdsTemplate(value));
}

/**
 * The syntax of a constant that holds `${` and has no references. Terraform would list the references of a JSON text: a text that
 * has some, or does not parse, was written as `$${` in HCL.
 */
export function syntaxOfConstant(json: unknown): Syntax {
  if (typeof json === "string") {
    const template = isTemplate(json) ? parsed(json) : undefined;
    return template !== undefined && referencesIn(template).length === 0 ? "json" : "hcl";
  }
  const parts = typeof json === "object" && json !== null ? Object.values(json) : [];
  return parts.some((part) => holdsTemplate(part) && syntaxOfConstant(part) === "json") ? "json" : "hcl";
}

function parsed(text: string): Expression | undefined {
  try {
    return parseTemplate(text);
  } catch (fault) {
    if (fault instanceof SyntaxFault) return undefined;
    throw fault;
  }
}
