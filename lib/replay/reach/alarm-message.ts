import { own } from "../../base";
import { type AnyAlarm, isPlaced } from "../../terraform";
import { type AlarmState, readArn } from "../../aws";
import type { Lookup, Scalar } from "./filter-policy";

/**
 * What the template says about the message that an alarm sends to a topic, for filter policies of scope MessageBody. `Region` is the
 * Region's long name ("EU (Frankfurt)"), which the template does not have; reasons and times are known only when the state changes.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html#alarm-sns-schema
 */
export function alarmMessage(alarm: AnyAlarm, state: AlarmState): Lookup {
  const place = readArn(alarm.arn);
  const account = place && [place.account];
  const placeIsKnown = isPlaced(alarm.arn);
  const known: Record<string, readonly Scalar[] | undefined> = {
    AlarmName: alarm.name === undefined ? undefined : [alarm.name],
    AlarmDescription: alarm.unresolved.some(({ attribute }) => attribute === "alarm_description")
      ? undefined
      : [alarm.description ?? null],
    AWSAccountId: placeIsKnown ? account : undefined,
    AlarmArn: placeIsKnown ? [alarm.arn] : undefined,
    NewStateValue: [state],
    OKActions: alarm.okActions,
    AlarmActions: alarm.alarmActions,
    InsufficientDataActions: alarm.insufficientDataActions,
  };
  const unknown = new Set([
    "AlarmConfigurationUpdatedTimestamp",
    "NewStateReason",
    "StateChangeTime",
    "Region",
    "OldStateValue",
  ]);
  if (alarm.kind === "composite") {
    known.AlarmRule = alarm.rule === undefined ? undefined : [alarm.rule];
    unknown.add("TriggeringChildren");
  }
  return (path) => {
    const [first = "", second] = path;
    if (first === "Trigger" && alarm.kind === "metric") return triggerOf(alarm, second);
    if (path.length > 1) return { known: true, values: [] };
    if (unknown.has(first)) return { known: false };
    if (!Object.hasOwn(known, first)) return { known: true, values: [] };
    const values = own(known, first);
    return values === undefined ? { known: false } : { known: true, values };
  };
}

/** Looks up message attributes: the messages of alarms have none. */
export const noAttributes: Lookup = () => ({ known: true, values: [] });

function triggerOf(alarm: Extract<AnyAlarm, { kind: "metric" }>, field: string | undefined): ReturnType<Lookup> {
  const values: Record<string, Scalar | undefined> = {
    MetricName: alarm.metric?.name,
    Namespace: alarm.metric?.namespace,
    Period: alarm.metric?.period,
    EvaluationPeriods: alarm.evaluationPeriods,
    ComparisonOperator: alarm.comparisonOperator,
    Threshold: alarm.threshold,
    TreatMissingData: undefined,
  };
  const value = field === undefined ? undefined : own(values, field);
  return value === undefined ? { known: false } : { known: true, values: [value] };
}
