import type { Path } from "../base";
import type { AnyAlarm } from "../terraform";
import { addressesAt } from "./addresses";
import { ownerIn, saidBy } from "./alarm-text";
import { changesOf, commonTags } from "./changes";
import { alarmEntry, commentsOf, importsOf, serviceEntry } from "./entries";
import { FreeNames, nameOf, trimmed, wordsOf } from "./names";
import type { Adoption, NamedAlarm, Parts } from "./parts";
import type { Change } from "./row";
import { rowsOf } from "./rows";
import { type ServiceSource, serviceWords } from "./services";
import { type Routes, severityWords } from "./severity";

/** The configuration, and a row for each resource. */
export function composed(parts: Parts): Adoption {
  const { settings, template } = parts;
  const project = new Set([...wordsOf(settings.project), ...wordsOf(settings.environment)]);
  const used = usedServices(parts);
  const serviceNames = namesOfServices(used, project);
  const named = used.map((source) => ({ source, name: serviceNames.get(source.key) ?? source.key }));
  const alarms = new Map<AnyAlarm, NamedAlarm>();
  for (const { name, source } of named)
    for (const alarm of namedAlarms(source, new Set([...project, ...wordsOf(name)]), parts))
      alarms.set(alarm.alarm, alarm);
  const referenceOf = (alarm: AnyAlarm): string | undefined => {
    const found = alarms.get(alarm);
    return found && `${serviceNames.get(found.service) ?? found.service}/${found.entry}.${found.severity}`;
  };
  const entries = named
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, source }) => {
      const own = [...alarms.values()].filter(({ service }) => service === source.key);
      return {
        name,
        source,
        owner: ownerOf(source, own, parts),
        alarms: own.toSorted((a, b) => (a.entry < b.entry ? -1 : 1)),
      };
    });
  const places = new Map<string, Path>();
  const changes = new Map<string, readonly Change[]>();
  for (const { alarms: own, name, source } of entries) {
    for (const { alarm, entry } of own) places.set(alarm.address, ["services", name, "alarms", entry]);
    for (const { changes: changed, filter, signal } of source.contract?.signals ?? []) {
      places.set(filter.filter.address, ["services", name, "contract", "signals", signal]);
      changes.set(filter.filter.address, changed);
    }
    for (const alarm of own)
      changes.set(
        alarm.alarm.address,
        changesOf(alarm, { ruleOf: parts.ruleOf, referenceOf, runbooks: settings.runbooks }),
      );
  }
  const tags = commonTags([...alarms.keys()]);
  const imports = importsOf(entries, referenceOf);
  const configuration = {
    project: settings.project,
    services: Object.fromEntries(
      entries.map(({ alarms: own, name, owner, source }) => [
        name,
        serviceEntry(
          source,
          { owner, runbooks: settings.runbooks },
          Object.fromEntries(own.map((alarm) => [alarm.entry, alarmEntry(alarm, owner, parts.ruleOf, referenceOf)])),
        ),
      ]),
    ),
    environments: {
      [settings.environment]: {
        region: settings.region,
        account: settings.account,
        backend: { type: "local" },
        encrypt: false,
        ...(Object.keys(tags).length === 0 ? {} : { tags }),
        routes: routesOf(parts.routes, serviceNames),
        imports: imports.written,
      },
    },
  };
  return {
    configuration,
    comments: commentsOf(entries, settings),
    rows: rowsOf(template, {
      places,
      changes,
      left: parts.left,
      tags,
      named: entries,
      environment: settings.environment,
      routes: parts.routes,
    }),
    addressesAt: (path) => addressesAt(path, { places, entries, routes: parts.routes, imported: imports.addresses }),
  };
}

/** With the names of services in place of their keys. */
function routesOf(routes: Routes, names: ReadonlyMap<string, string>): Routes {
  return Object.fromEntries(
    Object.entries(routes).map(([severity, list]) => [
      severity,
      list.map(({ services, topic }) =>
        services === undefined
          ? { topic }
          : { topic, services: services.map((key) => names.get(key) ?? key).toSorted() },
      ),
    ]),
  );
}

/** Services with a signal or an alarm. */
function usedServices({ alarms, services }: Parts): readonly ServiceSource[] {
  const used = new Set(alarms.map(({ service }) => service));
  return [...services.values()].filter(({ contract, key }) => used.has(key) || (contract?.signals.length ?? 0) > 0);
}

function namesOfServices(sources: readonly ServiceSource[], project: ReadonlySet<string>): ReadonlyMap<string, string> {
  const free = new FreeNames("-");
  const wanted = sources.map((source) => ({
    key: source.key,
    name: nameOf(serviceWords(source, project), "service", "-"),
  }));
  return new Map(
    wanted
      .toSorted((a, b) => (a.name === b.name ? 0 : a.name < b.name ? -1 : 1))
      .map(({ key, name }) => [key, free.take(name)]),
  );
}

function namedAlarms({ key }: ServiceSource, words: ReadonlySet<string>, { alarms, settings }: Parts): NamedAlarm[] {
  const free = new FreeNames("_");
  const others = new Set([...words, ...severityWords]);
  return alarms
    .filter(({ service }) => service === key)
    .toSorted((a, b) => ((a.alarm.name ?? "") < (b.alarm.name ?? "") ? -1 : 1))
    .map((placed) => ({
      ...placed,
      entry: free.take(nameOf(trimmed(wordsOf(placed.alarm.name ?? ""), others), "alarm", "_")),
      owner: ownerIn(placed.alarm.tags) ?? settings.owner,
      said: saidBy(placed.alarm),
    }));
}

/** Who owns most of its alarms. */
function ownerOf(
  { logGroup }: ServiceSource,
  alarms: readonly NamedAlarm[],
  { settings, template }: Pick<Parts, "settings" | "template">,
): string {
  const group = template.logGroups.find(({ name }) => name !== undefined && name === logGroup);
  const counts = new Map<string, number>();
  for (const { owner } of alarms) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? (group && ownerIn(group.tags)) ?? settings.owner;
}
