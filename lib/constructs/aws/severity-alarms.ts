import type { Construct } from "constructs";
import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { severityNames, type Severity } from "../../base";
import type { AlarmText } from "../../aws";
import { badName, noName, noSeverity, tooLong, tooMany } from "../errors";
import { alarmText } from "./alarm-text";
import { given } from "./given";
import { pascalCase } from "./names";
import type { ActionReference } from "./references";
import { checkTags, type Tags } from "./tags";
import { isKnown } from "./tokens";

/** What to do when an alarm of a severity changes its state: a topic, or up to five actions. */
export type Notify = Readonly<Partial<Record<Severity, ActionReference | readonly ActionReference[] | undefined>>>;

/** One value per severity; at least one is there. */
export type PerSeverity<Value> = Readonly<Partial<Record<Severity, Value>>>;

/** What every alarm is given, whatever it watches. */
export interface AlarmProps {
  /**
   * Name without the severity: `shop-prod-checkout-errors` gives `shop-prod-checkout-errors-critical`. Or the finished name of each
   * severity. Unique in account and region.
   */
  readonly name: string | PerSeverity<string>;

  /** What the alarm says to whom it wakes: parts, or the finished description. */
  readonly text: AlarmText | string;

  /**
   * Actions by severity, e.g. the topics of `Notifications`.
   *
   * @default - the alarm has no actions: it is part of a composite alarm, or looked at
   */
  readonly notify?: Notify;

  /**
   * Whether the actions also run when the alarm is over, which tells people and closes incidents.
   *
   * @default true
   */
  readonly okActions?: boolean;

  /**
   * Whether the actions also run when there is not enough data.
   *
   * @default false
   */
  readonly insufficientDataActions?: boolean;

  /**
   * False to keep the alarm but none of its actions.
   *
   * @default true
   */
  readonly actionsEnabled?: boolean;

  /**
   * True for an alarm that a composite alarm names: when the alarm is taken out, Terraform then updates the composite alarm
   * before it deletes this one, which CloudWatch refuses the other way round. Terraform treats everything that the alarm
   * refers to likewise (queues, topics), and many things cannot exist twice under one name: only for alarms that refer to
   * nothing of the kind.
   *
   * @default false
   */
  readonly createBeforeDestroy?: boolean;

  /**
   * Tags of the alarms, beside `severity`, which every alarm has.
   *
   * @default - only `severity` and the provider's default tags
   */
  readonly tags?: Tags;
}

/** The alarms of one entry, by severity. */
export type SeverityAlarms = PerSeverity<CloudwatchMetricAlarm>;

const createBeforeDestroy = { createBeforeDestroy: true } as const;

/** The part of a metric alarm that says when it fires. */
export type AlarmCondition = Omit<
  CloudwatchMetricAlarmConfig,
  | "alarmName"
  | "alarmDescription"
  | "alarmActions"
  | "okActions"
  | "insufficientDataActions"
  | "actionsEnabled"
  | "tags"
  | "unit"
  | "lifecycle"
>;

/** What metric alarms and composite alarms have in common, for one severity. */
export interface AlarmFrame {
  readonly alarmName: string;
  readonly alarmDescription: string;
  readonly alarmActions?: string[];
  readonly okActions?: string[];
  readonly insufficientDataActions?: string[];
  readonly actionsEnabled?: boolean;
  readonly tags?: Record<string, string>;
  readonly lifecycle?: { readonly createBeforeDestroy: true };
}

/**
 * One metric alarm per severity, children `Info`, `Warning`, `Critical` of the scope.
 */
export function severityAlarms<Entry>(
  scope: Construct,
  props: AlarmProps & { readonly severities: PerSeverity<Entry> },
  conditionOf: (entry: Entry, severity: Severity) => AlarmCondition,
): SeverityAlarms {
  return framesBySeverity(scope, props, (id, frame, entry, severity) => {
    return new CloudwatchMetricAlarm(scope, id, { ...frame, ...conditionOf(entry, severity) });
  });
}

/** Calls `make` for each severity that has an entry, least urgent first. */
export function framesBySeverity<Entry, Alarm>(
  scope: Construct,
  props: AlarmProps & { readonly severities: PerSeverity<Entry> },
  make: (id: string, frame: AlarmFrame, entry: Entry, severity: Severity) => Alarm,
): PerSeverity<Alarm> {
  const alarmDescription = alarmText(scope.node.path, props.text);
  const alarms: Partial<Record<Severity, Alarm>> = {};
  let none = true;
  for (const severity of severityNames) {
    const entry = props.severities[severity];
    if (entry === undefined) continue;
    none = false;
    alarms[severity] = make(
      pascalCase(severity),
      alarmFrame(scope, props, severity, alarmDescription),
      entry,
      severity,
    );
  }
  if (none) throw noSeverity(scope.node.path);
  return alarms;
}

/** Name, description, actions and tags of the alarm of one severity. */
export function alarmFrame(
  scope: Construct,
  props: AlarmProps,
  severity: Severity,
  alarmDescription: string,
): AlarmFrame {
  const { path } = scope.node;
  const actions = actionsOf(path, props.notify?.[severity]);
  return given({
    alarmName: checkedName(path, nameOf(path, props.name, severity)),
    alarmDescription,
    alarmActions: actions,
    okActions: props.okActions === false ? undefined : actions,
    insufficientDataActions: props.insufficientDataActions === true ? actions : undefined,
    actionsEnabled: props.actionsEnabled,
    tags: { ...checkTags(scope, props.tags), severity },
    lifecycle: props.createBeforeDestroy === true ? createBeforeDestroy : undefined,
  });
}

function nameOf(path: string, name: AlarmProps["name"], severity: Severity): string {
  if (typeof name === "string") return `${name}-${severity}`;
  const finished = name[severity];
  if (finished === undefined) throw noName(path, severity, Object.keys(name));
  return finished;
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
function checkedName(path: string, name: string): string {
  if (!isKnown(name)) return name;
  if (name.length > 255) throw tooLong(path, "alarm name", name, 255);
  // eslint-disable-next-line no-control-regex -- CloudWatch refuses exactly these.
  if (name === "" || /[\u0000-\u001f\u007f]/.test(name))
    throw badName(path, "alarm name", name, "Use at least one character, and no control characters.");
  return name;
}

function actionsOf(
  path: string,
  notify: ActionReference | readonly ActionReference[] | undefined,
): string[] | undefined {
  if (notify === undefined) return undefined;
  if ("arn" in notify) return [notify.arn];
  if (notify.length > 5)
    throw tooMany(path, "actions on one alarm", notify.length, 5, "subscribe the others to a topic.");
  return notify.length === 0 ? undefined : notify.map((action) => action.arn);
}
