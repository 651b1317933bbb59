import { line } from "../../base";
import { isAtLeast } from "../findings/format";
import { type Command, ExitCode, UsageError } from "../command";
import { OptionReader } from "../option-reader";
import { isLost } from "../replay/compared-scenarios-report";
import { settingsOf } from "../replay/settings";
import { reviewJson } from "../review/json";
import { reviewMarkdown } from "../review/markdown";
import { reviewOf } from "../review/review";

/** What a pull request changes, in words, for its reviewers. */
export const review: Command = {
  name: "review",
  summary: "Say in one comment what a pull request changes in alarms, dashboards and what they do",
  usage: "review --base REV [--env ENV] [--logs FILE...] [--scenarios DIR] [--json]",
  help: `
Compares the project with a revision of it, and prints Markdown for a comment on a pull request: a few lines, and folded below
them alarms and dashboards that changed, in words with values; what scenarios and recorded logs now do differently; resources
that the next apply would destroy or replace; findings of check that the revision does not have: in the configuration, its
collectors, the Terraform of its stacks and committed dashboards; queries of Logs Insights that show what the changed alarms are about.

The project's app runs, and that of the revision where it has no golden (test/golden/<stack>/stack.tf.json); the configuration
of the revision is loaded: its files are written into a temporary folder, and today's node_modules are linked into it.

  --base REV          what the pull request is to be merged into, such as origin/main
  --env ENV           only this environment; logs and scenarios are replayed in it    [all, and prod or the last one]
  --logs FILE         recorded logs, replayed before and after: a file, a folder or a glob; repeatable
  --log-group NAME=GLOB  files that match the glob hold events of this log group; repeatable
  --scenarios DIR     scenarios below a folder, or one file; repeatable
  --json              print one JSON object
  -h, --help          print this text

Exit codes: 0 reviewed, 1 new findings of severity error, or a scenario that does not hold any more, 2 wrong use or unreadable
input.

Examples:
  sightline review --base origin/main --scenarios test/scenarios > review.md && gh pr comment --body-file review.md
  sightline review --base HEAD~1 --env prod --logs 'incidents/*.ndjson.gz'
`,
  options: {
    base: { type: "string" },
    env: { type: "string" },
    logs: { type: "string", multiple: true },
    "log-group": { type: "string", multiple: true },
    scenarios: { type: "string", multiple: true },
    json: { type: "boolean" },
  },
  async run({ positionals, values }, io) {
    const options = new OptionReader(values);
    options.needValues(["base", "env", "logs", "scenarios"]);
    options.need(
      positionals.length === 0,
      line`unexpected argument "${positionals.join(" ")}": logs are given with --logs`,
    );
    const base = options.text("base");
    options.need(
      base !== undefined,
      "--base is missing: give the branch that it is to be merged into, such as origin/main",
    );
    if (options.problems.length > 0 || base === undefined) throw new UsageError(options.problems.join("\n  "));
    const [logs, scenarios, groups] = [options.texts("logs"), options.texts("scenarios"), options.texts("log-group")];
    const result = await reviewOf(
      {
        base,
        env: options.text("env"),
        logs,
        scenarios,
        replay: (env) =>
          settingsOf({
            values: { env, "log-group": [...groups], ...(logs.length === 0 ? { scenarios: [...scenarios] } : {}) },
            positionals: logs,
          }),
      },
      io,
    );
    if (options.flag("json")) io.stdout.data(`${JSON.stringify(reviewJson(result), null, 2)}\n`);
    else io.stdout.write(reviewMarkdown(io.stdout.forPeople(result)));
    for (const problem of result.problems) io.stderr.write(`sightline review: ${problem}\n`);
    if (result.problems.length > 0) return ExitCode.usage;
    const isWorse =
      [...result.stacks, ...result.findings].some(({ findings }) =>
        findings.some(({ severity }) => isAtLeast(severity, "error")),
      ) || result.scenarios.some(isLost);
    return isWorse ? ExitCode.findings : ExitCode.ok;
  },
};
