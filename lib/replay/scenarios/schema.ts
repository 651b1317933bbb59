import type { z } from "zod";
import { expectSchema } from "./schema-expect";
import { duration, flag, moment, object, text, texts, time, whole } from "./form";
import { logsSchema } from "./schema-logs";
import { metricsSchema } from "./schema-metrics";

/** What is read first, because the schema of a scenario depends on it. */
export interface ScenarioOrigin {
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly seed: number;
}

/** The schemas of `start` and `seed`. */
export const originSchema = {
  start: time.describe("What durations count from: ISO 8601 with a zone."),
  seed: whole("a seed")
    .default(1)
    .describe("Seed of all random values: the same seed gives the same lines. Default: 1."),
};

/**
 * The format of a scenario's file. This one declaration checks files, parses them, gives their TypeScript types and describes them
 * to editors. Times after `start` become milliseconds since 1970.
 */
export function scenarioSchema({ start, seed }: ScenarioOrigin) {
  return object("a scenario", {
    name: text("a name").optional().describe("For people. Default: the file's."),
    description: text("a description").optional().describe("For people."),
    template: texts("a path")
      .default([])
      .describe(
        "Paths of Terraform JSON, plans or states, relative to the scenario's folder. Default: the template that the caller gives.",
      ),
    start: originSchema.start,
    from: moment(start, "the first evaluation").default(start).describe("The first evaluation. Default: start."),
    to: moment(start, "the last evaluation")
      .optional()
      .describe("The last evaluation. Default: until every alarm has seen the last line."),
    delay: duration("an ingestion delay").optional().describe("How late lines reach CloudWatch. Default: at once."),
    seed: originSchema.seed,
    no_logs: flag().default(false).describe("True if it is meant that no line reaches a log group. Default: false."),
    logs: logsSchema(start, seed).default([]).describe("What is logged."),
    metrics: metricsSchema(start).default([]).describe("Datapoints of metrics that no filter produces."),
    expect: expectSchema(start).default([]).describe("What the alarms must do: at least one expectation."),
  });
}

type ScenarioSchema = ReturnType<typeof scenarioSchema>;

/** A scenario as it is in its file: the value of the YAML. */
export type ScenarioFile = z.input<ScenarioSchema>;

/** A scenario as the schema parses it. */
export type ParsedScenario = z.output<ScenarioSchema>;

/** The keys of a scenario, each with its own schema. */
export type ScenarioShape = ScenarioSchema["shape"];
