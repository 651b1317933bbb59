import { own, type Path, type Severity, severityNames } from "../../base";
import { windowKeys, windowKeysOf } from "../alarm-here";
import { type ConfigFinding, problem, unknownName } from "../errors";
import { comparisons, type ConfiguredAlarm } from "../schema/alarm";
import type { EnvironmentEntry } from "../schema/environment";
import type { ConfigRule, RuleSubject } from "./rule";

type Override = NonNullable<NonNullable<NonNullable<EnvironmentEntry["thresholds"]>[string]>[string]>;
type Condition = NonNullable<Override[Severity]>;

/** What an environment says of an alarm, and where. */
interface PlacedOverride {
  readonly path: Path;
  readonly service: string;
  readonly alarm: string;
  readonly override: Override;
}

interface PlacedCondition extends PlacedOverride {
  readonly severity: Severity;
  readonly condition: Condition;
}

export const thresholdUnknown: ConfigRule<"threshold-unknown"> = {
  id: "threshold-unknown",
  check: (subject) => [
    ...Object.entries(subject.config.environments).flatMap(([environment, { thresholds }]) =>
      Object.entries(thresholds ?? {}).flatMap(([service, alarms]) => {
        const there = subject.names.alarms(service);
        return !subject.names.services.has(service) || alarms === null
          ? []
          : Object.keys(alarms)
              .filter((alarm) => !there.has(alarm))
              .map((alarm) =>
                unknownName({
                  rule: "threshold-unknown",
                  path: ["environments", environment, "thresholds", service, alarm],
                  what: "alarm",
                  name: alarm,
                  names: there,
                  where: ` in service ${service}`,
                }),
              );
      }),
    ),
    ...overrides(subject)
      .flatMap(conditions)
      .flatMap(({ path, service, alarm, severity }) => {
        const entry = alarmAt(subject, service, alarm);
        if (entry === undefined || entry.severities[severity] !== undefined) return [];
        const has = severityNames.filter((name) => entry.severities[name] !== undefined);
        return [
          problem(
            "threshold-unknown",
            path,
            `alarm "${alarm}" of service ${service} has no severity ${severity}, only ${has.join(" and ")}`,
            "Give the alarm that severity, or remove the threshold.",
          ),
        ];
      }),
  ],
};

export const thresholdKind: ConfigRule<"threshold-kind"> = {
  id: "threshold-kind",
  check: (subject) =>
    overrides(subject).flatMap((placed) => {
      const entry = alarmAt(subject, placed.service, placed.alarm);
      if (entry === undefined) return [];
      return [
        ...conditions(placed).flatMap((condition) => conditionProblems(condition, entry)),
        ...windowProblems(placed, entry),
      ];
    }),
};

function conditionProblems(
  { path, service, severity, condition }: PlacedCondition,
  entry: ConfiguredAlarm,
): ConfigFinding[] {
  const usual = entry.severities[severity];
  if (usual === undefined || condition === "off") return [];
  const [given = ""] = Object.entries(condition).find(([, value]) => value !== undefined) ?? [];
  const wanted = keysFor(entry.type);
  if (!wanted.includes(given)) {
    const fix = wanted.length === 0 ? "Write off, or remove it." : `Use ${wanted.join(", ")}; or off.`;
    return [problem("threshold-kind", path, `"${given}" is not a condition of a ${entry.type} alarm`, fix)];
  }
  const value = own(condition as Readonly<Record<string, unknown>>, given);
  if (entry.type === "rate" && typeof value === "number" && (value < 0 || value > 100)) {
    return [
      problem("threshold-kind", [...path, given], `${value} is not a percentage`, "Write a number from 0 to 100."),
    ];
  }
  const usualKey = comparisons.find(
    (name) => name in usual && (usual as Readonly<Record<string, unknown>>)[name] !== undefined,
  );
  if (usualKey === undefined || rises(usualKey) === rises(given)) return [];
  return [
    problem(
      "threshold-kind",
      path,
      `"${given}" reverses the alarm: service ${service} uses ${usualKey}`,
      `Use ${usualKey}.`,
    ),
  ];
}

function windowProblems({ override, path }: PlacedOverride, { type }: ConfiguredAlarm): ConfigFinding[] {
  const settable = windowKeysOf(type);
  return windowKeys
    .filter((key) => (override[key] ?? undefined) !== undefined && !settable.includes(key))
    .map((key) =>
      problem(
        "threshold-kind",
        [...path, key],
        `an alarm of type ${type} does not have "${key}"`,
        insteadOf(key, type),
      ),
    );
}

function insteadOf(key: (typeof windowKeys)[number], type: ConfiguredAlarm["type"]): string {
  switch (type) {
    case "absence":
      return 'Remove it: write for how long nothing arrived, { critical: { for: "30m" } }.';
    case "deadline":
      return 'Remove it: write by when it must have happened, { critical: { by: "05:00" } }.';
    case "composite":
      return "Remove it, or write it for the alarms in the rule.";
    case "rate":
    case "math":
      return "Remove it: each series that the alarm reads has its own `statistic`, in the service.";
    // What these lack is the other word for it.
    case "threshold":
    case "metric":
    case "anomaly":
    case "latency":
      return `Use \`${key === "statistic" ? "percentile" : "statistic"}\`.`;
  }
}

function overrides({ config }: RuleSubject): PlacedOverride[] {
  return Object.entries(config.environments).flatMap(([environment, { thresholds }]) =>
    Object.entries(thresholds ?? {}).flatMap(([service, alarms]) =>
      Object.entries(alarms ?? {}).flatMap(([alarm, override]) => {
        const path = ["environments", environment, "thresholds", service, alarm];
        return override === null ? [] : [{ path, service, alarm, override }];
      }),
    ),
  );
}

function conditions(placed: PlacedOverride): PlacedCondition[] {
  return severityNames.flatMap((severity) => {
    const condition = placed.override[severity] ?? undefined;
    return condition === undefined ? [] : [{ ...placed, path: [...placed.path, severity], severity, condition }];
  });
}

function alarmAt({ config }: RuleSubject, service: string, alarm: string): ConfiguredAlarm | undefined {
  return own(own(config.services, service)?.alarms ?? {}, alarm);
}

function keysFor(type: ConfiguredAlarm["type"]): readonly string[] {
  switch (type) {
    case "anomaly":
      return ["band"];
    case "absence":
      return ["for"];
    case "deadline":
      return ["by"];
    case "composite":
      return [];
    default:
      return comparisons;
  }
}

function rises(comparison: string): boolean {
  return comparison === "above" || comparison === "atLeast";
}
