import { resolve } from "node:path";
import {
  type AlertRules,
  alertRules,
  differenceText,
  type RuleLanguage,
  rulesFile,
  whyNoRuleText,
} from "../../alerting";
import { counted, line, listed } from "../../base";
import { configFindingText, deployedEnvironments, planEnvironment } from "../../config";
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
  usage: "alerts --env ENV --for prometheus|loki [--out DIR] [--json] [--config FILE]",
  help: `
Prints the alarms of an environment as alerting rules, for teams whose alerts Prometheus or Loki evaluates: over the
metrics that the collector counts from lines, or over the lines themselves. Comments say how a rule behaves otherwise
than the alarm in CloudWatch; which alarms cannot be rules, and why, is told on stderr.

  --env ENV      the environment
  --for TARGET   prometheus or loki
  --out DIR      write DIR/<project>-<environment>.<target>.yaml instead. A file that was changed since is not overwritten.
  --config FILE  TypeScript or JavaScript, which is run, or YAML or JSON
                 [sightline.config.ts, .js, .yaml, .yml or .json in this folder]
  --json         print one JSON object: { environment, target, groups, without }
  -h, --help     print this text

Exit codes: 0 printed or written, 1 the configuration has errors, 2 wrong use or an unreadable file.

Examples:
  sightline alerts --env prod --for prometheus > rules.yaml && promtool check rules rules.yaml
  sightline alerts --env prod --for loki --out rules
`,
  options: {
    config: { type: "string" },
    env: { type: "string" },
    for: { type: "string" },
    json: { type: "boolean" },
    out: { type: "string" },
  },
  async run({ positionals, values }, io) {
    const reader = new OptionReader(values);
    const target = reader.oneOf("for", targets);
    const out = reader.text("out");
    if (positionals.length > 0) reader.problems.push(line`unexpected argument "${positionals.join(" ")}"`);
    if (target === undefined && values.for === undefined) reader.problems.push(`give --for: ${listed(targets)}`);
    if (out !== undefined && reader.flag("json")) reader.problems.push("--out writes a file, --json prints: give one");
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
    const rules = alertRules(plan, language);
    if (out !== undefined) {
      const file = `${plan.project}-${name}.${target}.yaml`;
      const { unchanged } = writeStack(resolve(io.cwd, out), { [file]: rulesFile(rules, language) });
      io.stderr.write(line`${out}/${file}: ${unchanged > 0 ? "unchanged" : "written"}.\n`);
    } else if (reader.flag("json"))
      io.stdout.data(`${JSON.stringify({ environment: name, target, ...rules }, null, 2)}\n`);
    else io.stdout.data(rulesFile(rules, language));
    io.stderr.write(`${summary(rules, language)}\n`);
    return ExitCode.ok;
  },
};

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
