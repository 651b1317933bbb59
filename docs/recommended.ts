import { join } from "node:path";
import { readDuration, resourceMetrics, type StandardUnit, type TreatMissingData, unitOfMetric } from "../lib/aws";
import { counted, own, severityNames } from "../lib/base";
import {
  type RecommendedAlarm,
  type RecommendedSet,
  recommendedSets,
  type ResourceSet,
  type TerraformForm,
  type Watched,
  type WatchedSeries,
} from "../lib/recommended";
import { cell, prose } from "./markdown";
import { written } from "./written";

// Writes the sets of recommended alarms into a document: npx tsx -C sightline-source docs/recommended.ts

export const recommendedFile = join(__dirname, "recommended.md");

const intro = `# Recommended alarms

<!-- Written by docs/recommended.ts from lib/recommended. -->

Alarms that are worth having on a kind of AWS resource, or on lines as a library writes them, as sets. Each has a reason and a source; any can be changed or left out.

In configuration, a service names the sets of what it uses:

\`\`\`yaml
recommended:
  - lambda
  - set: sqs
    of: { QueueName: orders }
    settings: { age: 60 }
    alarms: { in_flight: off }
\`\`\`

In a stack, \`RecommendedAlarms\` of \`sightline/constructs\` takes the resources: \`new RecommendedAlarms(this, "Alarms", { lambda: fn, sqs: queue })\`.

- A **setting** is a number that thresholds follow from. In a stack, an argument of the resource can give it. An alarm whose setting has no value is left out, which is said.
- A set that is **only on request** is on a resource that does not say whether the set is for it: nothing takes it unless you name it.
- **Warning** is for working hours; **critical** wakes somebody.
- Names of metrics are those of [the catalogue](metrics.md).
`;

/** The document as the sets are today. */
export function recommendedText(): string {
  const sets = Object.entries<RecommendedSet>(recommendedSets);
  const index = sets.map(
    ([name, set]) => `| [\`${name}\`](#${name}) | ${cell(set.of)} | ${Object.keys(set.alarms).map(code).join(", ")} |`,
  );
  return [
    intro,
    ["| Set | Of | Alarms |", "|---|---|---|", ...index].join("\n"),
    ...sets.map(([name, set]) => section(name, set)),
    "",
  ].join("\n");
}

function section(name: string, set: RecommendedSet): string {
  const alarms = Object.entries(set.alarms).map(
    ([alarm, entry]) =>
      `| ${code(alarm)} | ${cell(summaryOf(entry, set))} | ${firesWhen(entry)} | ${cell(entry.reason)} [Source](${entry.source}) |`,
  );
  return [
    `\n## \`${name}\`\n`,
    `${prose(sentence(set.of))}${set.kind === "resource" ? about(set) : ""}\n`,
    "| Alarm | Says | Fires when | Why |",
    "|---|---|---|---|",
    ...alarms,
    ...(set.kind === "resource" ? settings(set) : []),
  ].join("\n");
}

function about({ byChoice, dimensions, note, terraform }: ResourceSet): string {
  const names = Object.entries(dimensions).map(([name, value]) => `${code(name)} (${prose(value)})`);
  const types = [...new Set(terraform.map(formText))];
  return [
    ...(note === undefined ? [] : [` ${prose(note)}`]),
    ...(names.length === 0 ? [] : [`\n\n- Dimensions: ${names.join(", ")}.`]),
    ...(types.length === 0 ? [] : [`\n- In Terraform: ${types.join("; ")}.`]),
    ...(byChoice === undefined ? [] : [`${names.length === 0 ? "\n" : ""}\n- Only on request. ${prose(byChoice)}`]),
  ].join("");
}

function formText({ type, unless = {}, where = {} }: TerraformForm): string {
  const values = (word: string, conditions: NonNullable<TerraformForm["where"]>): string[] =>
    Object.entries(conditions).map(
      ([argument, given]) =>
        ` ${word} ${code(argument)} ${given.map((value) => (value === null ? "not given" : code(JSON.stringify(value)))).join(" or ")}`,
    );
  return `${code(type)}${values("with", where).join(" and")}${values("but not with", unless).join(" and")}`;
}

function settings({ settings: declared = {}, terraform }: ResourceSet): string[] {
  const rows = Object.entries(declared).map(([name, { default: usual, description }]) => {
    const given = terraform.flatMap((form) => own(form.settings ?? {}, name)?.argument ?? []);
    const argument = given.length === 0 ? "" : [...new Set(given)].map(code).join(", ");
    return `| ${code(name)} | ${cell(description)} | ${usual === undefined ? "none" : number(usual)} | ${argument} |`;
  });
  return rows.length === 0
    ? []
    : ["\n| Setting | What it is | Default | Argument in Terraform |", "|---|---|---|---|", ...rows];
}

/** When an alarm fires, in words. */
function firesWhen(alarm: RecommendedAlarm): string {
  const { datapoints, missingData, period, periods = 1, watches } = alarm;
  const minutes = durationWords(period);
  const window =
    datapoints !== undefined && datapoints < periods
      ? `in ${datapoints} of ${periods} periods of ${minutes}`
      : periods === 1
        ? `in ${minutes}`
        : `in ${periods} periods of ${minutes} in a row`;
  const unit = unitWord(watches);
  const bounds = severityNames.flatMap((severity) => {
    const condition = alarm.severities[severity];
    if (condition === undefined) return [];
    return Object.entries(condition).map(
      ([comparison, bound]: [string, Bound]) => `${severity} ${comparisons[comparison]} ${boundText(bound)}${unit}`,
    );
  });
  return `${watchedText(watches)} ${window}: **${bounds.join(", ")}**. ${missing[missingData]}`;
}

type Bound = number | { readonly setting: string; readonly times?: number };

const comparisons: Readonly<Record<string, string>> = {
  above: "above",
  atLeast: "at or above",
  below: "below",
  atMost: "at or below",
};

const missing: Readonly<Record<TreatMissingData, string>> = {
  notBreaching: "No data is fine.",
  breaching: "No data counts as breaching.",
  ignore: "Without data it stays as it is.",
  missing: "Without data it says so (INSUFFICIENT\\_DATA).",
};

function watchedText(watched: Watched): string {
  switch (watched.kind) {
    case "value":
      return seriesText(watched);
    case "rate":
      return `${seriesText(watched.errors)} as a share of ${seriesText(watched.of)}, if there are at least ${watched.minimum},`;
    case "math":
      return `${code(watched.expression)} of ${Object.entries(watched.series)
        .map(([id, series]) => `${code(id)} (${seriesText(series)})`)
        .join(", ")}`;
  }
}

function seriesText(series: WatchedSeries): string {
  if ("signal" in series)
    return `${series.statistic === undefined ? "" : `${series.statistic} of `}${code(series.signal)}`;
  const also = Object.entries(series.also ?? {}).map(([name, value]) => `${name} ${value}`);
  return `${series.statistic ?? resourceMetrics[series.metric].statistic} of ${code(series.metric)}${also.length === 0 ? "" : ` for ${also.join(", ")}`}`;
}

const unitWords: Readonly<Partial<Record<StandardUnit, string>>> = {
  Percent: " percent",
  Seconds: " s",
  Milliseconds: " ms",
  Microseconds: " µs",
  Bytes: " bytes",
};

function unitWord(watched: Watched): string {
  if (watched.kind === "rate") return " percent";
  if (watched.kind === "math" || "signal" in watched) return "";
  const { metricName, namespace } = resourceMetrics[watched.metric];
  return unitWords[unitOfMetric(namespace, metricName) ?? "None"] ?? "";
}

function boundText(bound: Bound): string {
  if (typeof bound === "number") return number(bound);
  return bound.times === undefined ? code(bound.setting) : `${number(bound.times)} × ${code(bound.setting)}`;
}

function summaryOf({ summary }: RecommendedAlarm, { of }: RecommendedSet): string {
  const text = summary.replaceAll("{resource}", of.replace(/^an? /, "the "));
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function durationWords(period: string): string {
  const seconds = (readDuration(period) ?? 0) / 1000;
  if (seconds % 3600 === 0) return counted(seconds / 3600, "hour");
  return seconds % 60 === 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
}

const number = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 6 });
const code = (text: string): string => `\`${text}\``;
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

if (require.main === module) written(recommendedFile, recommendedText());
