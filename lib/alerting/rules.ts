import { type AlarmPlan, type EnvironmentPlan, flatAlarms, type ServicePlan } from "../config";
import { type QueryContext, queryContext } from "../queries";
import {
  type AlertRule,
  type AlertRules,
  NoRule,
  type RuleDifference,
  type RuleLanguage,
  type WithoutRule,
} from "./alert-rule";
import { compositeText } from "./composite";
import { type Condition, conditionText } from "./condition";

/** How often rules are evaluated: as often as CloudWatch evaluates alarms. */
const INTERVAL_SECONDS = 60;

/** An environment's alarms as rules of Prometheus or Loki, a group for each service, and the alarms that are none. */
export function alertRules(plan: EnvironmentPlan, language: RuleLanguage): AlertRules {
  const queries = queryContext(plan);
  const translated = new Map<string, AlertRule | WithoutRule>();
  const all = plan.services.flatMap((service) => flatAlarms(service).map((alarm) => ({ service, alarm })));
  for (const { alarm, service } of all)
    if (alarm.kind === "metric") translated.set(alarm.name, ruleOf(alarm, service, plan, { language, queries }));
  // Composites of composites come after those that they are made of.
  let open = all.filter(({ alarm }) => alarm.kind === "composite");
  for (let rounds = open.length; open.length > 0 && rounds >= 0; rounds--) {
    const later =
      rounds === 0 ? [] : open.filter(({ alarm }) => membersOf(alarm).some((name) => isOpen(name, translated, open)));
    for (const { alarm, service } of open)
      if (!later.some((one) => one.alarm === alarm))
        translated.set(alarm.name, ruleOf(alarm, service, plan, { language, queries, translated }));
    open = later;
  }
  const of = (service: ServicePlan): readonly (AlertRule | WithoutRule)[] =>
    flatAlarms(service).flatMap(({ name }) => translated.get(name) ?? []);
  return {
    groups: plan.services.flatMap((service) => {
      const rules = of(service).filter((one): one is AlertRule => "expr" in one);
      const name = `${plan.project}-${plan.environment}-${service.name}`;
      return rules.length === 0 ? [] : [{ name, intervalSeconds: INTERVAL_SECONDS, rules }];
    }),
    without: plan.services.flatMap((service) => of(service).filter((one): one is WithoutRule => "reason" in one)),
  };
}

interface Translating {
  readonly language: RuleLanguage;
  readonly queries: QueryContext;
  readonly translated?: ReadonlyMap<string, AlertRule | WithoutRule>;
}

function ruleOf(
  alarm: AlarmPlan,
  service: ServicePlan,
  plan: EnvironmentPlan,
  { language, queries, translated }: Translating,
): AlertRule | WithoutRule {
  const about = { alert: alarm.name, service: service.name, alarm: alarm.alarm, severity: alarm.severity };
  const differences = new Set<RuleDifference>();
  try {
    const condition = conditionOf();
    return { ...about, ...condition, ...textsOf(alarm, service, plan), differences: [...differences].sort() };
  } catch (error) {
    if (error instanceof NoRule) return { ...about, reason: error.reason };
    throw error;
  }

  function conditionOf(): Condition {
    if (language === "logql" && alarm.kind === "metric" && !alarm.notify) throw new NoRule({ why: "member-only" });
    if (alarm.kind === "metric")
      return conditionText(alarm, {
        language,
        queries,
        service: service.name,
        periodSeconds: alarm.periodSeconds,
        differences,
      });
    if (language === "logql") throw new NoRule({ why: "composite" });
    if (alarm.suppressor !== undefined) differences.add("suppressor");
    const expr = compositeText(alarm.rule, (name) => {
      const member = translated?.get(name);
      return member !== undefined && "expr" in member;
    });
    return { expr, forSeconds: 0 };
  }
}

function textsOf(
  { notify, severity, team, texts }: AlarmPlan,
  { name, owner }: ServicePlan,
  { environment, project }: EnvironmentPlan,
): Pick<AlertRule, "labels" | "annotations"> {
  const responsible = team ?? owner?.team;
  return {
    labels: {
      // Routes go by severity: an alarm that only feeds composites has none.
      ...(notify ? { severity } : { notify: "false" }),
      service: name,
      environment,
      project,
      ...(responsible === undefined ? {} : { team: responsible }),
    },
    annotations: {
      summary: plain(texts.summary),
      ...(texts.impact === undefined ? {} : { description: plain(texts.impact) }),
      ...(texts.runbook === undefined ? {} : { runbook_url: plain(texts.runbook) }),
      ...(texts.owner === undefined ? {} : { owner: plain(texts.owner) }),
    },
  };
}

/** Annotations are templates of Go: braces in a text are told apart from theirs. */
function plain(text: string): string {
  return text.replaceAll("{{", '{{ "{{" }}');
}

function membersOf(alarm: AlarmPlan): readonly string[] {
  if (alarm.kind !== "composite") return [];
  const names: string[] = [];
  const open = [alarm.rule];
  for (let rule = open.pop(); rule !== undefined; rule = open.pop()) {
    if (rule.kind === "alarm") names.push(rule.alarm.name);
    else if (rule.kind === "not") open.push(rule.of);
    else
      for (const part of rule.of)
        if ("kind" in part) open.push(part);
        else names.push(part.name);
  }
  return names;
}

function isOpen(
  name: string,
  translated: ReadonlyMap<string, unknown>,
  open: readonly { readonly alarm: AlarmPlan }[],
): boolean {
  return !translated.has(name) && open.some(({ alarm }) => alarm.name === name);
}
