import { UsageError, type Command } from "../command";
import { previewOptions } from "../dashboards/preview/settings";

/** Draws dashboards with data from recorded logs. */
export const dashboards: Command = {
  name: "dashboards",
  summary: "Draw dashboards with data from recorded logs",
  usage: "dashboards --preview [OPTION...] [FILE...]",
  help: `
Draws dashboards of Grafana, yours or anybody's, as one page that needs no network: with the numbers that CloudWatch would
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

Exit codes: 0 done, 2 wrong use or unreadable input.

Examples:
  sightline dashboards --preview --env prod --logs incident.ndjson
  sightline dashboards --preview --template plan.json --logs 'logs/*.gz' --out preview grafana/payments.json
`,
  options: { preview: { type: "boolean" }, ...previewOptions },
  async run(args, io) {
    if (args.values.preview !== true) throw new UsageError("say what to do with the dashboards: --preview draws them");
    return (await import("../dashboards/preview/preview")).previewDashboards(args, io);
  },
};
