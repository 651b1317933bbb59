import { listed, own, type Path, severityNames } from "../../base";
import { alarmHere } from "../alarm-here";
import { type ConfigFinding, inEnvironment, problem, unknownName } from "../errors";
import { isEnabled } from "../merge";
import { readReference, referencesIn } from "../references";
import type { ConfiguredAlarm } from "../schema/alarm";
import { alarmsOf, type PlacedAlarm } from "./walk";
import type { ConfigRule, RuleSubject } from "./rule";

type Composite = Extract<ConfiguredAlarm, { type: "composite" }>;

export const alarmUnknown: ConfigRule<"alarm-unknown"> = {
  id: "alarm-unknown",
  check: (subject) =>
    composites(subject).flatMap((placed) =>
      references(placed.entry).flatMap(({ text, path }) => problems(subject, placed, text, [...placed.path, ...path])),
    ),
};

/** Composite alarms, and where they are. */
export function composites({ config }: Pick<RuleSubject, "config">): PlacedAlarm<Composite>[] {
  return alarmsOf(config).flatMap((placed) =>
    placed.entry.type === "composite" ? [{ ...placed, entry: placed.entry }] : [],
  );
}

/** The alarms that a composite names: in its rule, and as its suppressor. */
export function references(entry: Composite): { text: string; path: Path }[] {
  const inRule = referencesIn(entry.rule).map(({ text, path }) => ({ text, path: ["rule", ...path] }));
  return entry.suppressor === undefined
    ? inRule
    : [...inRule, { text: entry.suppressor.alarm, path: ["suppressor", "alarm"] }];
}

function problems(
  { config, names, environments }: RuleSubject,
  { service: home, alarm: self, entry }: PlacedAlarm<Composite>,
  text: string,
  path: Path,
): ConfigFinding[] {
  const { service, alarm, severity } = readReference(text, home);
  if (!names.services.has(service))
    return [unknownName({ rule: "alarm-unknown", path, what: "service", name: service, names: names.services })];
  const there = names.alarms(service);
  if (!there.has(alarm))
    return [
      unknownName({
        rule: "alarm-unknown",
        path,
        what: "alarm",
        name: alarm,
        names: there,
        where: service === home ? "" : ` in service ${service}`,
      }),
    ];
  const named = own(own(config.services, service)?.alarms ?? {}, alarm);
  if (named === undefined) return [];
  if (named.severities[severity] === undefined) {
    const has = severityNames.filter((name) => named.severities[name] !== undefined);
    return [
      problem(
        "alarm-unknown",
        path,
        `alarm "${alarm}" has no severity ${severity}`,
        `Use one of ${listed(has.map((name) => `${alarm}.${name}`))}, or give the alarm that severity.`,
      ),
    ];
  }
  return environments
    .filter(
      ({ value }) =>
        isEnabled(value, home) &&
        Object.keys(alarmHere(entry, { settings: value, service: home, alarm: self }).severities).length > 0,
    )
    .flatMap(({ name, value }): ConfigFinding[] => {
      const off =
        own(value.services, service)?.enabled === false
          ? `service "${service}" is not enabled`
          : alarmHere(named, { settings: value, service, alarm }).severities[severity] === undefined
            ? `"${alarm}.${severity}" is off`
            : undefined;
      return off === undefined
        ? []
        : [
            problem(
              "alarm-unknown",
              inEnvironment(name, path),
              `in environment ${name} ${off}`,
              `Turn this alarm off there too: environments.${name}.thresholds.${home}.${self}: { ${severityNames.filter((own) => entry.severities[own] !== undefined).join(": off, ")}: off }.`,
            ),
          ];
    });
}
