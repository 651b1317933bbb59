import { toText } from "../hcl/convert";
import { evaluateText, type TextContext } from "../hcl/evaluate-text";
import { isTemplate } from "../hcl/parse-template";
import { isSequence, isUnknown, kindOf, type Sequence, tuple, unknown, type Unknown, type Value } from "../hcl/value";

/** What stands for a text whose value is not known, or of which items are not known. */
export type Otherwise = (text: string, value: Unknown | Sequence) => Value;

/**
 * The value of JSON whose texts are templates: what a plan holds of an expression from a file in JSON syntax. A text that cannot be
 * evaluated takes the value that `otherwise` returns.
 */
export function evaluateWritten(
  json: unknown,
  { scope, templates }: Omit<TextContext, "place">,
  otherwise: Otherwise,
): Value {
  const ofText = (text: string): Value => {
    if (!isTemplate(text)) return text.normalize("NFC");
    const value = evaluateText(text, { scope, templates, place: () => undefined });
    const isOpen = isUnknown(value) || (isSequence(value) && value.items.some(isUnknown));
    return isOpen ? otherwise(text, value) : value;
  };
  const valueOf = (part: unknown): Value => {
    if (part === null || typeof part === "number" || typeof part === "boolean") return part;
    if (typeof part === "string") return ofText(part);
    if (Array.isArray(part)) return tuple(part.map(valueOf));
    const entries = new Map<string, Value>();
    for (const [name, value] of Object.entries(part ?? {})) {
      const key = ofText(name);
      if (isUnknown(key)) return key;
      if (key === null || typeof key === "object")
        return unknown({ kind: "evaluation-error", text: `a key must be a string, not ${kindOf(key)}`, at: undefined });
      entries.set(toText(key), valueOf(value));
    }
    return { kind: "object", entries };
  };
  return valueOf(json);
}
