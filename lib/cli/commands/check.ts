import { effectiveJson, effectiveText } from "../check/effective-text";
import { effectiveView } from "../check/effective-view";
import { collectorOutcome } from "../check/collector-outcome";
import { dashboardOutcome } from "../check/dashboard-outcome";
import { linesOutcome } from "../check/lines-outcome";
import { load, needEnvironment } from "../check/load";
import { type CheckOutcome, isFailing, printOutcome } from "../check/outcome";
import { projectOutcome } from "../check/project-outcome";
import { checkOptions, type CheckSettings, checkSettingsOf } from "../check/settings";
import { templateOutcome } from "../check/template-outcome";
import { type Command, ExitCode, type Io } from "../command";

/** Finds everything that is wrong in a configuration, before apply. */
export const check: Command = {
  name: "check",
  summary: "Find everything wrong in a configuration, before apply",
  usage:
    "check [--config FILE] [--template FILE | --collector FILE | --dashboards FILE | --contract NAME LOG...] [--env ENV] [--against X] [--only RULE] [--format FORMAT] [--print]",
  help: `
Checks the configuration: its shape, its contracts and their filter patterns, its references, and the AWS limits on what it
deploys to each environment. Reports all findings at once; docs/rules.md has an example of each rule.

It also checks the collectors that the configuration gives, by the rules of docs/collector-rules.md; sightline collector shows
their YAML.

In a project, it also synthesizes every environment and checks the Terraform that comes out: filters and alarms that AWS
refuses, alarms that cannot work, and whom each alarm reaches through its topic, the topic's policy and key, and its
subscribers. --template does the same for any Terraform. docs/replay.md lists these rules.

--collector checks configurations of the OpenTelemetry Collector, anybody's: what keeps it from starting, and what loses or
leaks data. docs/collector-rules.md lists these rules.

--dashboards checks dashboards and alert rules of Grafana, anybody's: what Grafana refuses, what shows wrong data or none, and
style. docs/dashboard-rules.md lists these rules.

--contract holds recorded lines against one contract: a preset (pino, nginx, cloudtrail, ...), or a contract or a service of the
configuration. It says in what lines do not fit, where first, and how many. If many do not, it names the preset that fits.

In a project it runs code: the configuration, if it is TypeScript or JavaScript, and the app of cdktf.json. With --template
or --config it runs nothing but a TypeScript or JavaScript file that --config names.

  --config FILE  TypeScript or JavaScript, which is run, or YAML or JSON; the app is not run
                 [sightline.config.ts, .js, .yaml, .yml or .json in this folder]
  --template F   instead of a configuration, check any Terraform: *.tf.json, a folder of them, or the JSON that
                 terraform show -json prints; repeatable, for stacks that use each other's outputs. With --config, only the
                 acceptances are taken from the configuration, and --env says which environment's
  --collector F  instead of a configuration, check a collector's: YAML or JSON, manifests of Kubernetes that hold some, values
                 of its Helm chart; - for standard input, a folder, or a glob; repeatable. With --config as --template
  --dashboards F instead of a configuration, check dashboards of Grafana (JSON, v1 and v2) and files of its alert rules (YAML or
                 JSON): a file, a folder, or a glob; repeatable, and links are looked for among all of them. With --env, they are
                 held to that environment's signals, fields and alarms; --config as with --template
  --contract N   instead of a configuration, check recorded lines: files, folders, globs, or - for standard input, in any form that
                 sightline replay reads. A configuration that --config names, or this folder has, is looked at first for N
  --fix          with --dashboards: first change the files where that is safe: ids and places of panels, refIds, variables for
                 data sources, $__rate_interval, the id of a database; all else in them stays as it is. What was done, and what
                 was left, is on stderr
  --distribution D, --collector-version V
                 with --collector: what it is for: contrib, core, k8s, adot or custom, and the upstream version
                 [what is the same in all of them is checked; with one of the two: contrib, 0.159.0]
  --var N=V, --region R, --account A, --workspace W
                 with --template: a variable's value (repeatable), and the place, where the template leaves them open;
                 --account aws.ALIAS=A for the provider of an alias (repeatable)
  --against X    say what the next apply would change, by alarms with their values, and find logs that it would lose: X is what
                 is deployed, a state or plan as terraform show -json prints it, a cdk.tf.json, a committed golden, a folder
                 with <stack>.json or <stack>/stack.tf.json, or a git revision, whose app runs where it has no golden
  --no-reach     do not run the app, and do not check the Terraform
  --fail-on SEV  exit with 1 for findings of this severity or worse: info, warning, error    [error]
  --only RULE    only findings of this rule; repeatable. Findings about input that cannot be read are shown all the same
  --env ENV      only findings of this environment; errors elsewhere are shown if this one has none, because they keep the
                 whole configuration from being used
  --print        with --env: print the environment's resolved settings, and where each value comes from
  --format F     text; json; sarif, for code scanning; junit; github, for annotations of a pull request    [text]
  --json         --format json: print one JSON object: { findings: [...], summary, accepted, reach: [...],
                 collectors: [...] }, or with --print { environment, chain, value, origins }; what follows from a finding of reach is its others
  -h, --help     print this text

The configuration's accept turns findings down or off, with a reason; they are listed as accepted and do not count.
docs/rules.md says how, docs/pull-requests.md how to use the formats.

Exit codes: 0 no errors (there may be warnings), 1 errors, or findings at or above --fail-on, 2 wrong use or an unreadable
file. They are the same in every format.

Examples:
  sightline check
  sightline check --env prod --print
  terraform show -json > state.json && sightline check --env prod --against state.json
  sightline check --template plan.json
  sightline check --template alerts/plan.json --template app/plan.json
  sightline check --template cdktf.out
  sightline check --collector gateway.yaml --distribution adot
  sightline check --dashboards 'grafana/**/*.json' --env prod
  sightline check --contract pino 'logs/**/*.gz'
  sightline check --format sarif > sightline.sarif
  sightline check --template infra/ --var env=prod --account 111122223333
  sightline check --config shop.yaml --json | jq '.findings[] | .pathText + ": " + .message'
`,
  options: checkOptions,
  async run(args, io) {
    const settings = checkSettingsOf(args);
    const { collectors, contract, dashboards, env, format, print, templates } = settings;
    if (contract !== undefined) {
      const { outcome, unreadable } = await linesOutcome(contract, settings, io);
      for (const problem of unreadable) io.stderr.write(`sightline check: ${problem}\n`);
      const code = finished(outcome, settings, io);
      return unreadable.length > 0 ? ExitCode.usage : code;
    }
    if (collectors.length > 0) return finished(await collectorOutcome(settings, io), settings, io);
    if (dashboards.length > 0) return finished(await dashboardOutcome(settings, io), settings, io);
    if (templates.length > 0) return finished(await templateOutcome(settings, io), settings, io);
    const loaded = await load(settings.config, io);
    if (env !== undefined && loaded.config !== undefined) needEnvironment(loaded.config, env, print);
    if (print && env !== undefined && loaded.config !== undefined) {
      const view = effectiveView(loaded.config, env);
      if (format === "json") io.stdout.data(`${JSON.stringify(effectiveJson(view), null, 2)}\n`);
      else io.stdout.write(effectiveText(view));
      return ExitCode.ok;
    }
    const outcome = await projectOutcome(loaded, settings, io);
    // With --print, only the settings go to stdout.
    return finished(outcome, settings, print ? { ...io, stdout: io.stderr } : io);
  },
};

function finished(outcome: CheckOutcome, { failOn, format }: CheckSettings, io: Io): number {
  printOutcome(outcome, format, failOn, io);
  return isFailing(outcome, failOn) ? ExitCode.findings : ExitCode.ok;
}
