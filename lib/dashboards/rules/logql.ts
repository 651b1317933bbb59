import { excerpt } from "../../base";
import type { Matcher } from "../../queries/languages";
import { family } from "./family";
import { isUnbounded } from "./labels";
import { whose } from "./queries";

const labels = "https://grafana.com/docs/loki/latest/get-started/labels/bp-labels/";

/** Queries of Loki. */
export const logql = family(
  {
    "logql-selector-empty": {
      severity: "error",
      what: "A stream selector has a matcher that no empty value fits.",
      why: "Loki refuses to read all streams there are.",
      fix: 'Name a label that the streams have, such as {service_name="checkout"} or {service_name=~".+"}.',
      source: "https://grafana.com/docs/loki/latest/query/log_queries/#log-stream-selector",
    },
    "logql-label-unbounded": {
      severity: "warning",
      what: "A stream selector does not name what has a value for each request or user.",
      why: "As a label of streams it makes one stream for each request, which Loki refuses or cannot cope with; and where it is none, the selector finds nothing.",
      fix: 'Filter after the selector: {service_name="checkout"} | trace_id="...".',
      source: labels,
    },
  },
  ({ asked, variables }, report) => {
    for (const one of asked) {
      const { parsed, query } = one;
      if (parsed?.logql === undefined || query.hidden) continue;
      const at = query.textAt ?? query.at;
      const { facts, mistakes } = parsed.logql;
      // What cannot be read has no selector to judge.
      if (mistakes.length > 0) continue;
      const allValue = (value: string): string => {
        const [, name] = /^\$\{?(\w+)(?::\w+)?\}?$/.exec(value) ?? [];
        return name === undefined || !variables.has(name) ? value : "$";
      };
      for (const { matchers } of facts.streams) {
        if (matchers.every((matcher) => fitsEmpty({ ...matcher, value: allValue(matcher.value) })))
          report("logql-selector-empty", at, {
            message:
              matchers.length === 0
                ? `${whose(one)} selects all streams`
                : `${whose(one)} selects by ${excerpt(matchers.map(({ name, op, value }) => `${name}${op}"${value}"`).join(", "))}, which streams without these labels fit, too`,
          });
        for (const { name } of matchers)
          if (isUnbounded(name))
            report("logql-label-unbounded", at, { message: `${whose(one)} selects streams by ${excerpt(name)}` });
      }
    }
  },
);

/** Only for certain: of a variable, and of most expressions, it is not known. */
function fitsEmpty({ op, value }: Matcher): boolean {
  if (op === "=") return value === "";
  if (op === "!=") return value !== "";
  if (value.includes("$")) return false;
  const isAny = /^(?:\(?\.\*\)?|)$/.test(value);
  return op === "=~" ? isAny : op === "!~" && !isAny && /^[\w\s/-]+(?:\|[\w\s/-]+)*$|^\.\+$/.test(value);
}
