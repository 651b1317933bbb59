import type { AlarmGraph } from "../alarms";
import { readArn } from "../../aws";
import { type AnyAlarm, type EventRule, isStandIn, WHOLE_PLAN } from "../../terraform";
import type { AlarmReach } from "./alarm-reach";
import type { Directory } from "./directory";
import { isOpenRegion } from "./place-text";
import { tells } from "./told";

/** What may tell someone of an alarm, and what the template does not show of it. */
export type UnseenTeller =
  /** A composite alarm that tells someone, and whose rule is not known, or how many of it there are. */
  | { readonly kind: "composite"; readonly address: string }
  /** A rule of EventBridge that hears of the states of alarms. */
  | { readonly kind: "event-rule"; readonly address: string }
  /** A module or resource that refers to the alarm, and whose own resources are not in the template. */
  | { readonly kind: "opaque"; readonly address: string }
  /** The rest of the configuration, of which a plan has only a part. */
  | { readonly kind: "rest"; readonly address: string };

/**
 * Finds what may tell someone of an alarm although the template does not show it: that no one is told is not certain then.
 *
 * @param alarms whom each alarm reaches as far as the template shows it
 */
export function unseenTellers(
  { composites }: AlarmGraph,
  alarms: readonly AlarmReach[],
  directory: Directory,
): (alarm: AnyAlarm) => UnseenTeller | undefined {
  const { isWhole, mayTouch, template } = directory;
  const open = alarms.filter(
    ({ alarm, channels }) => composites.get(alarm)?.whyNot?.kind === "rule-not-known" && channels.some(tells),
  );
  const uncounted = template.unread.find(({ type }) => type === "aws_cloudwatch_composite_alarm");
  const rules = template.eventRules.filter(mayHearAlarms);
  return (alarm) => {
    const composite = open.find((one) => one.alarm !== alarm && isNear(one.alarm, alarm))?.alarm ?? uncounted;
    if (composite !== undefined) return { kind: "composite", address: composite.address };
    const rule = rules.find((one) => isNear(one, alarm));
    if (rule !== undefined) return { kind: "event-rule", address: rule.address };
    const [opaque] = mayTouch(alarm.arn);
    if (opaque !== undefined) return { kind: "opaque", address: opaque };
    return isWhole ? undefined : { kind: "rest", address: WHOLE_PLAN };
  };
}

/** What may tell someone, as a clause. */
export function unseenText({ address, kind }: UnseenTeller): string {
  switch (kind) {
    case "composite":
      return `${address} may do so on its behalf: which alarms its rule names is not known`;
    case "event-rule":
      return `${address} may hear of it: who is told by EventBridge was not checked`;
    case "opaque":
      return `${address} refers to it and may tell someone: what it makes is not in the template`;
    case "rest":
      return "the plan has only a part of the configuration";
  }
}

/** Whether both may be in one account and Region: rules of composite alarms and of EventBridge do not reach farther. */
function isNear(one: { readonly arn: string }, other: { readonly arn: string }): boolean {
  const [a, b] = [readArn(one.arn), readArn(other.arn)];
  if (a === undefined || b === undefined) return true;
  const isSameAccount = a.account === b.account || isStandIn(a.account) || isStandIn(b.account);
  return isSameAccount && (a.region === b.region || isOpenRegion(a.region) || isOpenRegion(b.region));
}

/**
 * Whether a rule may match the events that CloudWatch sends when an alarm changes its state.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
function mayHearAlarms({ isEnabled, pattern, unresolved }: EventRule): boolean {
  if (!isEnabled) return false;
  if (pattern !== undefined) return mayMatchAlarms(pattern);
  const open = unresolved.find(({ attribute }) => attribute === "event_pattern");
  // The text of an expression holds what is not a reference.
  return (
    open !== undefined && (open.expression === undefined || /aws\.cloudwatch|CloudWatch Alarm/.test(open.expression))
  );
}

/**
 * Whether a pattern may match them: unless it asks for another source, or for other events. Anything but a list of texts (`prefix`,
 * `anything-but`, `$or`) may.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern.html
 */
function mayMatchAlarms(text: string): boolean {
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    // AWS refuses it, so there is no such rule.
    return false;
  }
  const asked = new Map(Object.entries(Object(pattern) as object));
  const mayBe = (key: string, isAlarms: (value: string) => boolean): boolean => {
    const values: unknown = asked.get(key);
    return !Array.isArray(values) || values.some((value) => typeof value !== "string" || isAlarms(value));
  };
  return (
    mayBe("source", (source) => source === "aws.cloudwatch") &&
    mayBe("detail-type", (type) => type.startsWith("CloudWatch Alarm "))
  );
}
