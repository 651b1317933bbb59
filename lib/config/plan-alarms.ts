import { severityNames, type Severity } from "../base";
import type { AlarmText } from "../aws";
import type { Config, Service } from "./config";
import type { EnvironmentSettings } from "./merge";
import { alarmName, constructIdOf, type Scope } from "./names";
import { expand } from "./placeholders";
import { planMetricAlarm, type Condition } from "./plan-metric-alarm";
import { notifyOf, ownerOf, ownerText, planOwner, runbooksOf } from "./plan-service";
import type { AlarmPlan, AlarmPlanBase, AlarmReferencePlan, RulePlan } from "./plan-types";
import { compact, own, sorted } from "./records";
import { readReference } from "./references";
import type { AlarmEntry } from "./schema/alarm";
import type { CompositeRule } from "./schema/composite-rule";
import { seconds } from "./schema/duration";

/** The alarms of all services of an environment, by service: each entry by name, each severity by urgency. */
export function planAlarms(
  config: Config,
  services: readonly (readonly [string, Service])[],
  settings: EnvironmentSettings,
  place: Omit<Scope, "service">,
): ReadonlyMap<string, readonly AlarmPlan[]> {
  const plans = new Map<string, readonly AlarmPlan[]>();
  for (const [name, service] of services) {
    const scope: Scope = { ...place, service: name };
    const alarms = sorted(service.alarms ?? {}).flatMap(([alarm, entry]) =>
      severityNames.flatMap((severity): AlarmPlan[] => {
        const condition = conditionOf(entry, settings, name, alarm, severity);
        if (condition === undefined) return [];
        const base = planBase(service, entry, settings, scope, alarm, severity);
        if (entry.type !== "composite") {
          const planned = planMetricAlarm(service, entry, condition, settings, scope);
          return planned === undefined ? [] : [{ ...base, ...planned }];
        }
        const rule = planRule(entry.rule, config, settings, scope);
        const suppressor = entry.suppressor && planReference(entry.suppressor.alarm, config, settings, scope);
        if (rule === undefined || (entry.suppressor !== undefined && suppressor === undefined)) return [];
        return [
          {
            ...base,
            kind: "composite",
            type: "composite",
            rule,
            ...(entry.suppressor === undefined || suppressor === undefined
              ? {}
              : {
                  suppressor: {
                    alarm: suppressor,
                    waitSeconds: seconds(entry.suppressor.wait),
                    extensionSeconds: seconds(entry.suppressor.extension),
                  },
                }),
          },
        ];
      }),
    );
    plans.set(name, alarms);
  }
  return plans;
}

/** The condition of a severity in an environment; undefined if the alarm does not have it, or it is off there. */
export function conditionOf(
  entry: AlarmEntry,
  settings: EnvironmentSettings,
  service: string,
  alarm: string,
  severity: Severity,
): Condition | undefined {
  const usual = entry.severities[severity];
  if (usual === undefined) return undefined;
  const here = own(own(settings.thresholds, service) ?? {}, alarm)?.[severity];
  return here === "off" ? undefined : (here ?? usual);
}

function planBase(
  service: Service,
  entry: AlarmEntry,
  settings: EnvironmentSettings,
  scope: Scope,
  alarm: string,
  severity: Severity,
): AlarmPlanBase {
  const notifies = entry.notify ?? true;
  return {
    service: scope.service,
    alarm,
    severity,
    name: alarmName(scope, alarm, severity),
    id: entry.id ?? constructIdOf(alarm),
    texts: planTexts(service, entry, settings, scope, alarm),
    notifies,
    actions: notifies && notifyOf(service, settings, scope.service) === "each",
    okActions: entry.okActions ?? true,
    source: ["services", scope.service, "alarms", alarm],
  };
}

function planTexts(
  service: Service,
  entry: AlarmEntry,
  settings: EnvironmentSettings,
  scope: Scope,
  alarm: string,
): AlarmText {
  const { summary, impact, query } = entry;
  const owner = entry.owner === undefined ? ownerOf(service, settings, scope.service) : planOwner(entry.owner);
  const filled = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : expand(text, scope);
  return {
    summary: expand(summary, scope),
    ...compact({
      impact: filled(impact),
      runbook: runbookOf(
        entry.runbook === undefined ? undefined : expand(entry.runbook, scope),
        runbooksOf(service, scope),
        alarm,
      ),
      query: filled(query),
      owner: owner === undefined ? undefined : ownerText(owner),
    }),
  };
}

function runbookOf(runbook: string | undefined, runbooks: string | undefined, alarm: string): string | undefined {
  if (runbook?.startsWith("https://") === true) return runbook;
  return runbooks === undefined ? undefined : `${runbooks}/${runbook ?? alarm}`;
}

/** Undefined if something in the rule is not there in this environment. */
function planRule(
  rule: CompositeRule,
  config: Config,
  settings: EnvironmentSettings,
  scope: Scope,
): RulePlan | undefined {
  const parts = (rules: readonly CompositeRule[]): RulePlan[] | undefined =>
    whole(rules.map((part) => planRule(part, config, settings, scope)));
  const reference = (text: string): AlarmReferencePlan | undefined => planReference(text, config, settings, scope);
  if (typeof rule === "string") {
    const alarm = reference(rule);
    return alarm && { kind: "alarm", alarm };
  }
  if ("any" in rule) {
    const of = parts(rule.any);
    return of && { kind: "any", of };
  }
  if ("all" in rule) {
    const of = parts(rule.all);
    return of && { kind: "all", of };
  }
  if ("not" in rule) {
    const of = planRule(rule.not, config, settings, scope);
    return of && { kind: "not", of };
  }
  const of = whole(rule.of.map(reference));
  if (of === undefined) return undefined;
  return typeof rule.atLeast === "number"
    ? { kind: "atLeast", count: rule.atLeast, of }
    : { kind: "atLeast", percent: Number.parseInt(rule.atLeast, 10), of };
}

function planReference(
  text: string,
  config: Config,
  settings: EnvironmentSettings,
  scope: Scope,
): AlarmReferencePlan | undefined {
  const { service: name, alarm, severity } = readReference(text, scope.service);
  const service = own(config.services, name);
  const entry = own(service?.alarms ?? {}, alarm);
  if (service === undefined || entry === undefined || own(settings.services, name)?.enabled === false) return undefined;
  if (conditionOf(entry, settings, name, alarm, severity) === undefined) return undefined;
  return { service: name, alarm, severity, name: alarmName({ ...scope, service: name }, alarm, severity) };
}

function whole<T>(parts: readonly (T | undefined)[]): T[] | undefined {
  const there = parts.filter((part) => part !== undefined);
  return there.length === parts.length ? there : undefined;
}
