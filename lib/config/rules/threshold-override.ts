import { own, type Path, type Severity, severityNames } from "../../base";
import { type ConfigFinding, problem, unknownName } from "../errors";
import { comparisons, type ConfiguredAlarm } from "../schema/alarm";
import type { EnvironmentEntry } from "../schema/environment";
import type { ConfigRule, RuleSubject } from "./rule";

type Tables = NonNullable<NonNullable<NonNullable<EnvironmentEntry["thresholds"]>[string]>[string]>;
type Override = NonNullable<Tables[Severity]>;

interface PlacedOverride {
  readonly path: Path;
  readonly service: string;
  readonly alarm: string;
  readonly severity: Severity;
  readonly override: Override;
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
    ...overrides(subject).flatMap(({ path, service, alarm, severity }) => {
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
    overrides(subject).flatMap(({ path, service, alarm, severity, override }): ConfigFinding[] => {
      const entry = alarmAt(subject, service, alarm);
      const usual = entry?.severities[severity];
      if (entry === undefined || usual === undefined || override === "off") return [];
      const [given = ""] = Object.entries(override).find(([, value]) => value !== undefined) ?? [];
      const wanted = keysFor(entry.type);
      if (!wanted.includes(given)) {
        const fix = wanted.length === 0 ? "Write off, or remove it." : `Use ${wanted.join(", ")}; or off.`;
        return [problem("threshold-kind", path, `"${given}" is not a condition of a ${entry.type} alarm`, fix)];
      }
      const value = own(override as Readonly<Record<string, unknown>>, given);
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
    }),
};

function overrides({ config }: RuleSubject): PlacedOverride[] {
  return Object.entries(config.environments).flatMap(([environment, { thresholds }]) =>
    Object.entries(thresholds ?? {}).flatMap(([service, alarms]) =>
      Object.entries(alarms ?? {}).flatMap(([alarm, table]) =>
        severityNames.flatMap((severity) => {
          const override = table?.[severity] ?? undefined;
          return override === undefined
            ? []
            : [
                {
                  path: ["environments", environment, "thresholds", service, alarm, severity],
                  service,
                  alarm,
                  severity,
                  override,
                },
              ];
        }),
      ),
    ),
  );
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
