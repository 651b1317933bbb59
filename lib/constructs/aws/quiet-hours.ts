import { Construct } from "constructs";
import {
  cronText,
  isMinute,
  isoDuration,
  MuteRuleError,
  muteRulesSince,
  readLocalTime,
  readQuietDuration,
  readCron,
  timeZone,
} from "../../aws";
import { badSchedule, badValue } from "../errors";
import { checkCount, checkText } from "./checks";
import { CloudwatchAlarmMuteRule } from "./cloudwatch-alarm-mute-rule";
import { given } from "./given";
import { requireProvider } from "./provider-version";
import type { AlarmReference } from "./references";
import { checkTags, type Tags } from "./tags";
import { isKnown, literal } from "./tokens";

/** When quiet hours start: repeatedly, or once. */
export type QuietSchedule =
  | {
      /** Cron with five fields (minute, hour, day of month, month, day of week): `0 22 * * *`. */
      readonly cron: string;
      readonly at?: never;
    }
  | {
      /** A date and time to the minute: `2026-12-24T18:00`. */
      readonly at: string;
      readonly cron?: never;
    };

export type QuietHoursProps = QuietSchedule & QuietSettings;

/** Props of {@link QuietHours}, apart from when they start. */
export interface QuietSettings {
  /** Name of the mute rule. */
  readonly name: string;

  /** The alarms whose actions are muted, at most 100. Mute the alarms that have actions: often the composite alarms. */
  readonly alarms: readonly AlarmReference[];

  /** How long they last, from a minute to 15 days: `8h`, `2d12h`, or in ISO 8601, `PT8H`. It is deployed in ISO 8601. */
  readonly duration: string;

  /** Version constraint of the AWS provider in this stack, as Terraform writes it. Mute rules need version 6.41.0. */
  readonly providerVersion: string;

  /**
   * IANA time zone of the schedule, e.g. `Europe/Berlin`.
   *
   * @default "UTC"
   */
  readonly timezone?: string;

  /**
   * Description of the mute rule.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * Time before which nothing is muted, in RFC 3339 with whole minutes.
   *
   * @default - the rule applies at once
   */
  readonly startDate?: string;

  /**
   * Time from which on nothing is muted, in RFC 3339 with whole minutes.
   *
   * @default - the rule never expires
   */
  readonly expireDate?: string;

  /**
   * Tags of the mute rule.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/**
 * Mutes the actions of alarms during quiet hours. The alarms still change their state; the actions of an alarm that is still in
 * ALARM at the end run then.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html
 */
export class QuietHours extends Construct {
  readonly resource: CloudwatchAlarmMuteRule;

  /** First version of the AWS provider that is known to support mute rules. */
  static readonly providerVersion = muteRulesSince;

  /** @throws {ConstructError} for a provider that is too old, and for what PutAlarmMuteRule refuses */
  constructor(scope: Construct, id: string, props: QuietHoursProps) {
    super(scope, id);
    const { path } = this.node;
    requireProvider(path, "mute rules", props.providerVersion, QuietHours.providerVersion);
    const { alarms, description, name } = props;
    if (props.timezone !== undefined && isKnown(props.timezone)) read(path, props.timezone, timeZone);
    checkText(path, "muteRuleName", name);
    if (description !== undefined) checkText(path, "muteRuleDescription", description);
    checkCount(path, "mutedAlarms", alarms.length, "Make a second rule with the same schedule.");
    if (alarms.length === 0) throw badValue(path, "number of alarms", 0, "Name the alarms to mute.");
    for (const [what, date] of Object.entries({ startDate: props.startDate, expireDate: props.expireDate }))
      checkDate(path, what, date);
    this.resource = new CloudwatchAlarmMuteRule(
      this,
      "Resource",
      given({
        name,
        description: description === undefined ? undefined : literal(description),
        startDate: props.startDate,
        expireDate: props.expireDate,
        rule: {
          schedule: given({
            expression: expressionOf(path, props),
            duration: isKnown(props.duration)
              ? isoDuration(read(path, props.duration, readQuietDuration))
              : props.duration,
            timezone: props.timezone,
          }),
        },
        muteTargets: { alarmNames: alarms.map((alarm) => alarm.alarmName) },
        tags: checkTags(this, props.tags),
      }),
    );
  }
}

function expressionOf(path: string, { at, cron }: QuietSchedule): string {
  if ((at === undefined) === (cron === undefined))
    throw badSchedule(
      path,
      at === undefined ? "neither `cron` nor `at` is given" : "`cron` and `at` are given",
      "Give one of them: when the hours begin, repeatedly or once.",
    );
  if (at !== undefined) {
    if (isKnown(at) && readLocalTime(at) === undefined) {
      throw badSchedule(
        path,
        `"${at}" is not a date and time to the minute`,
        "Write it as 2026-12-24T18:00, and the time zone as `timezone`.",
      );
    }
    return `at(${at})`;
  }
  if (!isKnown(cron)) return `cron(${cron})`;
  read(path, cron, readCron);
  return cronText(cron);
}

/** What a reader of schedules reads from a text. If it refuses the text, so does the construct. */
function read<T>(path: string, text: string, reader: (text: string) => T): T {
  try {
    return reader(text);
  } catch (error) {
    if (!(error instanceof MuteRuleError)) throw error;
    throw badSchedule(path, error.message, error.fix);
  }
}

function checkDate(path: string, what: string, date: string | undefined): void {
  if (date !== undefined && isKnown(date) && !isMinute(date))
    throw badValue(path, what, date, "Write it in RFC 3339 with whole minutes: 2026-12-24T18:00:00Z.");
}
