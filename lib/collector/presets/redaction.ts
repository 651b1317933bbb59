import type { Redaction } from "../../contract";
import { redaction, transform } from "../components/processors";
import type { Processor } from "../model/component";
import { keyPatterns } from "./key-patterns";
import { quoted } from "./ottl-text";

/** What stands for a text that is removed: as the redaction processor writes it. */
const mask = "****";

/** What contracts forbid, removed from attributes and bodies: names of attributes by their last part, in any case, and values wherever they are. */
export function redactionOf({ keys, shapes }: Redaction): Processor {
  const values = patternsOf(shapes);
  const without = shapes.filter(({ pattern }) => pattern === undefined).map(({ name }) => name);
  return redaction(
    {
      allow_all_keys: true,
      ...(keys.length === 0 ? {} : { blocked_key_patterns: keyPatterns(keys) }),
      ...(values.length === 0 ? {} : { blocked_values: values }),
      redact_all_types: true,
      summary: "silent",
    },
    {
      why: {
        "": `What contracts forbid to log.${without.length === 0 ? "" : ` Without a pattern, and so not looked for: ${without.join(", ")}.`}`,
        ...(keys.length === 0
          ? {}
          : { blocked_key_patterns: `Alone, or after a dot; written for speed: ${keys.join(", ")}.` }),
        allow_all_keys: "Otherwise every attribute that is not listed would be deleted.",
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
