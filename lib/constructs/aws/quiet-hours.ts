import { Construct } from "constructs";
import {
  cronText,
  isoDuration,
  MuteRuleError,
  muteRulesSince,
  readLocalTime,
  readQuietDuration,
  readCron,
  timeZone,
} from "../../aws";
import { badName, badSchedule, badValue, tooLong, tooMany } from "../errors";
import { CloudwatchAlarmMuteRule } from "./cloudwatch-alarm-mute-rule";
import { given } from "./given";
import { requireProvider } from "./provider-version";
import type { AlarmReference } from "./references";
import { checkTags, type Tags } from "./tags";
import { isKnown, literal } from "./tokens";

/** When alarms are quiet: again and again, or once. */
export type QuietSchedule =
  /** Five fields: minute, hour, day of month, month, day of week: `0 22 * * *`. */
  | { readonly cron: string }
  /** A minute: `2026-12-24T18:00`. */
  | { readonly at: string };

export interface QuietHoursProps {
  /** Name of the rule. */
  readonly name: string;

  /** The alarms whose actions are held back, at most 100. Mute the alarms that notify: with composite alarms, those. */
  readonly alarms: readonly AlarmReference[];

  /** When it begins. */
  readonly schedule: QuietSchedule;

  /** How long it lasts, from a minute to 15 days: `8h`, `2d12h`, or in ISO 8601, `PT8H`. AWS is given ISO 8601. */
  readonly duration: string;

  /** Version constraint of the AWS provider in this stack, as Terraform reads it: mute rules need 6.41.0. */
  readonly providerVersion: string;

  /**
   * Time zone of the schedule, e.g. `Europe/Berlin`.
   *
   * @default UTC
   */
  readonly timeZone?: string;

  /**
   * What the quiet is for.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * Before this moment nothing is muted. RFC 3339, whole minutes.
   *
   * @default - at once
   */
  readonly startDate?: string;

  /**
   * From this moment on nothing is muted. RFC 3339, whole minutes.
   *
   * @default - never
   */
  readonly expireDate?: string;

  /**
   * Tags of the rule.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/**
 * Holds back the actions of alarms for a while. Alarms go on changing their state; an alarm that is still in ALARM at the end
 * then acts.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html
 */
export class QuietHours extends Construct {
  readonly resource: CloudwatchAlarmMuteRule;

  /** First version of the AWS provider that is known to have mute rules. */
  static readonly providerVersion = muteRulesSince;

  /** @throws {ConstructError} for an older provider, and for what PutAlarmMuteRule refuses. */
  constructor(scope: Construct, id: string, props: QuietHoursProps) {
    super(scope, id);
    const { path } = this.node;
    requireProvider(path, "mute rules", props.providerVersion, QuietHours.providerVersion);
    const { alarms, description, name } = props;
    if (props.timeZone !== undefined && isKnown(props.timeZone)) read(path, props.timeZone, timeZone);
    if (isKnown(name) && (name === "" || name.length > 255))
      throw badName(path, "name of the mute rule", name, "Use 1 to 255 characters.");
    if (description !== undefined && isKnown(description) && description.length > 1024)
      throw tooLong(path, "description", description, 1024);
    if (alarms.length > 100)
      throw tooMany(path, "alarms in one mute rule", alarms.length, 100, "make a second rule with the same schedule.");
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
            expression: expressionOf(path, props.schedule),
            duration: isKnown(props.duration)
              ? isoDuration(read(path, props.duration, readQuietDuration))
              : props.duration,
            timezone: props.timeZone,
          }),
        },
        muteTargets: { alarmNames: alarms.map((alarm) => alarm.alarmName) },
        tags: checkTags(this, props.tags),
      }),
    );
  }
}

function expressionOf(path: string, schedule: QuietSchedule): string {
  if ("at" in schedule) {
    if (isKnown(schedule.at) && readLocalTime(schedule.at) === undefined) {
      throw badSchedule(
        path,
        `"${schedule.at}" is not a minute`,
        "Write it as 2026-12-24T18:00; the time zone stands in `timeZone`.",
      );
    }
    return `at(${schedule.at})`;
  }
  const { cron } = schedule;
  if (!isKnown(cron)) return `cron(${cron})`;
  read(path, cron, readCron);
  return cronText(cron);
}

/** What a reader of schedules makes of a text; its refusal is the construct's. */
function read<T>(path: string, text: string, reader: (text: string) => T): T {
  try {
    return reader(text);
  } catch (error) {
    if (!(error instanceof MuteRuleError)) throw error;
    throw badSchedule(path, error.message, error.fix);
  }
}

function checkDate(path: string, what: string, date: string | undefined): void {
  if (date === undefined || !isKnown(date) || /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:00(Z|[+-]\d{2}:\d{2})$/.test(date))
    return;
  throw badValue(path, what, date, "Write RFC 3339 with whole minutes, in UTC: 2026-12-24T18:00:00Z.");
}
