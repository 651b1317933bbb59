import { allowsOnlyFrom, deletionProtectionSince, logAnomalyDefaults } from "../aws";
import { own, severityNames } from "../base";
import { alarmDefaults, type Signal } from "../contract";
import type { Service } from "./config";
import { merge, withoutAbsent, type EnvironmentSettings } from "./merge";
import { constructIdOf, defaultLogGroup, namespaceOf, noticeName, type NameScope } from "./names";
import { flatAlarms } from "./flat-alarms";
import { expand } from "./placeholders";
import type { AlarmEntryPlan, AlarmPlan } from "./plan/alarms";
import type { LogGroupPlan } from "./plan/logs";
import type { NoticePlan } from "./plan/notifications";
import type { OwnerPlan, ServicePlan } from "./plan/service";
import { compact, sorted } from "./records";
import type { LogsEntry } from "./schema/logs";
import type { ServiceEntry } from "./schema/service";

/** A service in an environment, with its alarms, which are already planned. */
export function planService({
  alarms,
  entry,
  scope,
  settings,
}: {
  readonly entry: Service;
  readonly settings: EnvironmentSettings;
  readonly scope: NameScope;
  readonly alarms: readonly AlarmEntryPlan[];
}): ServicePlan {
  const name = scope.service;
  const owner = ownerOf(entry, settings, name);
  const notify = notifyOf(entry, settings, name);
  const runbooks = runbooksOf(entry, scope);
  return {
    name,
    id: entry.id ?? constructIdOf(name),
    ...compact({ description: entry.description, owner, runbooks }),
    tier: entry.tier ?? "standard",
    namespace: namespaceOf(scope),
    contract: entry.contract,
    logGroup: planLogGroup(entry, settings, scope),
    signals: chosenSignals(entry),
    tags: { service: name, ...compact({ owner: owner?.team }), tier: entry.tier ?? "standard" },
    notify,
    alarms,
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

export function ownerOf(entry: Service, settings: EnvironmentSettings, name: string): OwnerPlan | undefined {
  const owner = own(settings.services, name)?.owner ?? entry.owner;
  return owner === undefined ? undefined : planOwner(owner);
}

export function planOwner(owner: NonNullable<ServiceEntry["owner"]>): OwnerPlan {
  return typeof owner === "string" ? { team: owner } : { team: owner.team, ...compact({ contact: owner.contact }) };
}

/** `team-payments (#payments)` */
export function ownerText({ contact, team }: OwnerPlan): string {
  return contact === undefined ? team : `${team} (${contact})`;
}

export function notifyOf(entry: Service, settings: EnvironmentSettings, name: string): "service" | "each" {
  return own(settings.services, name)?.notify ?? entry.notify ?? alarmDefaults.notify;
}

export function runbooksOf(entry: Service, scope: NameScope): string | undefined {
  return entry.runbooks === undefined ? undefined : expand(entry.runbooks, scope).replace(/\/+$/, "");
}

/** Settings of a service's log group in an environment; later ones win: the environment's for all services, the service's, the environment's for the service. */
export function logSettings(
  entry: Service,
  settings: EnvironmentSettings,
  name: string,
): EnvironmentSettings["logs"] & LogsEntry {
  const general = merge(settings.logs, withoutAbsent(entry.logs ?? {}));
  return merge(
    general,
    withoutAbsent(own(settings.services, name)?.logs ?? {}),
  ) as unknown as EnvironmentSettings["logs"] & LogsEntry;
}

function planLogGroup(entry: Service, settings: EnvironmentSettings, scope: NameScope): LogGroupPlan {
  const logs = logSettings(entry, settings, scope.service);
  const { anomalyDetection } = logs;
  const detection = anomalyDetection === true ? {} : anomalyDetection === false ? undefined : anomalyDetection;
  return {
    name: expand(logs.group ?? defaultLogGroup, scope),
    retentionDays: logs.retentionDays,
    class: logs.class,
    protect: logs.protect,
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
    retainOnDelete: logs.retainOnDelete,
    ...compact({ deletionProtection: logs.deletionProtection ?? protectionByDefault(logs.retainOnDelete, settings) }),
  };
}

function protectionByDefault(retained: boolean, { providers }: EnvironmentSettings): boolean | undefined {
  return allowsOnlyFrom(providers.aws, deletionProtectionSince) === true ? retained : undefined;
}

function planNotices(scope: NameScope, alarms: readonly AlarmPlan[]): NoticePlan[] {
  return severityNames.flatMap((severity): NoticePlan[] => {
    const members = alarms.filter((alarm) => alarm.severity === severity && alarm.notify);
    if (members.length === 0) return [];
    return [
      {
        service: scope.service,
        severity,
        name: noticeName(scope, severity),
        alarms: members.map(({ service, alarm, name }) => ({ service, alarm, severity, name })),
        okActions: members.some((alarm) => alarm.okActions),
        holdBackSeconds: alarmDefaults.holdBackSeconds,
      },
    ];
  });
}
