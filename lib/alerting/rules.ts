import { greatest } from "../base";
import { countsOf } from "../collector";
import { type AlarmPlan, type EnvironmentPlan, flatAlarms, type ServicePlan } from "../config";
import { type QueryContext, queryContext } from "../queries";
import {
  type AlertRule,
  type AlertRules,
  type Condition,
  type Differences,
  kindsOf,
  NoRule,
  type RuleLanguage,
  type WithoutRule,
} from "./alert-rule";
import { compositeText } from "./composite";
import { conditionText } from "./condition";
import { groupsOf } from "./groups";

/** What rules lead to, where it is known. */
export interface RuleOptions {
  /**
   * Address of the dashboard that shows an alarm.
   *
   * @default - none is known
   */
  readonly dashboardOf?: (service: string, alarm: string) => string | undefined;
}

/** An environment's alarms as rules of Prometheus or Loki, and the alarms that are none. */
export function alertRules(plan: EnvironmentPlan, language: RuleLanguage, options: RuleOptions = {}): AlertRules {
  // A rule fires in the minute in which the alarm does, so what it counts is exact.
  const queries = queryContext(plan, { increases: "exact" });
  const translated = new Map<string, AlertRule | WithoutRule>();
  const all = plan.services.flatMap((service) => flatAlarms(service).map((alarm) => ({ service, alarm })));
  // Without a collector in the plan, nothing is known of who counts.
  const { notCounted } = countsOf({ counts: plan.collector?.counts ?? [] });
  const translating = { language, queries, translated, options, notCounted };
  for (const { alarm, service } of all)
    if (alarm.kind === "metric") translated.set(alarm.name, ruleOf(alarm, service, plan, translating));
  // Composites of composites come after those that they are made of.
  let open = all.filter(({ alarm }) => alarm.kind === "composite");
  for (let rounds = open.length; open.length > 0 && rounds >= 0; rounds--) {
    const later =
      rounds === 0 ? [] : open.filter(({ alarm }) => membersOf(alarm).some((name) => isOpen(name, translated, open)));
    for (const { alarm, service } of open)
      if (!later.some((one) => one.alarm === alarm))
        translated.set(alarm.name, ruleOf(alarm, service, plan, translating));
    open = later;
  }
  const links = all.map(({ alarm }) => [alarm.name, ...membersOf(alarm)]);
  return {
    groups: groupsOf(plan, translated, links),
    without: all.flatMap(({ alarm }) => {
      const one = translated.get(alarm.name);
      return one !== undefined && "reason" in one ? [one] : [];
    }),
  };
}

interface Translating {
  readonly language: RuleLanguage;
  readonly queries: QueryContext;
  readonly translated: ReadonlyMap<string, AlertRule | WithoutRule>;
  readonly options: RuleOptions;
  readonly notCounted: ReturnType<typeof countsOf>["notCounted"];
}

function ruleOf(
  alarm: AlarmPlan,
  service: ServicePlan,
  plan: EnvironmentPlan,
  { language, notCounted, options, queries, translated }: Translating,
): AlertRule | WithoutRule {
  const about = { alert: alarm.name, service: service.name, alarm: alarm.alarm, severity: alarm.severity };
  const differences: Differences = new Map();
  try {
    const condition = conditionOf();
    const kinds = [...differences.values()].sort((a, b) => (a.difference < b.difference ? -1 : 1));
    return { ...about, ...condition, ...textsOf(alarm, service, plan, options), differences: kinds };
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
        notCounted: notCounted.flatMap((one) => (one.service === service.name ? [one.signal] : [])),
      });
    if (language === "logql") throw new NoRule({ why: "composite" });
    if (alarm.suppressor !== undefined) differences.set("suppressor", { difference: "suppressor" });
    const members = new Map<string, AlertRule>();
    const expr = compositeText(alarm.rule, (name) => {
      const member = translated.get(name);
      if (member === undefined || !("expr" in member)) return false;
      members.set(name, member);
      return true;
    });
    const kinds = new Set([...members.values()].flatMap((member) => member.differences.flatMap(kindsOf)));
    if (kinds.size > 0) differences.set("members", { difference: "members", kinds: [...kinds].sort() });
    return {
      expr,
      forSeconds: 0,
      windowSeconds: greatest([0, ...[...members.values()].map((member) => member.windowSeconds)]),
    };
  }
}

function textsOf(
  { alarm, notify, severity, team, texts }: AlarmPlan,
  { name, owner }: ServicePlan,
  { environment, project }: EnvironmentPlan,
  { dashboardOf }: RuleOptions,
): Pick<AlertRule, "labels" | "annotations"> {
  const responsible = team ?? owner?.team;
  const dashboard = dashboardOf?.(name, alarm);
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
      ...(dashboard === undefined ? {} : { dashboard_url: plain(dashboard) }),
      ...(texts.query === undefined ? {} : { logs_insights_query: plain(texts.query) }),
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
