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

/** Holds back a composite alarm's actions while another alarm is in ALARM: a larger problem, or maintenance. */
export interface Suppressor {
  readonly alarm: AlarmReference;

  /**
   * How long actions wait for the suppressor to follow into ALARM.
   *
   * @default 120
   */
  readonly waitSeconds?: number;

  /**
   * How long actions are held back after the suppressor is over.
   *
   * @default 120
   */
  readonly extensionSeconds?: number;
}

/** One composite alarm. */
export interface CompositeCondition {
  /** When it is in ALARM. */
  readonly rule: AlarmRule;

  /**
   * What holds its actions back.
   *
   * @default - nothing
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html
   */
  readonly suppressor?: Suppressor;
}

export interface CompositeAlarmProps extends AlarmProps {
  /** Rule by severity: `{ critical: { rule: { all: [errors, traffic] } } }`. */
  readonly severities: PerSeverity<CompositeCondition>;
}

/** Fires by the states of other alarms. They are named by reference, so Terraform makes them first. */
export class CompositeAlarm extends Construct {
  readonly alarms: PerSeverity<CloudwatchCompositeAlarm>;

  /** @throws {ConstructError} for a rule that PutCompositeAlarm refuses. */
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
