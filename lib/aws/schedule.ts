import { type Cron, readCron } from "./cron";
import { readDuration, readIsoDuration } from "./duration";
import { MuteRuleError } from "./schedule-errors";
import { type LocalTime, readLocalTime } from "./time-zone";

/**
 * Shortest and longest duration of a mute rule, in milliseconds: a minute and 15 days.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html
 */
export const muteDurations = { least: 60_000, most: 15 * 86_400_000 } as const;

/** When a mute rule begins: repeatedly, or once. Both in the rule's time zone. */
export type Schedule = { readonly kind: "cron"; readonly cron: Cron } | { readonly kind: "at"; readonly at: LocalTime };

/**
 * Reads the expression of a mute rule: cron of five fields, bare or in `cron(...)`, or `at(yyyy-MM-ddThh:mm)`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html
 * @throws MuteRuleError
 */
export function readSchedule(expression: string): Schedule {
  if (!/^\s*at\(/i.test(expression)) return { kind: "cron", cron: readCron(expression) };
  const at = readLocalTime(/^\s*at\(\s*([^)]*?)\s*\)\s*$/i.exec(expression)?.[1] ?? "");
  if (at === undefined) {
    throw new MuteRuleError(
      "expression",
      expression,
      "it is not a date and time to the minute",
      "Write at(yyyy-MM-ddThh:mm), such as at(2026-11-21T14:00).",
    );
  }
  return { kind: "at", at };
}

/**
 * Milliseconds of a deployed mute rule's duration, which is in ISO 8601, from a minute to 15 days. A day is 24 hours, even if
 * the clocks change during it (not documented, not verified).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html
 * @throws MuteRuleError
 */
export function readMuteDuration(text: string): number {
  return muteDuration(
    text,
    readIsoDuration(text),
    "it is not an ISO 8601 duration of weeks, or of days, hours, minutes and seconds",
    "Write an ISO 8601 duration from PT1M to P15D, such as PT4H or P2DT12H.",
  );
}

/**
 * Like {@link readMuteDuration}, for a duration in a configuration: in either notation, because the construct writes ISO 8601.
 *
 * @throws MuteRuleError
 */
export function readQuietDuration(text: string): number {
  return muteDuration(
    text,
    readDuration(text),
    "it is not a duration",
    "Write a duration from a minute to 15 days, such as 8h, 2d12h or PT8H.",
  );
}

function muteDuration(text: string, length: number | undefined, unread: string, fix: string): number {
  const problem =
    length === undefined
      ? unread
      : length < muteDurations.least
        ? "it is shorter than a minute"
        : length > muteDurations.most
          ? "it is longer than 15 days"
          : undefined;
  if (length === undefined || problem !== undefined) throw new MuteRuleError("duration", text, problem ?? unread, fix);
  return length;
}
