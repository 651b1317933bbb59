import { z } from "zod";
import { expected } from "../../base";
import { type RecommendedSetName, recommendedSets } from "../../recommended";
import { boundComparison, runbookForm } from "./alarm";
import { count, either, expandable, flag, list, number, object, oneOf, table, text } from "./form";
import { entityName } from "./names";
import { ownerSchema } from "./owner";
import { awsDimensions } from "./source";
import { windowValues } from "./window";

const setName = oneOf("a recommended set", Object.keys(recommendedSets) as RecommendedSetName[]);

const condition = either("a condition", 'Write a comparison, { above: 5 }, or "off".', [
  z.literal("off", { error: expected('"off"', 'Write "off".') }),
  boundComparison,
]).optional();

const change = either("a change of an alarm", 'Write what differs, { critical: { above: 5 } }, or "off".', [
  z.literal("off", { error: expected('"off"', 'Write "off".') }),
  object("a change of an alarm", {
    info: condition.describe("The condition for info, or off. Default: the set's."),
    warning: condition.describe("The condition for warning, or off. Default: the set's."),
    critical: condition.describe("The condition for critical, or off. Default: the set's."),
    minimum: count("a number of events", "Write a whole number, 1 or more.", { min: 1 })
      .optional()
      .describe("Of a rate: minimum number of events in a period for its rate to be evaluated. Default: the set's."),
    period: windowValues.period.optional().describe("Length of a period. Default: the set's."),
    periods: windowValues.periods.optional().describe("Number of periods to evaluate. Default: the set's."),
    datapoints: windowValues.datapoints
      .optional()
      .describe(
        "Number of these periods that must breach the threshold. Default: the set's, or all of them if `periods` differs.",
      ),
    runbook: expandable(runbookForm)
      .optional()
      .describe(
        "Runbook: a path below the service's `runbooks`, or a full https address. Default: the alarm's name below `runbooks`.",
      ),
    owner: ownerSchema.optional().describe("Who acts on it. Default: the service's owner."),
    notify: flag()
      .optional()
      .describe("False for an alarm that only feeds composite alarms and notifies nobody by itself. Default: true."),
  }),
]);

/** Alarms worth having on what a service uses. */
export const recommendedSchema = list(
  "a list of recommended sets",
  either("a recommended set", "Write the name of a set, lambda, or { set: sqs, of: { QueueName: orders } }.", [
    setName,
    object("a recommended set", {
      set: setName.describe("The set: a kind of AWS resource, or the contract preset that the lines follow."),
      name: entityName
        .optional()
        .describe("What the names of its alarms begin with: orders for orders_age. Default: the set's name."),
      of: awsDimensions.describe(
        "The resource, by its dimensions in CloudWatch. Placeholders are expanded. Default: what the name of the service's log group says, /aws/lambda/NAME.",
      ),
      settings: table(
        "settings of a set",
        text("a setting", "Write the name of one of the set's settings: timeout."),
        number("a number", "Write a number, without quotes."),
      )
        .optional()
        .describe(
          "What thresholds follow from: { timeout: 30 }. Default: the set's; alarms whose setting has none are left out, which is a warning.",
        ),
      alarms: table("a table of changes", entityName, change)
        .optional()
        .describe("What differs from the set, by its alarms, or off. Default: nothing."),
    }),
  ]),
);

export type RecommendedEntry = z.output<typeof recommendedSchema>[number];
export type RecommendedChange = z.output<typeof change>;
