import type { Command } from "../command";

export const query: Command = {
  name: "query",
  summary: "Print a question about your services in every query language, with links to consoles",
  usage: "query NAME | --list  --env ENV [OPTION...]",
  help: `
Questions follow from what contracts say: errors, requests, latency, one request, one user, and every signal. Each is printed in
the languages that can ask it: Logs Insights QL, LogQL, PromQL, TraceQL, CloudWatch's metric queries, SQL of DuckDB, Athena
and Trino. All of them mean the same; where one cannot, the reason is said. docs/queries.md lists questions and languages.

  --list             list the questions instead, of the environment and its services
  --env ENV          the environment whose names are used
  --service S        of this service               [of all of them, if it can be asked so; else of the only one that has it]
  --dialect D        only this one: logs-insights, logql, promql, cloudwatch-promql, traceql, cloudwatch-metrics, duckdb,
                     athena or trino; repeatable     [all that can ask it]
  --param NAME=VALUE  value of a question's param; repeatable
  --from TIME, --to TIME  the time range, ISO 8601    [the last hour; for SQL, all lines]
  --grafana          ranges and steps as variables of Grafana, for panels
  --open             open the first link in a browser
  --config FILE      TypeScript or JavaScript, which is run, or YAML or JSON
                     [sightline.config.ts, .js, .yaml, .yml or .json in this folder]
  --json             print one JSON object: { question, environment, queries: [{ dialect, text, link, caveats }], notPrinted },
                     or with --list { questions: [{ service, name, title, description, params }] }

Exit codes: 0 printed, 1 the chosen dialect cannot ask it, 2 wrong use, or a configuration with errors.

Examples:
  sightline query --list --env prod --service payments
  sightline query errors --env prod
  sightline query one_request --env prod --param request_id=req_7Hq2 --dialect logs-insights --open
  sightline query latency --env prod --service checkout --dialect duckdb
`,
  options: {
    config: { type: "string" },
    dialect: { type: "string", multiple: true },
    env: { type: "string" },
    from: { type: "string" },
    grafana: { type: "boolean" },
    json: { type: "boolean" },
    list: { type: "boolean" },
    open: { type: "boolean" },
    param: { type: "string", multiple: true },
    service: { type: "string" },
    to: { type: "string" },
  },
  run: async (args, io) => (await import("../query/query")).runQuery(args, io),
};
