import { resolve } from "node:path";
import {
  type AlertRules,
  alertRules,
  recordingGroups,
  differenceText,
  type RuleLanguage,
  rulesFile,
  whyNoRuleText,
} from "../../alerting";
import { counted, line, listed } from "../../base";
import { configFindingText, deployedEnvironments, type EnvironmentPlan, planEnvironment } from "../../config";
import { alarmPlaces } from "../../dashboards";
import type { MadeTest } from "../alerts/scenario-tests";
import { load, needEnvironment } from "../check/load";
import { writeStack } from "../collector/write-stack";
import { type Command, ExitCode, UsageError } from "../command";
import { OptionReader } from "../option-reader";

const targets = ["prometheus", "loki"] as const;
type Target = (typeof targets)[number];

/** Prints the alarms of an environment as rules of Prometheus or of Loki's ruler. */
export const alerts: Command = {
  name: "alerts",
  summary: "Print an environment's alarms as rules of Prometheus or of Loki's ruler",
  usage:
    "alerts --env ENV --for prometheus|loki [--recording] [--out DIR [--tests SCENARIOS...]] [--json] [--config FILE]",
  help: `
Prints the alarms of an environment as alerting rules, for teams whose alerts Prometheus or Loki evaluates: over the
metrics that the collector counts from lines, or over the lines themselves. Comments say how a rule behaves otherwise
than the alarm in CloudWatch; which alarms cannot be rules, and why, is told on stderr.

  --env ENV      the environment
  --for TARGET   prometheus or loki
  --recording    with recording rules of each service: rates of what is counted, ratios of errors, means and percentiles
  --out DIR      write DIR/<project>-<environment>.<target>.yaml instead. A file that was changed since is not overwritten.
  --tests PATH   for prometheus, with --out: also write <project>-<environment>.prometheus.<scenario>.test.yaml for promtool, from a
                 scenario or a folder of them: the series that its logs make, and which alerts fire when; repeatable
  --template FILE
                 with --tests: the environment's stack as *.tf.json or plan    [what the project's app synthesizes, which is run]
  --config FILE  TypeScript or JavaScript, which is run, or YAML or JSON
                 [sightline.config.ts, .js, .yaml, .yml or .json in this folder]
  --json         print one JSON object: { environment, target, groups, without, recording }
  -h, --help     print this text

Exit codes: 0 printed or written, 1 the configuration has errors, 2 wrong use or an unreadable file.

Examples:
  sightline alerts --env prod --for prometheus > rules.yaml && promtool check rules rules.yaml
  sightline alerts --env prod --for loki --out rules
  sightline alerts --env prod --for prometheus --out rules --tests test/scenarios && promtool test rules rules/*.test.yaml
`,
  options: {
    config: { type: "string" },
    env: { type: "string" },
    for: { type: "string" },
    json: { type: "boolean" },
    out: { type: "string" },
    recording: { type: "boolean" },
    template: { type: "string", multiple: true },
    tests: { type: "string", multiple: true },
  },
  async run({ positionals, values }, io) {
    const reader = new OptionReader(values);
    const target = reader.oneOf("for", targets);
    const out = reader.text("out");
    if (positionals.length > 0) reader.problems.push(line`unexpected argument "${positionals.join(" ")}"`);
    if (target === undefined && values.for === undefined) reader.problems.push(`give --for: ${listed(targets)}`);
    if (out !== undefined && reader.flag("json")) reader.problems.push("--out writes a file, --json prints: give one");
    const scenarios = reader.texts("tests");
    const isTested = scenarios.length > 0;
    if (isTested && target === "loki")
      reader.problems.push("--tests is for prometheus: promtool tests no rules of Loki");
    if (isTested && out === undefined) reader.problems.push("--tests writes files: give --out");
    if (!isTested && reader.has("template")) reader.problems.push("--template is for --tests");
    if (reader.problems.length > 0 || target === undefined) throw new UsageError(reader.problems.join("\n  "));

    const { config, findings } = await load(reader.text("config"), io);
    if (config === undefined) {
      io.stderr.write(`${findings.map(configFindingText).join("\n")}\n`);
      return ExitCode.findings;
    }
    const name = reader.text("env");
    if (name === undefined) throw new UsageError(line`give --env: ${listed(deployedEnvironments(config))}`);
    needEnvironment(config, name, false);
    const plan = planEnvironment(config, name);
    const language = LANGUAGES[target];
    const rules = alertRules(plan, language, { dashboardOf: dashboardsOf(plan) });
    const recording = reader.flag("recording") ? recordingGroups(plan, language) : [];
    const text = rulesFile(rules, language, recording);
    if (out !== undefined) {
      const base = `${plan.project}-${name}.${target}`;
      const tests = isTested
        ? await (
            await import("../alerts/scenario-tests")
          ).scenarioTests(
            {
              plan,
              rules,
              rulesFile: `${base}.yaml`,
              scenarios,
              config: reader.text("config"),
              templates: reader.texts("template"),
            },
            io,
          )
        : [];
      const files = { [`${base}.yaml`]: text, ...Object.fromEntries(tests.map((test) => [test.file, test.text])) };
      const { unchanged, written } = writeStack(resolve(io.cwd, out), files, `.${base}.json`);
      for (const file of written) io.stderr.write(line`${out}/${file}: written.\n`);
      if (unchanged > 0) io.stderr.write(`${counted(unchanged, "file")} unchanged.\n`);
      if (isTested) io.stderr.write(`${testNotes(tests)}\n`);
    } else if (reader.flag("json"))
      io.stdout.data(`${JSON.stringify({ environment: name, target, ...rules, recording }, null, 2)}\n`);
    else io.stdout.data(text);
    io.stderr.write(`${[...unfedNotes(plan, target), summary(rules, language)].join("\n")}\n`);
    return ExitCode.ok;
  },
};

/** Addresses of the panels that show alarms, where it is known where Grafana is. */
function dashboardsOf(plan: EnvironmentPlan): (service: string, alarm: string) => string | undefined {
  const url = plan.grafana?.url;
  if (url === undefined) return () => undefined;
  const placeOf = alarmPlaces(plan);
  return (service, alarm) => {
    const place = placeOf(service, alarm);
    return place && `${url}/d/${place.dashboard}?viewPanel=${place.panel}`;
  };
}

/** Why rules have nothing to read, as far as the plan says. */
function unfedNotes({ collector, environment }: EnvironmentPlan, target: Target): readonly string[] {
  const sends = (backends: readonly { readonly type: string }[] = [], types: readonly string[]) =>
    backends.some(({ type }) => types.includes(type));
  if (target === "loki")
    return sends(collector?.logs, ["loki"])
      ? []
      : [line`The collector of ${environment} sends no lines to Loki (telemetry.logs): rules read what others send.`];
  const isCounted = collector !== undefined && collector.counts.length > 0;
  return isCounted && sends(collector.metrics, ["prometheus", "amp"])
    ? []
    : [
        line`The collector of ${environment} sends no counts to Prometheus (telemetry.metrics, collector.counts): rules read what others send.`,
      ];
}

/** What tests do not hold, and where CloudWatch does otherwise. */
function testNotes(tests: readonly MadeTest[]): string {
  const missing = [...new Set(tests.flatMap(({ withoutSeries }) => withoutSeries))].sort();
  const untested = [...new Set(tests.flatMap((test) => test.untested))].sort();
  return [
    `${counted(tests.length, "test")} of promtool.`,
    ...(missing.length === 0 ? [] : ["No series, as no signal makes them:"]),
    ...missing.map((metric) => line`  ${metric}`),
    ...(untested.length === 0
      ? []
      : [
          "Not tested, as the replay does not evaluate their alarms, or only once an hour, or with zeros that rules do not see:",
        ]),
    ...untested.map((alert) => line`  ${alert}`),
    ...(tests.every(({ apart }) => apart.length === 0)
      ? []
      : ["Otherwise than in CloudWatch, by differences that the rules name:"]),
    ...tests.flatMap(({ apart, file }) =>
      apart.map(({ alert, minutes }) => line`  ${file}: ${alert} for ${counted(minutes, "minute")}`),
    ),
  ].join("\n");
}

const LANGUAGES: Readonly<Record<Target, RuleLanguage>> = { prometheus: "promql", loki: "logql" };

function summary({ groups, without }: AlertRules, language: RuleLanguage): string {
  const rules = groups.flatMap((group) => group.rules);
  const differing = new Map<string, number>();
  for (const { differences } of rules)
    for (const difference of differences) {
      const text = differenceText(difference, language);
      differing.set(text, (differing.get(text) ?? 0) + 1);
    }
  return [
    `${counted(rules.length, "rule")}; ${counted(without.length, "alarm")} without one${without.length === 0 ? "." : ":"}`,
    ...without.map(({ alert, reason }) => line`  ${alert}: ${whyNoRuleText(reason)}`),
    ...(differing.size === 0 ? [] : ["How rules behave otherwise than the alarms:"]),
    ...[...differing].sort().map(([text, count]) => `  ${text} (${counted(count, "rule")})`),
  ].join("\n");
}
