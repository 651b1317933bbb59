import { line } from "../../base";
import type { ReplayRuleId } from "../../replay";
import { ExitCode, UsageError, type Command, type Io } from "../command";
import { findLogs } from "../replay/log-files";
import { replayOptions } from "../replay/options";
import { outputs } from "../replay/outputs";
import { filesRead, needNothingOverwritten } from "../replay/overwrites";
import { replayLogs } from "../replay/replay-logs";
import { settingsOf } from "../replay/settings";
import { readSubject } from "../replay/subject";
import { needWritable } from "../write-file";

/** Proves from recorded logs what the alarms of a stack would have done. */
export const replay: Command = {
  name: "replay",
  summary: "Prove from recorded logs which alarms would fire, when, why, and whom they tell",
  usage: "replay (--template FILE | --env ENV) [OPTION...] LOG...",
  help: `
Reads log groups, metric filters, alarms and topics from any Terraform, publishes the metrics that the recorded logs would
have produced, evaluates every alarm minute by minute as CloudWatch does, and reports what happened. It works offline:
nothing is deployed and no AWS API is called. docs/replay.md lists what is modelled and what is not.

--env runs the project's code: its configuration, if it is TypeScript or JavaScript, and, without --template, the app of
cdktf.json. Without --env it runs nothing but a TypeScript or JavaScript file that --config names.

LOG is a file, a folder, a glob, or - for standard input; gzip and zstd are decompressed. It reads JSON or text lines,
output of aws logs filter-log-events, get-log-events and tail, exports to S3, subscription records, CloudTrail files,
flow logs and container logs.

What to replay against:
  --template FILE         *.tf.json, a folder of them, or the JSON that terraform show -json prints for a plan or a state;
                          repeatable, for stacks that use each other's outputs
  --env ENV               this project's environment, which is synthesized; its contracts also check the lines
  --config FILE           with --env: the configuration; with --template alone: its acceptances
  --var NAME=VALUE        value of a Terraform variable; repeatable
  --region R, --account A, --workspace W
                          the place, where the template leaves it open; --account aws.ALIAS=A for the provider of
                          an alias; repeatable
  --against OLD           replay the same logs against another template, too, and say what changes in what alarms do: OLD is a
                          *.tf.json, a plan, a state, a golden, a folder with <stack>.json or <stack>/stack.tf.json, or a
                          git revision, whose app runs, with today's node_modules, where it has no golden

Which lines:
  --log-group NAME=GLOB   files that match the glob hold events of this log group; repeatable
  --format FORMAT         ndjson, text, json, csv, aws-text, tail (aws logs tail), export (to S3), stamped (docker logs -t),
                          prefixed (docker compose, kubectl, stern), docker, cri, journald,
                          columns (flow logs in S3)                              [auto: by content]
  --multiline HOW         lines of text that continue the event before: indent (those that begin with a blank, as the
                          CloudWatch agent has it), time (those without a time)  [none: each line is an event]
  --time-field SELECTOR   field that holds a line's time, such as $.when; repeatable     [the usual names]
  --time-unit UNIT        of times that are numbers: auto, s, ms, us, ns                 [auto: by their size]
  --time-pattern PATTERN  form of the times, such as '%d.%m.%Y %H:%M:%S'          [by content]
  --time-zone ZONE        of times that are written without one, such as Europe/Berlin    [UTC]
  --year YEAR             year of times without one       [the last in which they are not in the future]
  --date DATE             day of the first time without a date, such as 2026-11-21
  --without-time HOW      lines without a time: count leaves them out, previous gives them the time before    [count]
  --metrics FILE          datapoints of other metrics: output of aws cloudwatch get-metric-data, or CSV; repeatable
  --metrics-query FILE    write the query that fetches the metrics that alarms lack, as the input of aws cloudwatch
                          get-metric-data (a file of JSON); without logs, give --from and --to

The clock:
  --from TIME, --to TIME  ISO 8601     [the first record, and the last one plus the longest evaluation range]
  --delay DURATION        how late events arrive, such as 90s: some alarms fire only without a delay    [0s]

Scenarios:
  --scenarios DIR         run the scenarios below a folder, or one file; repeatable. With --against, run them against both, and say
                          what alarms do otherwise; exit with 1 if one that held does not hold any more
  --min-coverage PERCENT  exit with 1 unless the scenarios see this share of the alarms fire, and stay quiet

Output:
  --json, --markdown      print JSON or Markdown instead of the report for a terminal
  --brief                 print only what fired and who was notified
  --html FILE             write a page with a timeline and charts: one file that needs no network
  --junit FILE            write a report for CI
  --sarif FILE            write the findings for code scanning
  --github                print the findings as annotations of a pull request
  --only RULE             only findings of this rule; repeatable. Those about input that cannot be read are shown all the same
  --fail-on SEVERITY      exit with 1 for findings of this severity or worse: info, warning, error
  --fail-on WHAT,...      with --against: exit with 1 for what the change must not do: lost (an incident pages nobody any more),
                          later or later=5m (its page comes later, by more than 5 minutes), more or more=2 (more pages, by
                          more than 2), unknown (an alarm cannot be evaluated any more), any (alarms do anything else), or a
                          severity, for findings that are new
  --color, --no-color     colours    [on a terminal]
  --sql athena            print the metric filters as SQL for Athena; --metrics reads its result
  --sql-table SQL, --sql-message SQL, --sql-time SQL, --sql-time-kind KIND
                          the table ({log_group} stands for the group's name), the columns of message and time, and the
                          type of the time: timestamp, milliseconds, seconds, iso8601
                          ["{log_group}", message, "timestamp", milliseconds]

Large logs:
  --engine ENGINE         events reads one by one, duckdb in bulk (needs @duckdb/node-api), auto by size    [auto]
  --memory SIZE           memory limit of duckdb, such as 1GB

Exit codes: 0 done, 1 an expectation failed or --fail-on found something, 2 wrong use or unreadable input.

Examples:
  sightline replay --template plan.json logs/*.gz
  sightline replay --template infra/ --log-group /ecs/api='api-*.log' --html replay.html logs/
  sightline replay --env prod --from 2026-11-20T19:00Z --to 2026-11-20T21:00Z incident.ndjson
  sightline replay --env prod --against origin/main --fail-on lost,later=2m incident.ndjson
  sightline replay --scenarios test/scenarios --env prod --min-coverage 90
  sightline replay --scenarios test/scenarios --env prod --against origin/main
`,
  options: replayOptions,
  async run(args, io) {
    const settings = await settingsOf(args);
    // Scenarios name their own inputs.
    if (settings.scenarios.length === 0) needNothingOverwritten(settings, io.cwd, () => filesRead(settings, io.cwd));
    // Before the replay, which may take a long time.
    needWritable(
      { html: settings.html, junit: settings.junit, sarif: settings.sarif, "metrics-query": settings.metricsQuery },
      io.cwd,
    );
    if (settings.scenarios.length > 0) return (await import("../replay/run-scenarios")).runScenarios(settings, io);
    const subject = await readSubject(settings, io);
    if (settings.sql !== undefined) return (await import("../replay/print-sql")).printSql(settings, subject, io);

    const { files, problems } = findLogs(settings.logs, io.cwd);
    for (const problem of problems) complain(problem, io);
    const isWithoutLogs = settings.logs.length === 0 && settings.metricsQuery !== undefined;
    if (files.length === 0 && settings.metrics.length === 0 && !isWithoutLogs)
      throw new UsageError("there are no logs to replay");
    const { against } = settings;
    const compared =
      against === undefined
        ? undefined
        : await (await import("../replay/compare-replays")).compareReplays(against, subject, files, settings, io);
    const { result, unreadable } = compared ?? (await replayLogs(subject, files, settings, io));
    for (const problem of unreadable) complain(problem, io);
    const { failed, unwritten } = compared ?? (await outputs(result, subject, settings, io));
    const nothing: ReadonlySet<ReplayRuleId> = new Set(result.nothingReplayed);
    const empty = result.findings.filter(({ rule }) => nothing.has(rule));
    for (const { message, fix } of empty) complain(line`${message}\n  ${fix}`, io);
    for (const problem of unwritten) complain(problem, io);
    if (problems.length + unreadable.length + nothing.size + unwritten.length > 0) return ExitCode.usage;
    return failed ? ExitCode.findings : ExitCode.ok;
  },
};

function complain(problem: string, io: Io): void {
  io.stderr.write(`sightline replay: ${problem}\n`);
}
