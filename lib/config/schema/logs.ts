import { z } from "zod";
import {
  deletionProtectionSince,
  durationText,
  limits,
  logAnomalyFrequencies,
  type LogGroupClassName,
  logGroupClassNames,
  ranges,
  readDuration,
  retentionDays,
} from "../../aws";
import { expected } from "../../base";
import { duration } from "./duration";
import { accepted, count, either, flag, list, object, oneOf, text } from "./form";

const retention = z.literal([...retentionDays, "never"], {
  error: expected(
    "a retention",
    `Use a number of days that CloudWatch supports, without quotes: ${retentionDays.join(", ")}; or never, to keep log events forever.`,
  ),
});

const frequencies: readonly number[] = Object.values(logAnomalyFrequencies);
const frequency = duration.refine(isFrequency, {
  error: expected(
    "a frequency",
    `Use one of ${frequencies.map((seconds) => durationText(seconds * 1000)).join(", ")}, in quotes.`,
  ),
});
const visibility = ranges.anomalyVisibility;

/** True for a text that is not a duration, too: refinements run beside the shape, which reports it. */
function isFrequency(written: string): boolean {
  const milliseconds = readDuration(written);
  return milliseconds === undefined || frequencies.includes(milliseconds / 1000);
}

/** What an environment sets for all services, or for one; null removes an inherited setting. */
export const logDefaults = object("log settings", {
  retentionDays: retention
    .nullable()
    .optional()
    .describe("Days that log events are kept, or never (to delete). Default: 30."),
  class: oneOf("a class of log group", Object.keys(logGroupClassNames) as LogGroupClassName[])
    .nullable()
    .optional()
    .describe(
      "infrequentAccess costs half and has no metric filters, so no signals, indexes or anomaly detection. Cannot be changed later. Default: standard.",
    ),
  protect: flag()
    .nullable()
    .optional()
    .describe("True to mask the values in the contract's redaction list on ingestion. Default: true."),
  anomalyDetection: either(
    "true, false or settings of anomaly detection",
    "Write true, false or { frequency, visibilityDays }.",
    [
      flag(),
      object("settings of anomaly detection", {
        frequency: frequency
          .optional()
          .describe("How often the detector looks: 1m, 5m, 10m, 15m, 30m or 1h. Default: 5m."),
        pattern: accepted("anomalyPattern", "a filter pattern")
          .optional()
          .describe("Filter pattern of the lines that it learns from. Default: every line."),
        visibilityDays: count(
          "a number of days",
          `Write a whole number from ${visibility.least} to ${visibility.most}.`,
          {
            min: visibility.least,
            max: visibility.most,
          },
        )
          .optional()
          .describe(
            `Days after which an anomaly counts as normal, ${visibility.least} to ${visibility.most}. Default: 21.`,
          ),
      }),
    ],
  )
    .nullable()
    .optional()
    .describe(
      "CloudWatch's log anomaly detection, which finds unusual lines and rates without a rule. Default: false.",
    ),
  retainOnDelete: flag()
    .nullable()
    .optional()
    .describe(
      "True to keep the log group when it is removed from the configuration or the stack is destroyed. Default: true in an environment that says production: true, and for a service whose tier is critical where the environment does not say; else false.",
    ),
  deletionProtection: flag()
    .nullable()
    .optional()
    .describe(
      `True to let AWS refuse to delete the log group, whoever asks. Needs the AWS provider ${deletionProtectionSince} or later. Default: as retainOnDelete, if providers.aws allows only such versions.`,
    ),
}).meta({ id: "logDefaults" });

const groupName = text(
  "a log group's name",
  "Use letters, digits, . - _ / # and placeholders: /ecs/{environment}/{service}.",
  /^\S+$/,
);

/** What a service sets for its own log group, or for one that others own. */
export const serviceLogs = object("log settings", {
  ...logDefaults.shape,
  group: groupName
    .nullable()
    .optional()
    .describe(
      "Name of the log group that is made for the service; placeholders are expanded. Default: /app/{environment}/{service}.",
    ),
  existing: groupName
    .nullable()
    .optional()
    .describe(
      "In place of `group`: name of a log group that somebody else makes (/aws/lambda/{service}). It gets filters and alarms and is not created; retentionDays, indexes, protect and anomalyDetection apply to it only if the service itself sets them. Default: none.",
    ),
  where: text("a filter pattern", 'Write a filter pattern, such as { $.service = "orders" }.', /\S/)
    .nullable()
    .optional()
    .describe(
      "With `existing`: filter pattern that tells the service's lines from others in the group; placeholders are expanded. Default: services that share a group are told apart by the contract's field for the service's name (service.name in base); a service on its own reads every line.",
    ),
  indexes: list("a list of fields", accepted("indexedField", "a field", "request_id"), {
    max: limits.fieldIndexes.most,
  })
    .nullable()
    .optional()
    .describe(
      `Fields that Logs Insights finds without reading every line, at most ${limits.fieldIndexes.most}. Default: none.`,
    ),
}).meta({ id: "serviceLogs" });

export type LogsEntry = z.output<typeof serviceLogs>;
