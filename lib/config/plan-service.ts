import { allowsOnlyFrom, deletionProtectionSince, logAnomalyDefaults } from "../aws";
import { own, severityNames } from "../base";
import { alarmDefaults, linesOfService, narrowed, type Signal, usualPattern } from "../contract";
import type { Service } from "./config";
import type { EnvironmentSettings } from "./merge";
import { keptFilters, namespaceOfService } from "./kept-names";
import { constructIdOf, dashboardName, filterPrefix, noticeName, type NameScope } from "./names";
import { flatAlarms } from "./flat-alarms";
import { logGroupNameIn, logSettings, type OwnLogs, ownLogs } from "./log-settings";
import { ownerOf } from "./owners";
import { topicsOf } from "./plan-audiences";
import { expand } from "./placeholders";
import type { AlarmEntryPlan, AlarmPlan } from "./plan/alarms";
import type { ExistingLogGroupPlan, LogGroupPlan, LogGroupSettings } from "./plan/logs";
import type { AudiencePlan, NoticePlan } from "./plan/notifications";
import type { ServicePlan } from "./plan/service";
import { compact, sorted } from "./records";
import type { Tier } from "./schema/names";

/** A service in an environment. */
interface Planning {
  readonly entry: Service;
  readonly settings: EnvironmentSettings;
  readonly scope: NameScope;
  readonly alarms: readonly AlarmEntryPlan[];

  /** Names of existing log groups that several services of the environment read. */
  readonly shared: ReadonlySet<string>;
}

/** A service in an environment, with its alarms, which are already planned. */
export function planService(planning: Planning): ServicePlan {
  const { alarms, entry, scope, settings, shared } = planning;
  const name = scope.service;
  const owner = ownerOf(entry, settings, name);
  const notify = notifyOf(entry, settings, name);
  const runbooks = runbooksOf(entry, scope);
  const logGroup = planLogGroup({ entry, settings, scope, shared });
  const tier = entry.tier ?? "standard";
  return {
    name,
    id: entry.id ?? constructIdOf(name),
    ...compact({ description: entry.description, owner, runbooks }),
    tier,
    namespace: namespaceOfService(entry, scope),
    contract: entry.contract,
    ...compact({ dashboard: settings.cloudwatchDashboards === true ? dashboardName(scope) : undefined }),
    ...compact({ logGroup }),
    signals: chosenSignals(entry).map((signal) => overLines(signal, logGroup)),
    ...(entry.filters === undefined ? {} : { filterNames: keptFilters(entry, scope) }),
    tags: { service: name, ...compact({ owner: owner?.team }), tier },
    notify,
    alarms,
    topics: topicsOf(settings.routes, { service: name, tier, team: owner?.team }, scope),
    audiences: planAudiences(planning, tier),
    notices: notify === "service" ? planNotices(scope, flatAlarms({ alarms })) : [],
    source: ["services", name],
  };
}

/** The signals that become metrics, by name. */
export function chosenSignals(entry: Pick<Service, "signals" | "contract">): Signal[] {
  const names = entry.signals;
  return sorted(entry.contract.signals)
    .filter(([name]) => names === undefined || names.includes(name))
    .map(([, signal]) => signal);
}

export function notifyOf(entry: Service, settings: EnvironmentSettings, name: string): "service" | "each" {
  return own(settings.services, name)?.notify ?? entry.notify ?? alarmDefaults.notify;
}

export function runbooksOf(entry: Service, scope: NameScope): string | undefined {
  return entry.runbooks === undefined ? undefined : expand(entry.runbooks, scope).replace(/\/+$/, "");
}

/** The signal over the service's lines in its log group. One that cannot ask for them stays as it is: that is a finding. */
function overLines(signal: Signal, logGroup: LogGroupPlan | undefined): Signal {
  if (logGroup?.kind !== "existing" || logGroup.where === undefined) return signal;
  return narrowed(signal, logGroup.where) ?? signal;
}

interface LogGroupPlace {
  readonly entry: Service;
  readonly settings: EnvironmentSettings;
  readonly scope: NameScope;
  readonly shared: ReadonlySet<string>;
}

function planLogGroup(place: LogGroupPlace): LogGroupPlan | undefined {
  const { entry, scope, settings } = place;
  const own = ownLogs(entry, settings, scope.service);
  if (own?.existing !== undefined) return planExisting(place, own);
  const logs = logSettings(entry, settings, scope.service);
  if (logs === undefined) return undefined;
  const retainOnDelete = logs.retainOnDelete ?? settings.production ?? entry.tier === "critical";
  return {
    kind: "made",
    ...planSettings(place, logs),
    retentionDays: logs.retentionDays,
    class: logs.class,
    retainOnDelete,
    ...compact({ deletionProtection: logs.deletionProtection ?? protectionByDefault(retainOnDelete, settings) }),
  };
}

function planExisting(place: LogGroupPlace, logs: OwnLogs): ExistingLogGroupPlan {
  const { entry, scope, shared } = place;
  const common = planSettings(place, logs);
  const where =
    logs.where === undefined
      ? shared.has(common.name)
        ? linesOfService(entry.contract, scope.service)
        : undefined
      : usualPattern(expand(logs.where, scope));
  return {
    kind: "existing",
    ...common,
    filterPrefix: filterPrefix(scope),
    ...compact({ where, retentionDays: logs.retentionDays ?? undefined }),
  };
}

function planSettings({ scope }: LogGroupPlace, logs: OwnLogs): LogGroupSettings {
  const { anomalyDetection = false } = logs;
  const detection = anomalyDetection === true ? {} : anomalyDetection === false ? undefined : anomalyDetection;
  return {
    name: logGroupNameIn(logs, scope),
    protect: logs.protect ?? false,
    indexes: logs.indexes ?? [],
    ...(detection === undefined
      ? {}
      : {
          anomalyDetection: {
            frequency: detection.frequency ?? logAnomalyDefaults.frequency,
            ...compact({ pattern: detection.pattern }),
            visibilityDays: detection.visibilityDays ?? logAnomalyDefaults.visibilityDays,
          },
        }),
  };
}

function protectionByDefault(retained: boolean, { providers }: EnvironmentSettings): boolean | undefined {
  return allowsOnlyFrom(providers.aws, deletionProtectionSince) === true ? retained : undefined;
}

function planAudiences({ alarms, scope, settings }: Planning, tier: Tier): AudiencePlan[] {
  const audiences = new Map<string, AudiencePlan>();
  for (const { audience: name, team } of alarms) {
    if (name === undefined || team === undefined) continue;
    const topics = topicsOf(settings.routes, { service: scope.service, tier, team }, scope);
    audiences.set(name, { name, team, topics });
  }
  return [...audiences.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function planNotices(scope: NameScope, alarms: readonly AlarmPlan[]): NoticePlan[] {
  const audiences = [undefined, ...new Set(alarms.flatMap(({ audience }) => audience ?? []).sort())];
  return audiences.flatMap((audience) =>
    severityNames.flatMap((severity): NoticePlan[] => {
      const members = alarms.filter(
        (alarm) => alarm.severity === severity && alarm.notify && alarm.audience === audience,
      );
      if (members.length === 0) return [];
      return [
        {
          service: scope.service,
          severity,
          ...compact({ audience }),
          name: noticeName(scope, severity, audience),
          alarms: members.map(({ service, alarm, name }) => ({ service, alarm, severity, name })),
          okActions: members.some((alarm) => alarm.okActions),
          holdBackSeconds: alarmDefaults.holdBackSeconds,
        },
      ];
    }),
  );
}
