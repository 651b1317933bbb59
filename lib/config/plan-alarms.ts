import { own, severityNames } from "../base";
import { type AlarmText, secondsOf } from "../aws";
import { alarmDefaults, usualRunbook } from "../contract";
import { alarmHere } from "./alarm-here";
import type { Config, Service } from "./config";
import type { EnvironmentSettings } from "./merge";
import { nameOfAlarm } from "./kept-names";
import { constructIdOf, type NameScope, slug } from "./names";
import { expand } from "./placeholders";
import { planMetricEntry, type WrittenCondition } from "./plan-metric-alarm";
import { ownerOf, ownerText, planOwner } from "./owners";
import { audienceOf, teamOf } from "./plan-audiences";
import { notifyOf, runbooksOf } from "./plan-service";
import type { AlarmEntryBase, AlarmEntryPlan, AlarmReferencePlan, QuestionPlan, RulePlan } from "./plan/alarms";
import { compact, sorted } from "./records";
import { readReference } from "./references";
import type { ConfiguredAlarm } from "./schema/alarm";
import type { CompositeRule } from "./schema/composite-rule";
import type { QuestionReference } from "./schema/question";

/** The alarm entries of all services of an environment, by service; each by name, with the severities that it has there. */
export function planAlarms(
  config: Config,
  services: readonly (readonly [string, Service])[],
  settings: EnvironmentSettings,
  place: Omit<NameScope, "service">,
): ReadonlyMap<string, readonly AlarmEntryPlan[]> {
  return new Map(
    services.map(([name, service]) => {
      const context: Context = { config, service, settings, scope: { ...place, service: name } };
      return [name, sorted(service.alarms ?? {}).flatMap(([alarm, entry]) => planEntry(alarm, entry, context) ?? [])];
    }),
  );
}

/** The context of an entry: a service in an environment. */
interface Context {
  readonly config: Config;
  readonly service: Service;
  readonly settings: EnvironmentSettings;
  readonly scope: NameScope;
}

/** Undefined for an entry that has no severity here, or refers to something that does not exist. */
function planEntry(alarm: string, written: ConfiguredAlarm, context: Context): AlarmEntryPlan | undefined {
  const { config, scope, service, settings } = context;
  const entry = alarmHere(written, { settings, service: scope.service, alarm });
  const conditions = severityNames.flatMap((severity) => {
    const condition: WrittenCondition | undefined = entry.severities[severity];
    return condition === undefined
      ? []
      : [{ severity, condition, name: nameOfAlarm(entry, scope, { alarm, severity }) }];
  });
  if (conditions.length === 0) return undefined;
  const base = planBase(alarm, entry, context);
  if (entry.type !== "composite") {
    const plan = planMetricEntry(entry, { service, settings, scope, conditions });
    return plan && { ...base, ...plan };
  }
  const rule = planRule(entry.rule, config, settings, scope);
  const suppressor = entry.suppressor && planReference(entry.suppressor.alarm, config, settings, scope);
  if (rule === undefined || (entry.suppressor !== undefined && suppressor === undefined)) return undefined;
  return {
    ...base,
    kind: "composite",
    type: "composite",
    rule,
    ...(entry.suppressor === undefined || suppressor === undefined
      ? {}
      : {
          suppressor: {
            alarm: suppressor,
            waitSeconds: secondsOf(entry.suppressor.wait),
            extensionSeconds: secondsOf(entry.suppressor.extension),
          },
        }),
    severities: Object.fromEntries(conditions.map(({ name, severity }) => [severity, { name }] as const)),
  };
}

function planBase(alarm: string, entry: ConfiguredAlarm, context: Context): AlarmEntryBase {
  const { scope, service, settings } = context;
  const notify = entry.notify ?? true;
  const owner = ownerOf(service, settings, scope.service)?.team;
  const team = teamOf(entry, service, settings, scope.service);
  const audience = audienceOf(team, owner, settings.routes);
  return {
    service: scope.service,
    alarm,
    id: entry.id ?? constructIdOf(alarm),
    texts: planTexts(alarm, entry, context),
    ...compact({ question: typeof entry.query === "object" ? planQuestion(entry.query, scope) : undefined }),
    notify,
    actions: notify && notifyOf(service, settings, scope.service) === "each",
    ...compact({ team, audience: audience === undefined ? undefined : slug(audience) }),
    okActions: entry.okActions ?? alarmDefaults.okActions,
    source: ["services", scope.service, "alarms", alarm],
  };
}

function planTexts(alarm: string, entry: ConfiguredAlarm, { scope, service, settings }: Context): AlarmText {
  const { summary, impact, query } = entry;
  const owner = entry.owner === undefined ? ownerOf(service, settings, scope.service) : planOwner(entry.owner);
  const filled = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : expand(text, scope);
  return {
    summary: expand(summary, scope),
    ...compact({
      impact: filled(impact),
      runbook: usualRunbook(alarm, filled(entry.runbook), runbooksOf(service, scope)),
      // That of a question follows from the environment's services, once they are planned.
      query: typeof query === "string" ? filled(query) : undefined,
      owner: owner === undefined ? undefined : ownerText(owner),
    }),
  };
}

function planQuestion({ params = {}, question }: QuestionReference, scope: NameScope): QuestionPlan {
  const values = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === "string" ? expand(value, scope) : value,
  ]);
  // Where it is asked follows from the environment's services, too.
  return { name: question, params: Object.fromEntries(values) as QuestionPlan["params"], logGroups: [] };
}

/** Undefined if an alarm in the rule does not exist in this environment. */
function planRule(
  rule: CompositeRule,
  config: Config,
  settings: EnvironmentSettings,
  scope: NameScope,
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
  scope: NameScope,
): AlarmReferencePlan | undefined {
  const { service: name, alarm, severity } = readReference(text, scope.service);
  const service = own(config.services, name);
  const entry = own(service?.alarms ?? {}, alarm);
  if (service === undefined || entry === undefined || own(settings.services, name)?.enabled === false) return undefined;
  if (alarmHere(entry, { settings, service: name, alarm }).severities[severity] === undefined) return undefined;
  return { service: name, alarm, severity, name: nameOfAlarm(entry, { ...scope, service: name }, { alarm, severity }) };
}

function whole<T>(parts: readonly (T | undefined)[]): T[] | undefined {
  const there = parts.filter((part) => part !== undefined);
  return there.length === parts.length ? there : undefined;
}
