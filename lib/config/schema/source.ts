import { type ResourceMetricKey, resourceMetrics, statisticShape } from "../../aws";
import { accepted, either, object, table, text } from "./form";
import { signalName } from "./names";
import type { z } from "zod";

/**
 * Statistics as CloudWatch and the Terraform provider take them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
export const statistic = text(
  "a statistic",
  "Use Sum, Average, Minimum, Maximum, SampleCount, a percentile (p99, p99.9), a trimmed mean (tm90) or any other statistic of CloudWatch.",
  statisticShape,
);

export const fieldValues = table(
  "values of dimensions",
  text("a dimension", "Write the name of a field that is one of the signal's dimensions."),
  text("a dimension's value", "Write the value of the field in quotes."),
)
  .optional()
  .describe(
    "A value for each of the signal's dimensions, which selects one series. Placeholders are expanded. Default: the series without dimensions.",
  );

export const awsDimensions = table(
  "values of dimensions",
  text("a dimension", "Write the name of a dimension of the metric: QueueName."),
  text(
    "a dimension's value",
    'Write the value in quotes; placeholders are expanded: "{project}-{environment}-orders".',
  ),
)
  .optional()
  .describe("Dimensions of the series, exactly. Placeholders are expanded. Default: none.");

// Typed as the keys that there are, and listed in the JSON Schema, so that editors complete them. A rule refuses every other text, and
// names the key that is meant: many write AWS's own name.
export const metricKey = text("a key of the catalogue", "Write service.metric: sqs.age_of_oldest_message.").meta({
  enum: Object.keys(resourceMetrics),
}) as unknown as z.ZodType<ResourceMetricKey, ResourceMetricKey>;

export const metricReference = either(
  "a metric",
  "Write a key of the catalogue (sqs.age_of_oldest_message), or { namespace, name }.",
  [
    metricKey,
    object("a metric", {
      namespace: accepted("namespace", "a namespace", "AWS/Bedrock").describe("Namespace of the metric."),
      name: accepted("metricName", "a metric's name").describe("Name of the metric."),
    }),
  ],
);

/** One series that a rate or an expression is made of: a signal by name, one series of a signal, or any metric. */
export const seriesSource = either(
  "a signal or a metric",
  'Write the name of a signal, { signal, dimensions } or { metric: "lambda.errors", dimensions: { FunctionName: ... } }.',
  [
    signalName,
    object("a signal", {
      signal: signalName.describe("The signal of the contract."),
      dimensions: fieldValues,
      statistic: statistic
        .optional()
        .describe(
          "Statistic of the values in a period. Default: Sum for a count and in a rate, Average for a measure.",
        ),
    }),
    object("a metric", {
      metric: metricReference.describe("A key of the catalogue, or namespace and name."),
      dimensions: awsDimensions,
      statistic: statistic
        .optional()
        .describe(
          "Statistic of the values in a period. Default: Sum in a rate, else the catalogue's; Average for other metrics.",
        ),
    }),
  ],
).meta({ id: "source" });
