import { Construct } from "constructs";
import {
  CloudwatchCompositeAlarm,
  type CloudwatchCompositeAlarmActionsSuppressor,
  type CloudwatchCompositeAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-composite-alarm";
import { alarmDefaults } from "../../contract";
import { badValue } from "../errors";
import { alarmRuleText, type AlarmRule } from "./alarm-rule";
import { given } from "./given";
import type { AlarmReference } from "./references";
import { framesBySeverity, type AlarmFrame, type AlarmProps, type PerSeverity } from "./severity-alarms";
import { isKnownNumber } from "./tokens";

/** Suppresses the actions of a composite alarm while another alarm is in ALARM: during a larger problem, or maintenance. */
export interface Suppressor {
  /** The alarm that suppresses. */
  readonly alarm: AlarmReference;

  /**
   * Seconds that actions wait for the suppressor to change to ALARM.
   *
   * @default 120
   */
  readonly waitSeconds?: number;

  /**
   * Seconds that actions stay suppressed after the suppressor has left ALARM.
   *
   * @default 120
   */
  readonly extensionSeconds?: number;
}

/** When a composite alarm fires. */
export interface CompositeCondition {
  /** When the alarm is in ALARM. */
  readonly rule: AlarmRule;

  /**
   * What suppresses its actions.
   *
   * @default - nothing
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html
   */
  readonly suppressor?: Suppressor;
}

export interface CompositeAlarmProps extends AlarmProps {
  /** When the alarm fires, by severity: `{ critical: { rule: { all: [errors, traffic] } } }`. */
  readonly severities: PerSeverity<CompositeCondition>;
}

/** Fires depending on the states of other alarms. They are referred to, so Terraform creates them first. */
export class CompositeAlarm extends Construct {
  /** The alarms, by severity. */
  readonly alarms: PerSeverity<CloudwatchCompositeAlarm>;

  /** @throws {ConstructError} for what PutCompositeAlarm refuses */
  constructor(scope: Construct, id: string, props: CompositeAlarmProps) {
    super(scope, id);
    this.alarms = framesBySeverity(this, props, (childId, frame, entry) => {
      return new CloudwatchCompositeAlarm(this, childId, compositeConfig(this.node.path, frame, entry));
    });
  }
}

/** The arguments of one composite alarm. */
export function compositeConfig(
  path: string,
  frame: AlarmFrame,
  { rule, suppressor }: CompositeCondition,
): CloudwatchCompositeAlarmConfig {
  return given({
    ...frame,
    alarmRule: alarmRuleText(path, rule),
    actionsSuppressor: suppressor === undefined ? undefined : actionsSuppressor(path, suppressor),
  });
}

function actionsSuppressor(
  path: string,
  {
    alarm,
    extensionSeconds = alarmDefaults.suppressorSeconds,
    waitSeconds = alarmDefaults.suppressorSeconds,
  }: Suppressor,
): CloudwatchCompositeAlarmActionsSuppressor {
  for (const [what, seconds] of Object.entries({ waitSeconds, extensionSeconds })) {
    if (isKnownNumber(seconds) && !(Number.isInteger(seconds) && seconds >= 0))
      throw badValue(path, `suppressor.${what}`, seconds, "Use whole seconds, 0 or more.");
  }
  return { alarm: alarm.alarmName, waitPeriod: waitSeconds, extensionPeriod: extensionSeconds };
}
