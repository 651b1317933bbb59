import { RE2JS, RE2JSException } from "re2js";
import { line, type Path, shorten } from "../../base";
import { knownText } from "../read/references";
import { componentsIn, family } from "./family";
import { at, isSet, listAt } from "./values";

/** Patterns, in the syntax of RE2, which Go reads. */
export const regularExpressions = family(
  {
    "regular-expression": {
      severity: "error",
      what: "Patterns are regular expressions of RE2.",
      why: "The collector does not start. RE2 has no look-around, `(?=`, `(?!`, and no references back, `\\1`; within double quotes, YAML wants each backslash twice.",
      fix: "Write it without what RE2 does not have.",
      source: "https://github.com/google/re2/wiki/Syntax",
    },
  },
  ({ document }, report) => {
    const check = (path: Path, value: unknown): void => {
      const text = knownText(value);
      if (text === undefined || text.length > LONGEST) return;
      const reason = whyInvalid(text);
      if (reason !== undefined)
        report(
          "regular-expression",
          path,
          { message: line`${shorten(text, 100)} is not a regular expression of RE2: ${reason}` },
          "value",
        );
    };
    for (const { id, settings, type } of componentsIn(document.processors)) {
      const path = ["processors", id];
      if (type === "redaction")
        for (const key of ["blocked_values", "allowed_values", "blocked_key_patterns", "ignored_key_patterns"])
          for (const [index, pattern] of listAt(settings, key).entries()) check([...path, key, index], pattern);
      if (type === "tail_sampling") inPolicies(listAt(settings, "policies"), [...path, "policies"], check);
      if (type === "attributes" || type === "resource")
        for (const [index, action] of listAt(settings, type === "resource" ? "attributes" : "actions").entries())
          if (at(action, "action") === "extract")
            check([...path, type === "resource" ? "attributes" : "actions", index, "pattern"], at(action, "pattern"));
      if (type === "metrics_transform" || type === "metricstransform")
        for (const [index, transform] of listAt(settings, "transforms").entries())
          if (at(transform, "match_type") === "regexp")
            check([...path, "transforms", index, "include"], at(transform, "include"));
    }
    for (const { id, settings, type } of componentsIn(document.receivers)) {
      if (type !== "filelog" && type !== "file_log") continue;
      for (const [index, operator] of listAt(settings, "operators").entries())
        if (at(operator, "type") === "regex_parser")
          check(["receivers", id, "operators", index, "regex"], at(operator, "regex"));
      for (const key of ["line_start_pattern", "line_end_pattern"])
        check(["receivers", id, "multiline", key], at(settings, "multiline", key));
    }
  },
);

/** Longer ones are not read: they are not patterns that people write. */
const LONGEST = 4000;

function inPolicies(list: readonly unknown[], path: Path, check: (path: Path, value: unknown) => void): void {
  const open = list.map((policy, index) => ({ policy, path: [...path, index] as Path }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path: here, policy } = next;
    if (at(policy, "type") === "string_attribute" && at(policy, "string_attribute", "enabled_regex_matching") === true)
      for (const [index, value] of listAt(policy, "string_attribute", "values").entries())
        check([...here, "string_attribute", "values", index], value);
    for (const [outer, inner] of [
      ["and", "and_sub_policy"],
      ["drop", "drop_sub_policy"],
      ["composite", "composite_sub_policy"],
    ] as const)
      for (const [index, each] of listAt(policy, outer, inner).entries())
        open.push({ policy: each, path: [...here, outer, inner, index] });
    if (isSet(policy, "not", "not_sub_policy"))
      open.push({ policy: at(policy, "not", "not_sub_policy"), path: [...here, "not", "not_sub_policy"] });
  }
}

function whyInvalid(text: string): string | undefined {
  try {
    RE2JS.compile(text);
    // What reads patterns here takes it, Go does not.
    const [escaped] = /\\[^\0-\x7f]/u.exec(text.replaceAll(/\\Q[^]*?(?:\\E|$)|\\[\0-\x7f]/g, "")) ?? [];
    return escaped === undefined ? undefined : `invalid escape sequence: ${escaped}`;
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return error.message.replace(/^error parsing regexp: /, "");
  }
}
