import { z } from "zod";
import { statisticShape } from "../../aws";
import { expected, objection } from "../../base";
import { metricId } from "../metrics";
import { duration, list, moment, object, refuse, text } from "./form";
import { parseNotation } from "./notation";
import type { ScenarioMetric } from "./scenario";

const minute = 60_000;

/** The entries of `metrics`: one metric has one period. */
export function metricsSchema(start: number) {
  return list("a list of metrics", metric(start)).superRefine((metrics, issues) => {
    const periods = new Map<string, number>();
    // An entry that is not valid is in the list, too, as it was written.
    for (const [i, { metric: key, period }] of (metrics as readonly Partial<ScenarioMetric>[]).entries()) {
      if (key === undefined || period === undefined) continue;
      const known = periods.get(metricId(key)) ?? period;
      if (known !== period) {
        const message = `the same metric is given with another period, of ${known} s`;
        refuse(issues, [i, "period"], { message, fix: "Give a metric with one period only." });
      }
      periods.set(metricId(key), known);
    }
  });
}

function metric(start: number) {
  return object("a metric", {
    namespace: text("a namespace such as AWS/SQS", "Write namespace.").describe("The metric's namespace: AWS/SQS."),
    name: text("a metric's name", "Write name.").describe("The metric's name."),
    dimensions: dimensions.default({}).describe("The metric's dimensions. Default: none."),
    statistic: statistic
      .optional()
      .describe(
        "The statistic that the values are. Default: each value is one sample, from which any statistic can be computed.",
      ),
    from: moment(start).default(start).describe("Start of the first datapoint. Default: start."),
    period: period.default(minute).describe("Of one datapoint: whole minutes. Default: 60s."),
    values: values.describe(
      'A datapoint for each period: "0x10 1+2x5 _x3" in the notation of promtool, or a list with null for none.',
    ),
  }).transform((given): ScenarioMetric => ({
    metric: { namespace: given.namespace, name: given.name, dimensions: given.dimensions },
    statistic: given.statistic,
    from: given.from,
    period: given.period / 1000,
    values: given.values,
  }));
}

const statistic = text("a statistic").regex(statisticShape, {
  error: expected(
    "a statistic of CloudWatch",
    "Write Sum, Average, Minimum, Maximum, SampleCount, or a percentile such as p99; leave it out for single samples.",
  ),
});

const period = duration("a period", minute).refine((milliseconds) => milliseconds % minute === 0, {
  error: expected("a whole number of minutes", "Write 60s, 5m, 1h."),
});

// YAML may read a dimension's value as a number or a boolean.
const dimensionError = expected("a dimension's value", "Write a text that is not empty.");
const dimensions = z.record(
  z.string(),
  z
    .union([z.string().regex(/\S/, { error: dimensionError }), z.number(), z.boolean()], { error: dimensionError })
    .transform(String),
  { error: expected("dimensions", "Write an object: { QueueName: orders }.") },
);

const values = z.union(
  [
    z.string().transform((given, context): readonly (number | null)[] => {
      const notation = parseNotation(given);
      if ("values" in notation) return notation.values;
      const message = objection("wrong-value", notation.problem, 'Write values such as "0x10 1+2x5 _x3 900".');
      context.addIssue({ code: "custom", message, input: given });
      return z.NEVER;
    }),
    z
      .array(z.number({ error: expected("a number or null", "Write null where there is no datapoint.") }).nullable())
      .min(1, { error: expected("values", "Write at least one.") })
      .readonly(),
  ],
  {
    error: ({ input }) =>
      typeof input === "number"
        ? expected(
            "a text or a list",
            `Put the text into quotes: "${input}" for one value; YAML reads 0x10 without them as the number 16.`,
          )
        : expected("values", 'Write a text such as "0x10 1+2x5 _x3", or a list of numbers and nulls.'),
  },
);
