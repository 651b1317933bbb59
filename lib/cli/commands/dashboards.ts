import { type Arguments, type Command, type Io, UsageError } from "../command";
import { diffOptions } from "../dashboards/diff/settings";
import { previewOptions } from "../dashboards/preview/settings";

const writeOptions = {
  check: { type: "boolean" },
  config: { type: "string" },
  env: { type: "string" },
  json: { type: "boolean" },
  out: { type: "string" },
} as const;

/** Writes dashboards, compares them in words, or draws them. */
export const dashboards: Command = {
  name: "dashboards",
  summary: "Write dashboards of Grafana for review, compare them in words, or draw them with recorded logs",
  usage:
    "dashboards [--env ENV] [--out DIR] [--check] [--json] | --diff REV|A [B] [OPTION...] | --preview [OPTION...] [FILE...]",
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

--diff compares dashboards of Grafana, yours or anybody's, by what they mean: a panel that is renamed or moved stays the same
panel, queries are compared by their grammars (labels, filters, ranges, functions), values have their units. Numbers and times
that Grafana writes by itself do not count, and what changes on the grid alone is one line. It reads files, and runs nothing
of a project. Files that are no dashboards, or have more than 1 MB, are named on standard error and left out.

  --diff REV     from a revision of git to the files here: all of dashboards/, or the file or folder after it
  --diff A B     from one file or folder to another one; v1 and v2 can be compared, too
  --env ENV      with a revision: only dashboards/ENV
  --alarms X     with a revision: say which alarms change, too, in X: a committed golden, plan or state, or a folder with
                 <stack>.json or <stack>/stack.tf.json
  --markdown     for a comment of a pull request: long lists and whole queries are folded
  --json         print one JSON object: { since, dashboards: [{ file, state, title, panels, changes, sentences }], alarms,
                 unread }; state is new, gone or changed
  --color, --no-color
                 colours                                          [on a terminal]

--preview draws dashboards of Grafana, yours or anybody's, as one page that needs no network: with the numbers that CloudWatch would
have had of the recorded logs, the alarms that would have fired, and variables that work. What has no data in the logs is
said on its panel. docs/dashboard-preview.md lists what is drawn and what is not.

FILE is a dashboard's JSON (v1 or v2), a folder or a glob    [dashboards/ENV of --env, or dashboards]

What is drawn:
  --diff OLD              both versions beside each other, with the same data: OLD is a revision of git, or the file or folder
                          before
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
  --serve                 instead: a page on a free port of this machine, which computes every value of every variable

Which lines, as for sightline replay:
  --log-group NAME=GLOB, --format FORMAT, --multiline HOW, --without-time HOW, --time-field SELECTOR, --time-unit UNIT,
  --time-pattern PATTERN, --time-zone ZONE, --year YEAR, --date DATE

Exit codes: 0 done, or up to date, 1 the configuration has errors, or with --check a file differs, 2 wrong use, an unknown revision,
unreadable input, or a folder that cannot be written, 130 ended with Ctrl+C (--serve). That something changes since a revision
is no fault.

Examples:
  sightline dashboards
  sightline dashboards --check
  sightline dashboards --diff origin/main
  sightline dashboards --diff HEAD~1 grafana/payments.json
  sightline dashboards --diff before.json after.json
  sightline dashboards --diff origin/main --alarms test/golden --markdown > comment.md
  sightline dashboards --preview --env prod --logs incident.ndjson
  sightline dashboards --preview --diff origin/main --env prod --logs incident.ndjson
  sightline dashboards --preview --template plan.json --logs 'logs/*.gz' --out preview grafana/payments.json
`,
  options: { ...writeOptions, preview: { type: "boolean" }, ...previewOptions, ...diffOptions },
  async run(args, io) {
    const { diff, preview } = args.values;
    const mode = preview === true ? modes.preview : diff === undefined ? modes.write : modes.diff;
    const others = Object.keys(args.values).filter((name) => name !== "preview" && !Object.hasOwn(mode.options, name));
    if (others.length > 0)
      throw new UsageError(
        others.map((name) => `--${name} is for ${ownersOf(name)}, not for ${mode.name}`).join("\n  "),
      );
    return mode.run(args, io);
  },
};

/** What it does, and with which options. */
const modes = {
  write: {
    name: "writing dashboards",
    options: writeOptions,
    run: async (args: Arguments, io: Io) => (await import("../dashboards/write")).writeDashboards(args, io),
  },
  diff: {
    name: "--diff",
    options: diffOptions,
    run: async (args: Arguments, io: Io) => (await import("../dashboards/diff/diff")).diffDashboards(args, io),
  },
  preview: {
    name: "--preview",
    options: previewOptions,
    run: async (args: Arguments, io: Io) => (await import("../dashboards/preview/preview")).previewDashboards(args, io),
  },
} as const;

function ownersOf(option: string): string {
  return Object.values(modes)
    .filter(({ options }) => Object.hasOwn(options, option))
    .map(({ name }) => name)
    .join(" and ");
}
