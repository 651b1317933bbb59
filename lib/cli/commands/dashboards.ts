import type { Command } from "../command";
import { previewOptions } from "../dashboards/preview/settings";

/** Writes dashboards, compares them with what would be written, or draws them. */
export const dashboards: Command = {
  name: "dashboards",
  summary: "Write dashboards of Grafana for review, or draw them with data from recorded logs",
  usage: "dashboards [--env ENV] [--out DIR] [--check] [--json] | --preview [OPTION...] [FILE...]",
  help: `
Writes dashboards/<environment>/<name>.json for every environment with Grafana: services with the thresholds of their alarms, what
the business does, and what else contracts and plan have something for. Commit them: a pull request then shows what
changes. Files that are no longer made are removed if they are ours: they have the tag sightline, and the uid that belongs to
their place. All files are written, or none.

  --env ENV      only this environment                            [all that have Grafana]
  --out DIR      the folder that has one for each environment     [dashboards, beside the configuration]
  --check        write nothing: fail if a file differs from what would be written
  --config FILE  TypeScript or JavaScript, which is run, or YAML or JSON
                 [sightline.config.ts, .js, .yaml, .yml or .json in this folder]
  --json         print one JSON object: { folder, dashboards: [{ environment, path, uid, title, state }], removed };
                 state is added, changed or unchanged

--preview draws dashboards of Grafana, yours or anybody's, as one page that needs no network: with the numbers that CloudWatch would
have had of the recorded logs, the alarms that would have fired, and variables that work. What has no data in the logs is
said on its panel. docs/dashboard-preview.md lists what is drawn and what is not.

FILE is a dashboard's JSON (v1 or v2), a folder or a glob    [dashboards/ENV of --env, or dashboards]

What is drawn:
  --diff OLD              both versions beside each other, with the same data: OLD is the file or folder before
  --logs FILE             recorded logs: a file, folder or glob, or - for standard input; repeatable
  --metrics FILE          datapoints of other metrics: output of aws cloudwatch get-metric-data, or CSV; repeatable
  --env ENV               this project's environment: its metric filters and alarms; runs the project's code
  --config FILE           with --env: the configuration
  --template FILE         metric filters and alarms of any Terraform: *.tf.json, a folder of them, or the JSON that
                          terraform show -json prints for a plan or a state; repeatable
  --var NAME=VALUE, --region R, --account A, --workspace W
                          what the template leaves open, as for sightline replay
  --from TIME, --to TIME  ISO 8601    [the time of the logs]
  --out DIR               the folder for index.html    [dashboards-preview]

Which lines, as for sightline replay:
  --log-group NAME=GLOB, --format FORMAT, --multiline HOW, --without-time HOW, --time-field SELECTOR, --time-unit UNIT,
  --time-pattern PATTERN, --time-zone ZONE, --year YEAR, --date DATE

Exit codes: 0 done, or up to date, 1 the configuration has errors, or with --check a file differs, 2 wrong use, unreadable input, or a
folder that cannot be written.

Examples:
  sightline dashboards
  sightline dashboards --check
  sightline dashboards --preview --env prod --logs incident.ndjson
  sightline dashboards --preview --template plan.json --logs 'logs/*.gz' --out preview grafana/payments.json
`,
  options: { check: { type: "boolean" }, json: { type: "boolean" }, preview: { type: "boolean" }, ...previewOptions },
  async run(args, io) {
    if (args.values.preview === true)
      return (await import("../dashboards/preview/preview")).previewDashboards(args, io);
    return (await import("../dashboards/write")).writeDashboards(args, io);
  },
};
