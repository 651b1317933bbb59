import { severityNames, type Severity } from "../../base";
import { unknownName } from "../errors";
import type { NamedAlarm, ServiceRule } from "./alarm-entries";
import type { AlarmRule } from "./alarm-rule";
import type { AlarmReference } from "./references";
import type { PerSeverity } from "./severity-alarms";

/** Alarms of a service by name and severity. */
export type NamedAlarms = Readonly<Record<string, PerSeverity<AlarmReference>>>;

/**
 * A rule over names of alarms as a rule over alarms.
 *
 * @throws {ConstructError} for an alarm that the service does not have, or not with this severity
 */
export function resolveRule(path: string, rule: ServiceRule, severity: Severity, alarms: NamedAlarms): AlarmRule {
  const resolve = (part: ServiceRule): AlarmRule => {
    if (typeof part === "string" || "alarmName" in part) return find(part);
    if ("alarm" in part) return part.state === undefined ? find(part) : { alarm: find(part), state: part.state };
    if ("any" in part) return { any: part.any.map(resolve) };
    if ("all" in part) return { all: part.all.map(resolve) };
    if ("not" in part) return { not: resolve(part.not) };
    return { ...part, of: part.of.map(find) };
  };

  const find = (named: NamedAlarm): AlarmReference => {
    if (typeof named === "object" && "alarmName" in named) return named;
    const { alarm: name, severity: wanted } = typeof named === "string" ? { alarm: named } : named;
    const found = Object.hasOwn(alarms, name) ? alarms[name] : undefined;
    if (found === undefined) throw unknownName(path, "alarm", name, Object.keys(alarms));
    const chosen =
      wanted ??
      (found[severity] === undefined ? severityNames.findLast((other) => found[other] !== undefined) : severity);
    const reference = chosen === undefined ? undefined : found[chosen];
    if (reference === undefined)
      throw unknownName(path, `severity of alarm ${name}`, wanted ?? severity, Object.keys(found));
    return reference;
  };

  return resolve(rule);
}
