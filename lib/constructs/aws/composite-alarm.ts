import { Construct } from "constructs";
import {
  CloudwatchCompositeAlarm,
  type CloudwatchCompositeAlarmActionsSuppressor,
  type CloudwatchCompositeAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-composite-alarm";
import { alarmDefaults } from "../../contract";
import { alarmRuleText, type AlarmRule } from "./alarm-rule";
import { wholeSecondsIn } from "./duration";
import { given } from "./given";
import type { AlarmReference } from "./references";
import { framesBySeverity, type AlarmFrame, type AlarmProps, type PerSeverity } from "./severity-alarms";

/** Suppresses the actions of a composite alarm while another alarm is in ALARM: during a larger problem, or maintenance. */
export interface Suppressor {
  /** The alarm that suppresses. */
  readonly alarm: AlarmReference;

  /**
   * How long actions wait for the suppressor to change to ALARM.
   *
   * @default "2m"
   */
  readonly wait?: string;

  /**
   * How long actions stay suppressed after the suppressor has left ALARM.
   *
   * @default "2m"
   */
  readonly extension?: string;
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
  { alarm, extension, wait }: Suppressor,
): CloudwatchCompositeAlarmActionsSuppressor {
  const seconds = (what: string, duration: string | undefined): number =>
    duration === undefined ? alarmDefaults.suppressorSeconds : wholeSecondsIn(path, `suppressor.${what}`, duration);
  return {
    alarm: alarm.alarmName,
    waitPeriod: seconds("wait", wait),
    extensionPeriod: seconds("extension", extension),
  };
}
