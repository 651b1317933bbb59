import { greatest, own, severityNames, visible, line } from "../base";
import { resourcesByAddress, type Changes, type TerraformJson } from "./terraform-json";

/** How many resources of each kind a synthesized stack has. */
export interface StackSummary {
  readonly stack: string;
  readonly resources: number;
  readonly logGroups: number;
  readonly metricFilters: number;
  /** Metric and composite alarms by severity; those without the tag `severity` under `other`. */
  readonly alarms: Readonly<Record<string, number>>;
  readonly topics: number;
  readonly subscriptions: number;
}

export function summaryOf(stack: string, terraform: TerraformJson): StackSummary {
  const count = (...types: string[]): number =>
    types.reduce((sum, type) => sum + Object.keys(own(terraform.resource, type) ?? {}).length, 0);
  const alarms = new Map<string, number>(severityNames.map((severity) => [severity, 0]));
  for (const [address, attributes] of resourcesByAddress(terraform)) {
    if (!/^aws_cloudwatch_(metric|composite)_alarm\./.test(address)) continue;
    const tags = attributes.tags;
    const tagged = typeof tags === "object" && tags !== null ? (tags as Record<string, unknown>).severity : undefined;
    const severity = typeof tagged === "string" && alarms.has(tagged) ? tagged : "other";
    alarms.set(severity, (alarms.get(severity) ?? 0) + 1);
  }
  return {
    stack,
    resources: resourcesByAddress(terraform).size,
    logGroups: count("aws_cloudwatch_log_group"),
    metricFilters: count("aws_cloudwatch_log_metric_filter"),
    alarms: Object.fromEntries(alarms),
    topics: count("aws_sns_topic"),
    subscriptions: count("aws_sns_topic_subscription", "aws_chatbot_slack_channel_configuration"),
  };
}

/** The summaries as a table for a terminal. */
export function summaryTable(summaries: readonly StackSummary[]): string {
  const severities = [...new Set(summaries.flatMap((summary) => Object.keys(summary.alarms)))].filter((name) =>
    summaries.some((summary) => (own(summary.alarms, name) ?? 0) > 0),
  );
  const head = [
    "stack",
    "log groups",
    "metric filters",
    ...severities.map((name) => `${name} alarms`),
    "topics",
    "subscribers",
    "resources",
  ];
  const rows = summaries.map((summary) =>
    [
      summary.stack,
      summary.logGroups,
      summary.metricFilters,
      ...severities.map((name) => own(summary.alarms, name) ?? 0),
      summary.topics,
      summary.subscriptions,
      summary.resources,
    ].map((cell) => visible(String(cell))),
  );
  const widths = head.map((title, column) => greatest([title.length, ...rows.map((row) => row[column]?.length ?? 0)]));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ");
  return [line(head), ...rows.map(line)].join("\n");
}

/** `unchanged`, or what was added (+), removed (-) and changed (~), cut after `most` lines. */
export function changesText({ added, removed, changed }: Changes, most = 12): string {
  const lines = [
    ...added.map((address) => line`+ ${address}`),
    ...removed.map((address) => line`- ${address}`),
    ...changed.map(({ address, attributes }) => line`~ ${address} (${attributes.join(", ")})`),
  ];
  if (lines.length === 0) return "unchanged";
  const shown = lines.slice(0, most);
  const rest = lines.length - shown.length;
  return [
    `${added.length} added, ${removed.length} removed, ${changed.length} changed`,
    ...shown,
    ...(rest > 0 ? [`... and ${rest} more`] : []),
  ].join("\n    ");
}
