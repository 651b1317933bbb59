import { listed, own, type Path, severityNames } from "../../base";
import { alarmHere } from "../alarm-here";
import { type ConfigFinding, problem, unknownName } from "../errors";
import { isEnabled } from "../merge";
import { readSignalReference } from "../plan-imports";
import { readReference } from "../references";
import { unreadable } from "../stand-ins";
import type { ConfigRule, RuleSubject } from "./rule";

export const importUnknown: ConfigRule<"import-unknown"> = {
  id: "import-unknown",
  check: (subject) =>
    Object.entries(subject.config.environments).flatMap(([environment, { imports }]) => {
      if (imports === null || imports === undefined) return [];
      const at = ["environments", environment, "imports"];
      return [
        ...listOf(imports.alarms, [...at, "alarms"], (text, path) => ofAlarm(subject, { environment, path, text })),
        ...listOf(imports.filters, [...at, "filters"], (text, path) => ofFilter(subject, { environment, path, text })),
      ];
    }),
};

function listOf(
  list: readonly string[] | undefined,
  at: Path,
  check: (text: string, path: Path) => ConfigFinding[],
): ConfigFinding[] {
  const seen = new Set<string>();
  return (list ?? []).flatMap((text, index) => {
    const path = [...at, index];
    if (text === unreadable) return [];
    if (seen.has(text)) return [problem("import-unknown", path, `"${text}" is in the list twice`, "Remove one.")];
    seen.add(text);
    return check(text, path);
  });
}

interface Named {
  readonly environment: string;
  readonly path: Path;
  readonly text: string;
}

function ofAlarm(subject: RuleSubject, { environment, path, text }: Named): ConfigFinding[] {
  const { config, names } = subject;
  const { alarm, service, severity } = readReference(text, "");
  if (!names.services.has(service)) return [unknownService(subject, path, service)];
  const there = names.alarms(service);
  if (!there.has(alarm))
    return [
      unknownName({
        rule: "import-unknown",
        path,
        what: "alarm",
        name: alarm,
        names: there,
        where: ` in service ${service}`,
      }),
    ];
  const entry = own(own(config.services, service)?.alarms ?? {}, alarm);
  if (entry === undefined) return [];
  if (entry.severities[severity] === undefined) {
    const has = severityNames.filter((name) => entry.severities[name] !== undefined);
    return [
      problem(
        "import-unknown",
        path,
        `alarm "${alarm}" has no severity ${severity}`,
        `Use one of ${listed(has.map((name) => `${service}/${alarm}.${name}`))}.`,
      ),
    ];
  }
  return absent(subject, { environment, path, service }, ({ value }) =>
    alarmHere(entry, { settings: value, service, alarm }).severities[severity] === undefined
      ? `"${alarm}.${severity}" is off`
      : undefined,
  );
}

function ofFilter(subject: RuleSubject, { environment, path, text }: Named): ConfigFinding[] {
  const { service, signal } = readSignalReference(text);
  if (!subject.names.services.has(service)) return [unknownService(subject, path, service)];
  const entry = own(subject.config.services, service);
  if (entry === undefined) return [];
  const { contract, signals } = entry;
  const published = Object.keys(contract.signals).filter((name) => signals === undefined || signals.includes(name));
  if (!published.includes(signal) && !published.includes(unreadable) && signals?.includes(unreadable) !== true)
    return [
      unknownName({
        rule: "import-unknown",
        path,
        what: "signal",
        name: signal,
        names: published,
        where: ` that service ${service} publishes`,
      }),
    ];
  return absent(subject, { environment, path, service }, () => undefined);
}

function unknownService({ names }: RuleSubject, path: Path, name: string): ConfigFinding {
  return unknownName({ rule: "import-unknown", path, what: "service", name, names: names.services });
}

/** What is imported where it is written, or in an environment that extends that one, and is not there. */
function absent(
  { environments }: RuleSubject,
  { environment, path, service }: { readonly environment: string; readonly path: Path; readonly service: string },
  whyNot: (environment: RuleSubject["environments"][number]) => string | undefined,
): ConfigFinding[] {
  const kind = String(path[3]);
  return environments.flatMap((each) => {
    const origin = each.origins.get(`imports.${kind}`);
    if (origin?.kind !== "environment" || origin.name !== environment) return [];
    const why = isEnabled(each.value, service) ? whyNot(each) : `service "${service}" is not enabled`;
    return why === undefined
      ? []
      : [
          problem(
            "import-unknown",
            path,
            `in environment ${each.name} ${why}, so there is nothing to import into`,
            "Leave it out of `imports`, or write them in the environments that have it.",
          ),
        ];
  });
}
