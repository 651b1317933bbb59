import { Construct } from "constructs";
import { CloudwatchCompositeAlarm } from "@cdktf/provider-aws/lib/cloudwatch-composite-alarm";
import { severities, severityNames, type Severity } from "../../base";
import { type AlarmText, durationText } from "../../aws";
import { alarmDefaults } from "../../contract";
import { noSeverity } from "../errors";
import { alarmText } from "./alarm-text";
import { compositeConfig, type Suppressor } from "./composite-alarm";
import { wholeSecondsIn } from "./duration";
import { given } from "./given";
import { pascalCase } from "./names";
import type { AlarmReference } from "./references";
import { alarmFrame, type AlarmProps, type PerSeverity } from "./severity-alarms";

export interface ServiceNoticeProps extends Omit<AlarmProps, keyof AlarmText | "okActions"> {
  /** Alarms by severity, each by its name in the description. */
  readonly members: PerSeverity<Readonly<Record<string, AlarmReference>>>;

  /** The text of the alarm of a severity, for the names of its members. */
  readonly text: (severity: Severity, members: string) => AlarmText;

  /**
   * Whether the actions also run when the alarm returns to OK, by severity.
   *
   * @default - true for every severity
   */
  readonly okActions?: PerSeverity<boolean>;

  /**
   * How long a warning waits for a critical alarm to follow, and stays suppressed after the critical alarm is over. With `0s`,
   * warnings are never suppressed.
   *
   * @default "2m"
   */
  readonly holdBack?: string;
}

const mostNames = 12;

/**
 * One composite alarm per severity. It is in ALARM while any of its members is, so that one problem sends one message. Warnings are
 * suppressed while the critical one is in ALARM.
 */
export class ServiceNotice extends Construct {
  /** The alarms, by severity. */
  readonly alarms: PerSeverity<CloudwatchCompositeAlarm>;

  /** @throws {ConstructError} if there are no members, and for what PutCompositeAlarm refuses */
  constructor(scope: Construct, id: string, props: ServiceNoticeProps) {
    super(scope, id);
    const { path } = this.node;
    const alarms: Partial<Record<Severity, CloudwatchCompositeAlarm>> = {};
    // The most urgent first: the alarm for critical suppresses the one for warning.
    for (const severity of [...severityNames].reverse()) {
      const members = props.members[severity] ?? {};
      if (Object.keys(members).length === 0) continue;
      const text = props.text(severity, shorten(Object.keys(members)));
      const frame = alarmFrame(
        this,
        { ...props, okActions: props.okActions?.[severity] ?? alarmDefaults.okActions },
        severity,
        alarmText(path, text),
      );
      const suppressor =
        severity === "warning" && alarms.critical !== undefined
          ? suppressorOf(alarms.critical, path, props)
          : undefined;
      const condition = given({ rule: { any: Object.values(members) }, suppressor });
      alarms[severity] = new CloudwatchCompositeAlarm(
        this,
        pascalCase(severity),
        compositeConfig(path, frame, condition),
      );
    }
    if (Object.keys(alarms).length === 0) throw noSeverity(path);
    this.alarms = alarms;
  }
}

/** The text of the composite alarm that notifies for a service. */
export function noticeText(
  service: { readonly service: string; readonly owner?: string; readonly runbooks?: string },
  severity: Severity,
  members: string,
): AlarmText {
  return given({
    summary: `${service.service}: at least one ${severity} alarm is in ALARM, of ${members}.`,
    impact: severities[severity].meaning,
    runbook: service.runbooks,
    owner: service.owner,
  });
}

function suppressorOf(
  critical: AlarmReference,
  path: string,
  { holdBack = durationText(alarmDefaults.holdBackSeconds * 1000) }: ServiceNoticeProps,
): Suppressor | undefined {
  if (wholeSecondsIn(path, "holdBack", holdBack) === 0) return undefined;
  return { alarm: critical, wait: holdBack, extension: holdBack };
}

function shorten(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).join(", ");
  return names.length > mostNames ? `${shown} and ${names.length - mostNames} more` : shown;
}
