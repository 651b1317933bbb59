import { terraformOptions } from "../terraform-options";

/** Which lines are read, and how. */
export const lineOptions = {
  "log-group": { type: "string", multiple: true },
  format: { type: "string" },
  multiline: { type: "string" },
  "time-field": { type: "string", multiple: true },
  "time-unit": { type: "string" },
  "time-pattern": { type: "string" },
  "time-zone": { type: "string" },
  year: { type: "string" },
  date: { type: "string" },
  "without-time": { type: "string" },
} as const;

/** Options of `sightline replay`, for `parseArgs`. */
export const replayOptions = {
  env: { type: "string" },
  config: { type: "string" },
  template: { type: "string", multiple: true },
  against: { type: "string" },
  ...terraformOptions,
  ...lineOptions,
  metrics: { type: "string", multiple: true },
  "metrics-query": { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  delay: { type: "string" },
  engine: { type: "string" },
  memory: { type: "string" },
  json: { type: "boolean" },
  markdown: { type: "boolean" },
  html: { type: "string" },
  junit: { type: "string" },
  sarif: { type: "string" },
  github: { type: "boolean" },
  only: { type: "string", multiple: true },
  "fail-on": { type: "string" },
  scenarios: { type: "string", multiple: true },
  "min-coverage": { type: "string" },
  sql: { type: "string" },
  "sql-table": { type: "string" },
  "sql-message": { type: "string" },
  "sql-time": { type: "string" },
  "sql-time-kind": { type: "string" },
  color: { type: "boolean" },
  "no-color": { type: "boolean" },
  brief: { type: "boolean" },
} as const;

/** Options whose empty value would silently mean something else. */
export const neverEmpty = [
  ...["env", "config", "template", "against", "region", "account", "workspace"],
  ...[
    "fail-on",
    "scenarios",
    "metrics",
    "metrics-query",
    "html",
    "junit",
    "sarif",
    "time-field",
    "time-pattern",
    "time-zone",
  ],
] as const;

/** Options that cannot be combined with `--scenarios`, and what to do instead. */
export const notWithScenarios: Readonly<Partial<Record<keyof typeof replayOptions, string>>> = {
  from: ": set `from` in the scenario",
  to: ": set `to` in the scenario",
  metrics: ": set `metrics` in the scenario",
  "metrics-query": "",
  html: "",
  sarif: "",
  github: ": use --junit, or --markdown for a comment",
  only: "",
  "fail-on": ": a scenario that fails always gives the exit code 1",
  brief: "",
  sql: "",
  engine: "",
  memory: "",
};
