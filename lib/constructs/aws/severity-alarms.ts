import type { Construct } from "constructs";
import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { severityNames, type Severity } from "../../base";
import type { AlarmText } from "../../aws";
import { noName, noSeverity } from "../errors";
import { alarmText } from "./alarm-text";
import { checkCount, checkText } from "./checks";
import { given } from "./given";
import { pascalCase } from "./names";
import type { ActionReference } from "./references";
import { checkTags, type Tags } from "./tags";
import { addWarmUp, type WarmUp } from "./warm-up";

/** Actions of the alarms of each severity: a topic, or up to five actions. */
export type AlarmActions = Readonly<
  Partial<Record<Severity, ActionReference | readonly ActionReference[] | undefined>>
>;

/** One value per severity, for at least one severity. */
export type PerSeverity<Value> = Readonly<Partial<Record<Severity, Value>>>;

/** Props of every alarm: its text for the person who is notified, as in {@link AlarmText}, its names and its actions. */
export interface AlarmProps extends AlarmText {
  /**
   * Prefix of the names: `shop-prod-checkout-errors` gives `shop-prod-checkout-errors-critical`. Or the full name for each
   * severity. Names must be unique in the account and Region.
   */
  readonly name: string | PerSeverity<string>;

  /**
   * Actions by severity, e.g. the topics of `Notifications`.
   *
   * @default - the alarm has no actions: it is used in a composite alarm, or on a dashboard
   */
  readonly actions?: AlarmActions;

  /**
   * Whether the actions also run when the alarm returns to OK, which informs people and closes incidents.
   *
   * @default true
   */
  readonly okActions?: boolean;

  /**
   * Whether the actions also run when the alarm changes to INSUFFICIENT_DATA.
   *
   * @default false
   */
  readonly insufficientDataActions?: boolean;

  /**
   * Whether actions run at all.
   *
   * @default true
   */
  readonly actionsEnabled?: boolean;

  /**
   * Whether Terraform creates a replacement before it destroys the alarm. Set it for an alarm that a composite alarm names: when
   * the alarm is removed, Terraform then updates the composite alarm first, and CloudWatch refuses the other order. Terraform
   * treats all resources that the alarm refers to in the same way (queues, topics), and many of them cannot exist twice under one
   * name: set it only for alarms that refer to no such resource.
   *
   * @default false
   */
  readonly createBeforeDestroy?: boolean;

  /**
   * Tags of the alarms, in addition to `severity`, which every alarm has.
   *
   * @default - only `severity` and the provider's default tags
   */
  readonly tags?: Tags;
}

/** Metric alarms by severity. */
export type SeverityAlarms = PerSeverity<CloudwatchMetricAlarm>;

const createBeforeDestroy = { createBeforeDestroy: true } as const;

/** The arguments of a metric alarm that say when it fires. */
export type AlarmCondition = WarmUp &
  Omit<
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

/** The arguments that metric alarms and composite alarms have in common, for one severity. */
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
 * Creates one metric alarm per severity: the children `Info`, `Warning` and `Critical` of the scope.
 *
 * `wholeWarmUp`: a warm-up does not end before its time, although there is a datapoint for each period.
 */
export function severityAlarms<Entry>(
  scope: Construct,
  props: AlarmProps & { readonly severities: PerSeverity<Entry> },
  conditionOf: (entry: Entry, severity: Severity) => AlarmCondition,
  { wholeWarmUp = false }: { readonly wholeWarmUp?: boolean } = {},
): SeverityAlarms {
  return framesBySeverity(scope, props, (id, frame, entry, severity) => {
    const { warmUp, ...condition } = conditionOf(entry, severity);
    const alarm = new CloudwatchMetricAlarm(scope, id, { ...frame, ...condition });
    if (warmUp !== undefined) addWarmUp(scope.node.path, alarm, warmUp, wholeWarmUp);
    return alarm;
  });
}

/** Calls `make` for each severity that has an entry, the least urgent first. */
export function framesBySeverity<Entry, Alarm>(
  scope: Construct,
  props: AlarmProps & { readonly severities: PerSeverity<Entry> },
  make: (id: string, frame: AlarmFrame, entry: Entry, severity: Severity) => Alarm,
): PerSeverity<Alarm> {
  const alarmDescription = alarmText(scope.node.path, props);
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
  props: Omit<AlarmProps, keyof AlarmText>,
  severity: Severity,
  alarmDescription: string,
): AlarmFrame {
  const { path } = scope.node;
  const actions = actionsOf(path, props.actions?.[severity]);
  return given({
    alarmName: nameOf(path, props.name, severity),
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
  const full = typeof name === "string" ? `${name}-${severity}` : name[severity];
  if (full === undefined) throw noName(path, severity, Object.keys(name));
  checkText(path, "alarmName", full);
  return full;
}

function actionsOf(
  path: string,
  actions: ActionReference | readonly ActionReference[] | undefined,
): string[] | undefined {
  if (actions === undefined) return undefined;
  if ("arn" in actions) return [actions.arn];
  checkCount(path, "actions", actions.length, "Subscribe the others to a topic.");
  return actions.length === 0 ? undefined : actions.map((action) => action.arn);
}
