import type { Redaction } from "../../contract";
import { redaction, transform } from "../components/processors";
import type { Processor } from "../model/component";
import { keyPatterns } from "./key-patterns";
import { quoted } from "./ottl-text";
import { isRuledOut, neitherAddressNorCard, withFirstCharacter } from "./value-patterns";

/** What stands for a text that is removed: as the redaction processor writes it. */
const mask = "****";

/**
 * What contracts forbid, removed from attributes and bodies: names of attributes by their last part, in any case, and values wherever they are.
 *
 * In spans and logs, most values hold nothing of the kind, and two steps find that out faster than one. Names are looked at in the second
 * one only: `allowed_values` would keep the values of forbidden names, too.
 */
export function redactionOf({ keys, shapes }: Redaction): readonly Processor[] {
  const values = patternsOf(shapes);
  const [first, second] = [values.filter(isRuledOut), values.filter((pattern) => !isRuledOut(pattern))];
  return [...(first.length === 0 ? [] : [inValues(first)]), inOneStep(keys, second, reasonOf(shapes))];
}

/** The same in one step, for metrics: values of their attributes are so short that most patterns need not look at them. */
export function redactionOfPoints({ keys, shapes }: Redaction): Processor {
  return inOneStep(keys, patternsOf(shapes), `${reasonOf(shapes)} In one step, as values are short.`, "points");
}

const always = { allow_all_keys: true, redact_all_types: true, summary: "silent" } as const;

function inOneStep(keys: readonly string[], patterns: readonly string[], reason: string, name?: string): Processor {
  return redaction(
    {
      ...always,
      ...(keys.length === 0 ? {} : { blocked_key_patterns: keyPatterns(keys) }),
      ...(patterns.length === 0 ? {} : { blocked_values: patterns.flatMap(withFirstCharacter) }),
    },
    {
      ...(name === undefined ? {} : { name }),
      why: {
        "": reason,
        ...(keys.length === 0
          ? {}
          : { blocked_key_patterns: `Alone, or after a dot; written for speed: ${keys.join(", ")}.` }),
        allow_all_keys: "Otherwise every attribute that is not listed would be deleted.",
      },
    },
  );
}

function reasonOf(shapes: Redaction["shapes"]): string {
  const without = shapes.filter(({ pattern }) => pattern === undefined).map(({ name }) => name);
  return `What contracts forbid to log.${without.length === 0 ? "" : ` Without a pattern, and so not looked for: ${without.join(", ")}.`}`;
}

function inValues(patterns: readonly string[]): Processor {
  return redaction(
    { ...always, allowed_values: [neitherAddressNorCard], blocked_values: patterns },
    {
      name: "values",
      why: {
        "": "What contracts forbid to log, where a short look at the value does not rule it out.",
        allowed_values: "No @, and no 15 characters that may be a card number: nothing below can be in it.",
      },
    },
  );
}

/** Values in names and statuses of spans, which `redaction` does not read. */
export function redactedNames({ shapes }: Redaction): readonly Processor<"traces">[] {
  const values = patternsOf(shapes);
  if (values.length === 0) return [];
  const statements = ["span.name", "span.status.message"].flatMap((path) =>
    values.map((pattern) => `replace_pattern(${path}, ${quoted(pattern)}, ${quoted(mask)})`),
  );
  return [
    transform(
      { error_mode: "ignore", trace_statements: statements },
      { name: "names", why: "Names and statuses of spans, which `redaction` does not read." },
    ),
  ];
}

function patternsOf(shapes: Redaction["shapes"]): string[] {
  return shapes.flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern]));
}
