import { compile, type Condition, parse } from "../pattern";
import { lineWith } from "./line-with";
import { fieldRead } from "./model";

/**
 * Whether every line that matches the filter pattern `inner` matches `outer`, too. True only where that is certain: `inner` says which
 * texts fields have, and `outer` asks for nothing else.
 *
 * @throws PatternError for a pattern that CloudWatch refuses
 */
export function isContained(inner: string, outer: string): boolean {
  const [a, b] = [parse(inner), parse(outer)];
  if (a.kind !== "json" || b.kind !== "json") return false;
  const said = textsOf(a.where);
  if (!fieldsOf(b.where).every((field) => field !== undefined && said.has(field))) return false;
  const text = lineWith(said);
  return compile(a).matches(text) && compile(b).matches(text);
}

/** The fields of which all lines have one text. */
function textsOf(condition: Condition): Map<string, string> {
  if (condition.kind === "all") {
    const texts = new Map<string, string>();
    for (const part of condition.of) for (const [field, text] of textsOf(part)) texts.set(field, text);
    return texts;
  }
  if (condition.kind !== "compare" || condition.operator !== "=") return new Map();
  const { selector, value } = condition;
  const field = fieldRead(selector);
  // What looks like a number, true, false or null may be one in a line, or a text.
  if (field === undefined || value.kind !== "text" || /\*|^[^a-z]|^(?:true|false|null)$/i.test(value.text))
    return new Map();
  return new Map([[field, value.text]]);
}

function fieldsOf(condition: Condition): readonly (string | undefined)[] {
  return condition.kind === "all" || condition.kind === "any"
    ? condition.of.flatMap(fieldsOf)
    : [fieldRead(condition.selector)];
}
