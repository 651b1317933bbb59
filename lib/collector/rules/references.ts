import { line, shorten } from "../../base";
import { family } from "./family";
import { sectionNames, textsIn } from "./values";

/** What the collector fills in when it starts. */
export const references = family(
  {
    "reference-invalid": {
      severity: "error",
      what: "A reference is `${env:NAME}`, or has another scheme: `${file:tls.yaml}`. The value for a variable that is not set is given with its scheme: `${env:NAME:-value}`.",
      why: "The collector refuses anything else in `${...}` when it starts: `${NAME:-value}` has the scheme NAME, and `${1}`, as in replacements of Prometheus, is no variable.",
      fix: "Write `${env:NAME:-value}`. For a `$` that stays, write `$$`.",
      source: "https://opentelemetry.io/docs/collector/configuration/#environment-variables",
    },
    "reference-syntax": {
      severity: "warning",
      what: "A variable of the environment is written `${env:NAME}`.",
      why: "Since 0.109.0 `$NAME` without braces is a text like any other: nothing is filled in.",
      fix: "Write `${env:NAME}`. If the text is meant as it is, write `$$`.",
      source: "https://opentelemetry.io/docs/collector/configuration/#environment-variables",
    },
  },
  ({ document }, report) => {
    for (const section of sectionNames)
      for (const { path, text } of textsIn(document[section], [section])) {
        if (!text.includes("$")) continue;
        const invalid = invalidReference(text);
        if (invalid !== undefined)
          report("reference-invalid", path, { message: line`\${${shorten(invalid, 60)}} is not a reference` }, "value");
        // With anything around it, it may be a pattern or a template.
        else if (/^\$[A-Z][A-Z0-9_]+$/.test(text) || /^[a-z]+:\/\/\$[A-Z][A-Z0-9_]+(?:[:/]|$)/.test(text))
          report("reference-syntax", path, { message: line`${text} is not filled in, it is a text` }, "value");
      }
  },
);

/** The inside of a reference that no collector can resolve. */
function invalidReference(text: string): string | undefined {
  for (const [, dollars = "", inside = ""] of text.matchAll(/(\$+)\{([^{}]*)\}/g)) {
    // `$$` is a `$`, and what follows it is text.
    if (dollars.length % 2 === 0) continue;
    const [, scheme] = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(inside) ?? [];
    const isVariable =
      scheme === undefined ? inside : scheme === "env" ? inside.slice("env:".length).replace(/:-.*$/s, "") : undefined;
    // Others have schemes of their own, with other characters.
    if (/^[A-Za-z][\w+.-]*\/[^:]*:/.test(inside)) continue;
    if (isVariable !== undefined && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(isVariable.trim())) return inside;
    if (scheme !== undefined && scheme !== "env" && inside.startsWith(`${scheme}:-`)) return inside;
  }
  return undefined;
}
