import type { TreatMissingData } from "../aws";
import { own } from "../base";
import { type AlarmPlan, type EnvironmentPlan, flatAlarms, grafanaUid, type ServicePlan } from "../config";
import { type AlertRule, EVALUATION_SECONDS, type RuleLanguage, type WhyNoRule, type WithoutRule } from "./alert-rule";
import { alertRules } from "./rules";

/** An alarm of the plan as a rule that Grafana itself evaluates. */
export interface GrafanaAlert extends AlertRule {
  /** At most 40 letters, digits, - and _; it follows from the names of service, entry and severity. */
  readonly uid: string;
  readonly language: RuleLanguage;

  /** Uid of the data source that is asked. */
  readonly dataSource: string;

  /** What the alarm makes of periods without data. */
  readonly missingData: TreatMissingData;
}

/** Rules of one service, evaluated together. */
export interface GrafanaAlertGroup {
  readonly service: string;

  /** The team that owns the service. */
  readonly team?: string;
  readonly intervalSeconds: number;
  readonly rules: readonly GrafanaAlert[];
}

/** What an environment's alarms are in Grafana. */
export interface GrafanaAlerts {
  readonly groups: readonly GrafanaAlertGroup[];
  readonly without: readonly WithoutRule[];
}

/**
 * An environment's alarms as rules of its Grafana: over Prometheus where the environment's metrics go there, over Loki where only its lines
 * do, or where only those say it. Without such a back end there are none, as Grafana would ask CloudWatch what its alarms know already.
 */
export function grafanaAlerts(plan: EnvironmentPlan): GrafanaAlerts {
  const asked = languagesOf(plan).map(({ dataSource, language }) => {
    const { groups, without } = alertRules(plan, language);
    const rules = new Map(groups.flatMap((group) => group.rules.map((rule) => [rule.alert, rule] as const)));
    const reasons = new Map(without.map(({ alert, reason }) => [alert, reason] as const));
    return { dataSource, language, rules, reasons };
  });
  if (asked.length === 0) return { groups: [], without: [] };
  const all = plan.services.map((service) => ({
    service,
    alerts: flatAlarms(service).map((alarm): GrafanaAlert | WithoutRule => {
      const about = { alert: alarm.name, service: service.name, alarm: alarm.alarm, severity: alarm.severity };
      const never = whyNever(alarm);
      if (never !== undefined || alarm.kind === "composite") return { ...about, reason: never ?? { why: "composite" } };
      for (const { dataSource, language, rules } of asked) {
        const rule = rules.get(alarm.name);
        if (rule === undefined) continue;
        const uid = grafanaUid(plan.project, plan.environment, service.name, alarm.alarm, alarm.severity);
        const labels = { ...rule.labels, tier: service.tier };
        if (!isHeard(labels, plan)) return { ...about, reason: { why: "unheard" } };
        return { ...rule, labels, uid, language, dataSource, missingData: alarm.missingData };
      }
      return { ...about, reason: asked[0]?.reasons.get(alarm.name) ?? { why: "composite" } };
    }),
  }));
  return {
    groups: all.flatMap(({ alerts, service }) => groupOf(service, alerts)),
    without: all.flatMap(({ alerts }) => alerts.filter((one): one is WithoutRule => "reason" in one)),
  };
}

function groupOf(
  { name, owner }: ServicePlan,
  alerts: readonly (GrafanaAlert | WithoutRule)[],
): readonly GrafanaAlertGroup[] {
  const rules = alerts.filter((one): one is GrafanaAlert => "expr" in one);
  if (rules.length === 0) return [];
  return [
    {
      service: name,
      ...(owner === undefined ? {} : { team: owner.team }),
      intervalSeconds: EVALUATION_SECONDS,
      rules,
    },
  ];
}

/** Whether a policy has it; else it would reach the policies' last resort, although nobody asked for it. */
function isHeard(labels: Readonly<Record<string, string>>, { grafana }: EnvironmentPlan): boolean {
  return (grafana?.contactPoints ?? []).some(
    ({ scope, severity }) =>
      severity === labels.severity && (scope === undefined || own(labels, scope.kind) === scope.name),
  );
}

/** What no language helps. */
function whyNever({ kind, notify }: AlarmPlan): WhyNoRule | undefined {
  if (kind === "composite") return { why: "composite" };
  return notify ? undefined : { why: "member-only" };
}

/** What rules can ask: a data source, where a back end behind it has the environment's metrics or lines. */
function languagesOf({
  collector,
  grafana,
}: EnvironmentPlan): readonly { readonly language: RuleLanguage; readonly dataSource: string }[] {
  const found = (kinds: readonly string[], backends: readonly { readonly type: string }[] = []) =>
    backends.some(({ type }) => kinds.includes(type))
      ? grafana?.dataSources.find(({ kind }) => kinds.includes(kind))?.uid
      : undefined;
  const prometheus = found(["prometheus", "amp"], collector?.metrics);
  const loki = found(["loki"], collector?.logs);
  return [
    ...(prometheus === undefined ? [] : [{ language: "promql", dataSource: prometheus } as const]),
    ...(loki === undefined ? [] : [{ language: "logql", dataSource: loki } as const]),
  ];
}
