import type { ResourceSet } from "../../../recommended";
import { memberAt } from "../resource-dimensions";

/** A query worth having on the log group of a resource. */
export interface ResourceQuery {
  /** Of the construct. */
  readonly id: string;

  /** In the list of saved queries. */
  readonly name: string;
  readonly query: string;
}

const newestErrors: ResourceQuery = {
  id: "NewestErrors",
  name: "Newest errors",
  query: [
    "fields @timestamp, @message",
    "| filter @message like /(?i)(error|exception|fatal|timed out)/",
    "| sort @timestamp desc",
    "| limit 100",
  ].join("\n"),
};

const volume: ResourceQuery = { id: "Volume", name: "Lines over time", query: "stats count(*) as lines by bin(5m)" };

// Lambda's own line about each invocation, as text and as JSON.
const invocations: ResourceQuery = {
  id: "Invocations",
  name: "Invocations",
  query: [
    'filter @type = "REPORT" or type = "platform.report"',
    "| fields coalesce(@duration, record.metrics.durationMs) as ms, coalesce(@maxMemoryUsed / 1000 / 1000, record.metrics.maxMemoryUsedMB) as mb",
    "| stats count(*) as invocations, pct(ms, 50) as p50, pct(ms, 99) as p99, max(mb) as memory by bin(5m)",
  ].join("\n"),
};

/** Names of the log groups that a resource writes to, as far as they are known. */
export function logGroupsOf(
  { logGroups = [] }: ResourceSet,
  dimensions: Readonly<Record<string, string>>,
  resource: object,
): readonly string[] {
  // A function may write to another group than the one that Lambda makes.
  const own = memberAt(resource, "logging_config.log_group", "Input");
  if (typeof own === "string") return [own];
  return logGroups.map((name) =>
    Object.entries(dimensions).reduce((text, [dimension, value]) => text.replaceAll(`{${dimension}}`, value), name),
  );
}

/** The queries for log groups: about invocations, where Lambda writes. */
export function queriesFor(logGroups: readonly string[], type: string): readonly ResourceQuery[] {
  if (logGroups.length === 0) return [];
  return [newestErrors, type === "aws_lambda_function" ? invocations : volume];
}
