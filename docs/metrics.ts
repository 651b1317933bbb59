import { join } from "node:path";
import { type ResourceMetric, resourceMetrics, unitOfMetric } from "../lib/aws";
import { cell } from "./markdown";
import { written } from "./written";

// Writes the catalogue of AWS metrics into a document: npx tsx -C sightline-source docs/metrics.ts

export const metricsFile = join(__dirname, "metrics.md");

const intro = `# Metrics of AWS

<!-- Written by docs/metrics.ts from lib/aws/metrics. -->

The metrics that configuration knows by a key, \`sqs.age_of_oldest_message\`, and constructs as a function, \`awsMetrics.sqs.ageOfOldestMessage(queue)\`. Any other metric is written as \`{ namespace, name }\`.

CloudWatch finds a series only if exactly these dimensions are given. The statistic is the one that is usually wanted; an alarm may take another.
[Recommended alarms](recommended.md) are made of these metrics.
`;

/** The document as the catalogue is today. */
export function metricsText(): string {
  const metrics = Object.entries<ResourceMetric>(resourceMetrics);
  const services = [...new Set(metrics.map(([key]) => serviceOf(key)))];
  const sections = services.map((service) =>
    section(
      service,
      metrics.filter(([key]) => serviceOf(key) === service),
    ),
  );
  return [intro, ...sections].join("\n");
}

const serviceOf = (key: string): string => key.slice(0, key.indexOf("."));

function section(service: string, metrics: readonly (readonly [key: string, metric: ResourceMetric])[]): string {
  const sources = [...new Set(metrics.map(([, { source }]) => source))];
  return [
    `## \`${service}\`\n`,
    `Described by AWS: ${sources.map((source) => `<${source}>`).join(", ")}\n`,
    "| Key | Metric | Statistic | Dimensions | Unit | What it means |",
    "|---|---|---|---|---|---|",
    ...metrics.map(([key, metric]) => row(key, metric)),
    "",
  ].join("\n");
}

function row(key: string, { description, dimensions, metricName, namespace, statistic }: ResourceMetric): string {
  const names = dimensions.length === 0 ? "none" : dimensions.join(", ");
  const unit = unitOfMetric(namespace, metricName) ?? "";
  return `| \`${key}\` | \`${namespace}\` \`${metricName}\` | ${statistic} | ${cell(names)} | ${unit} | ${cell(description)} |`;
}

if (require.main === module) written(metricsFile, metricsText());
