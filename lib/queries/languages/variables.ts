import type { Span } from "../../base";

/** A place where Grafana, or whoever runs a saved query, puts a value before the query is sent. */
export interface UsedVariable {
  /** Without `$`, braces and format: `service`, `__rate_interval`. */
  readonly name: string;

  /** `regex` of `${x:regex}`. */
  readonly format?: string;

  /** Grafana's own: `__interval`, `__from`, `timeFilter`. */
  readonly builtIn: boolean;
  readonly span: Span;
}

/**
 * The variables of Grafana in a text, wherever they stand. `$1` is none: it is a group of a regular expression.
 *
 * @see https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/
 */
export function variablesIn(text: string): readonly UsedVariable[] {
  return [...text.matchAll(reference)].map((found): UsedVariable => {
    const [whole, plain, bracketed, bracketFormat, braced, bracedFormat] = found;
    const name = plain ?? bracketed ?? braced ?? "";
    const format = bracketFormat ?? bracedFormat;
    const span = { start: found.index, end: found.index + whole.length };
    return { name, ...(format === undefined ? {} : { format }), builtIn: isBuiltIn(name), span };
  });
}

/**
 * The parameters of a saved query of Logs Insights: `{{name}}`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_QueryParameter.html
 */
export function parametersIn(text: string): readonly UsedVariable[] {
  return [...text.matchAll(/\{\{([A-Za-z_]\w{0,127})\}\}/g)].map(({ index, 0: whole, 1: name = "" }) => ({
    name,
    builtIn: false,
    span: { start: index, end: index + whole.length },
  }));
}

// Of `${x.field:format}`, the field is not told: only scoped values of links have one.
const reference = new RegExp(
  [
    /\$([A-Za-z_]\w{0,200})/,
    /\[\[([A-Za-z_]\w{0,200})(?::(\w{1,50}))?\]\]/,
    /\$\{([A-Za-z_]\w{0,200})(?:\.[^:}\n]{1,200})?(?::([^}\n]{1,200}))?\}/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

function isBuiltIn(name: string): boolean {
  return name.startsWith("__") || name === "timeFilter" || name === "interval_ms";
}
