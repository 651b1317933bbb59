import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { own, type Rule } from "../lib/base";
import { collectorRules, type CollectorTarget, type DeploymentFacts } from "../lib/collector";
import { ruleSections } from "../lib/config";
import { dashboardRules } from "../lib/dashboards/rules";
import { logRules } from "../lib/records";
import { replayRules, templateRules } from "../lib/replay";
import { metricRules } from "../lib/replay/metrics";
import { reachRules } from "../lib/replay/reach";
import { collectorScenarioRules } from "../lib/collector/scenarios";
import { scenarioRules } from "../lib/replay/scenarios";
import { cell, prose } from "./markdown";
import { written } from "./written";

// Writes the rules of all registries into the documents, and the list of those that can be accepted: npx tsx -C sightline-source docs/rules.ts

const folder = __dirname;

type Rules = Readonly<Record<string, Rule>>;

/** Documents with parts that come from the registries: each stands between `<!-- rules: NAME -->` and `<!-- end of NAME -->`. */
export const documents = [
  "rules.md",
  "replay.md",
  "scenarios.md",
  "collector-rules.md",
  "collector-scenarios.md",
  "dashboard-rules.md",
] as const;

/** A rule's example: fragments over {@link Examples.base}; or why it has none. */
export type Example = { readonly bad: string; readonly good: string } | { readonly none: string };

/** What docs/rule-examples.yaml holds. */
export interface Examples {
  readonly base: string;
  readonly rules: Readonly<Record<string, Example>>;
}

export const examples = parse(readFileSync(join(folder, "rule-examples.yaml"), "utf8")) as Examples;

/** An example of a rule for collectors, and what else is known of the collector in it. */
export type CollectorExample = Example & {
  readonly target?: CollectorTarget;
  readonly facts?: DeploymentFacts;
};

export const collectorExamples = parse(readFileSync(join(folder, "collector-rule-examples.yaml"), "utf8")) as {
  readonly base: string;
  readonly rules: Readonly<Record<string, CollectorExample>>;
};

/**
 * An example of a rule for dashboards: a fragment over the dashboard, unless it is a `whole` file, the `text` of one, a list of fragments for
 * `files` that are checked together, one that is `held` to an environment, or a `large` one, in which `…` is two million letters.
 */
export type DashboardExample = Example & { readonly as?: "whole" | "text" | "files" | "held" | "large" };

export const dashboardExamples = parse(readFileSync(join(folder, "dashboard-rule-examples.yaml"), "utf8")) as {
  readonly base: string;
  readonly rules: Readonly<Record<string, DashboardExample>>;
};

/** What stands in each part of the documents. */
const parts: Readonly<Record<string, () => string>> = {
  base: () => fenced(examples.base),
  files: () => table({ ...ruleSections.files, ...ruleSections.code }),
  yaml: () => sections(ruleSections.yaml),
  shape: () => sections(ruleSections.shape),
  contracts: () => sections(ruleSections.contracts),
  configuration: () => sections(ruleSections.configuration),
  environments: () => sections(ruleSections.environments),
  acceptances: () => sections(ruleSections.acceptances),
  reach: () => table(reachRules.rules),
  template: () => table(templateRules.rules),
  replay: () => table(replayRules.rules),
  logs: () => table(logRules.rules),
  metrics: () => table(metricRules.rules),
  scenarios: () => table(scenarioRules.rules),
  "collector-scenarios": () => table(collectorScenarioRules.rules),
  "collector-base": () => fenced(collectorExamples.base),
  collector: () => sections(collectorRules.rules, collectorExamples.rules),
  "dashboard-base": () => fenced(dashboardExamples.base),
  dashboards: () => sections(dashboardRules.rules, dashboardExamples.rules),
};

/** The document with what the registries say today. @throws Error for a part that nobody writes, or that does not end */
export function withRules(document: string): string {
  const lines: string[] = [];
  let open: string | undefined;
  for (const line of document.split("\n")) {
    const [, begun] = /^<!-- rules: (\S+) -->$/.exec(line) ?? [];
    const [, ended] = /^<!-- end of (\S+) -->$/.exec(line) ?? [];
    if (ended !== undefined && ended === open) open = undefined;
    if (open !== undefined) continue;
    lines.push(line);
    if (begun === undefined) continue;
    const write = parts[begun];
    if (write === undefined) throw new Error(`no part of the rules is called ${begun}`);
    lines.push("", write(), "");
    open = begun;
  }
  if (open !== undefined) throw new Error(`the part ${open} does not end with <!-- end of ${open} -->`);
  return lines.join("\n");
}

/** Where `lib/config`, which imports no other room, knows the rules of all rooms from. */
export const acceptableFile = join(folder, "../lib/config/schema/acceptable-rules.ts");

/** Its text. */
export function acceptableText(): string {
  const { code, configuration, contracts, environments, files, shape, yaml } = ruleSections;
  // Their errors keep the configuration from being used.
  const ofConfiguration = { ...files, ...code, ...yaml, ...shape, ...contracts, ...configuration, ...environments };
  const all: Rules = {
    ...Object.fromEntries(
      Object.entries<Rule>(ofConfiguration).filter(([, rule]) => rule.severity !== "error" || rule.alsoWarns === true),
    ),
    ...templateRules.rules,
    ...reachRules.rules,
    ...replayRules.rules,
    ...logRules.rules,
    ...metricRules.rules,
    ...collectorRules.rules,
    ...dashboardRules.rules,
  };
  const names = Object.entries(all).flatMap(([id, { unread }]) =>
    unread === true ? [] : [`  ${JSON.stringify(id)},\n`],
  );
  return `/** Rules whose findings can be accepted, of all rooms. Written by docs/rules.ts from their registries. */
export const acceptableRules = [\n${names.join("")}] as const;\n`;
}

function table(rules: Rules): string {
  const rows = Object.entries(rules).map(
    ([id, rule]) =>
      `| \`${id}\` | ${rule.severity} | ${cell(`${rule.what} ${rule.why}`)}${sourceOf(rule)} | ${cell(rule.fix)} |`,
  );
  return ["| Rule | Severity | What | To fix it |", "|---|---|---|---|", ...rows].join("\n");
}

function sourceOf({ source }: Rule): string {
  return source === undefined ? "" : ` ([source](${source}))`;
}

function sections(rules: Rules, from: Readonly<Record<string, CollectorExample>> = examples.rules): string {
  return Object.entries(rules)
    .map(([id, rule]) => section(id, rule, own(from, id)))
    .join("\n\n");
}

function section(
  id: string,
  { severity, what, why, fix, source }: Rule,
  example: CollectorExample | undefined,
): string {
  if (example === undefined) throw new Error(`the examples have none of ${id}`);
  const { facts, target } = example;
  return [
    `### \`${id}\``,
    prose(`${what} ${why}`) + (source === undefined ? "" : `\n<${source}>`),
    `Severity: ${severity}. To fix it: ${prose(fix)}`,
    ...(target === undefined ? [] : [`In ${target.distribution} ${target.version}:`]),
    ...(facts === undefined ? [] : [`With what a deployment knows: \`${JSON.stringify(facts)}\``]),
    ...("none" in example ? [example.none] : ["**Bad**", fenced(example.bad), "**Good**", fenced(example.good)]),
  ].join("\n\n");
}

function fenced(yaml: string): string {
  return `\`\`\`yaml\n${yaml}\`\`\``;
}

if (require.main === module) {
  for (const name of documents) {
    const file = join(folder, name);
    written(file, withRules(readFileSync(file, "utf8")));
  }
  written(acceptableFile, acceptableText());
}
