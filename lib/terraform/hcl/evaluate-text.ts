import { EvaluationFault, SyntaxFault } from "./errors";
import { evaluate, type Scope } from "./evaluate";
import type { ParsedTemplates } from "./parsed-templates";
import { isUnknown, unknown, type Value } from "./value";
import { WorkFault } from "./work";

/** What a text of a document is evaluated with. */
export interface TextContext {
  readonly scope: Scope;
  readonly templates: ParsedTemplates;
  /** Where the text stands: `infra/alarms.tf.json:12:9`; undefined where the document does not say. */
  readonly place: () => string | undefined;
}

/** The value of a text with `${` or `%{` in it. What cannot be evaluated is unknown, with its reason. */
export function evaluateText(text: string, { place, scope, templates }: TextContext): Value {
  const expression = templates.parsed(text);
  if (expression instanceof SyntaxFault) {
    const character = expression.at + 1;
    return unknown({ kind: "syntax-error", text: expression.message, at: place(), character }, text);
  }
  try {
    const value = evaluate(expression, scope, templates.work.ofText());
    return isUnknown(value) ? unknown(value.reason, text) : value;
  } catch (fault) {
    if (fault instanceof EvaluationFault)
      return unknown({ kind: "evaluation-error", text: fault.message, at: place() }, text);
    if (fault instanceof WorkFault) return unknown({ kind: "too-much-work", text: fault.message, at: place() }, text);
    // The stack overflowed: each reference is evaluated inside the one before.
    if (fault instanceof RangeError) return unknown({ kind: "references-too-deep" }, text);
    throw fault;
  }
}
