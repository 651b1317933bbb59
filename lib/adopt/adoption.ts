import { readArn } from "../aws";
import { alarmGraph } from "../replay/alarms";
import { type AnyAlarm, isStandIn, type MetricAlarm, PLACEHOLDER, type Template } from "../terraform";
import { takenComposite } from "./composite";
import { composed } from "./compose";
import { contractOfFilters } from "./contract";
import { type TakenFilter, takenFilter } from "./filter";
import { firingOf } from "./metric-alarm";
import { wordsOf } from "./names";
import type { Adoption, TakenAlarm } from "./parts";
import type { LeftReason } from "./row";
import { keyOfGroup, ServiceBook, serviceOf, serviceWords } from "./services";
import type { AdoptSettings } from "./settings";
import { likelySeverity, routed } from "./severity";
import { SignalIndex } from "./signal-index";

/**
 * A first configuration out of a template. The same template gives the same configuration.
 *
 * @param refused what must not be taken over, by address, and why
 */
export function adoptionOf(
  template: Template,
  settings: AdoptSettings,
  refused: ReadonlyMap<string, LeftReason> = new Map(),
): Adoption {
  const left = new Map<string, LeftReason>();
  const names = namesIn(template);

  const common = new Set([...wordsOf(settings.project), ...wordsOf(settings.environment)]);
  const services = new ServiceBook(common);
  const signals = new SignalIndex();
  const filters: TakenFilter[] = [];
  for (const filter of template.metricFilters) {
    const taken = refused.get(filter.address) ?? elsewhere(filter.transformation?.place) ?? takenFilter(filter);
    if ("kind" in taken) left.set(filter.address, taken);
    else filters.push(taken);
  }
  for (const logGroup of new Set(filters.map((filter) => filter.logGroup))) {
    const own = filters.filter((filter) => filter.logGroup === logGroup);
    const namespace = mostCommon(own.map((filter) => filter.namespace));
    const kept = own.filter((filter) => {
      if (filter.namespace === namespace) return true;
      left.set(filter.filter.address, { kind: "namespace", namespace: filter.namespace, others: namespace });
      return false;
    });
    const source = { key: keyOfGroup(logGroup), named: logGroup, logGroup };
    const contract = contractOfFilters(kept, new Set([...common, ...serviceWords(source, common)]));
    for (const { filter, reason } of contract.left) left.set(filter.filter.address, reason);
    if (contract.signals.length > 0) services.enter({ ...source, contract, namespace });
    for (const signal of contract.signals) signals.add(source.key, signal);
  }
  for (const { name } of template.logGroups) {
    if (name !== undefined) services.enter({ key: keyOfGroup(name), named: name, logGroup: name });
  }

  const alarms = new Map<AnyAlarm, TakenAlarm>();
  for (const alarm of template.metricAlarms) {
    const reason = refused.get(alarm.address) ?? notMovable(alarm, settings, names);
    const source = services.enter(serviceOf(statsOf(alarm), signals, services.sources));
    const firing = reason ?? firingOf(alarm, source.key, signals);
    if ("kind" in firing) left.set(alarm.address, firing);
    else alarms.set(alarm, { alarm, service: source.key, firing });
  }
  const { composites, index } = alarmGraph(template);
  const finder = (near: AnyAlarm) => (nameOrArn: string) => {
    const found = index.find(nameOrArn, near);
    return found.kind === "metric" || found.kind === "composite" ? found : undefined;
  };
  for (const compiled of composites.values()) {
    const { alarm } = compiled;
    const taken =
      refused.get(alarm.address) ??
      notMovable(alarm, settings, names) ??
      takenComposite(compiled, finder(alarm), (child) => (alarms.has(child) ? child.address : undefined));
    if ("kind" in taken) left.set(alarm.address, taken);
    else {
      const [child] = taken.children;
      const service = child === undefined ? undefined : alarms.get(child)?.service;
      if (service === undefined) left.set(alarm.address, { kind: "rule", why: "constant" });
      else alarms.set(alarm, { alarm, service, firing: undefined });
    }
  }

  const all = [...alarms.values()];
  const notifying = all.filter(({ alarm }) => topicsOf(alarm).length > 0);
  const places = new Map(notifying.map((taken, at) => [taken, at]));
  const routing = routed(
    notifying.map(({ alarm, service }) => ({ service, severity: likelySeverity(alarm), topics: topicsOf(alarm) })),
  );
  return composed({
    template,
    settings,
    services: services.sources,
    left,
    routes: routing.routes,
    alarms: all.map((taken) => {
      const at = places.get(taken);
      return {
        ...taken,
        severity: (at === undefined ? undefined : routing.severities[at]) ?? likelySeverity(taken.alarm),
        topics: (at === undefined ? undefined : routing.topics[at]) ?? [],
      };
    }),
    ruleOf: (alarm, referenceOf) => {
      const compiled = composites.get(alarm);
      const taken = compiled && takenComposite(compiled, finder(alarm), referenceOf);
      if (taken === undefined || "kind" in taken)
        throw new Error(`${alarm.address} was taken over, and is not any more`);
      return taken;
    },
  });
}

/** The topics that an alarm publishes to; none if its actions are disabled. */
function topicsOf({ actionsEnabled, alarmActions }: AnyAlarm): readonly string[] {
  return actionsEnabled ? alarmActions : [];
}

function namesIn({ compositeAlarms, metricAlarms }: Template): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { name } of [...metricAlarms, ...compositeAlarms])
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function notMovable(
  alarm: AnyAlarm,
  settings: AdoptSettings,
  names: ReadonlyMap<string, number>,
): LeftReason | undefined {
  const { alarmActions, arn, insufficientDataActions, name, okActions } = alarm;
  if (name === undefined) return { kind: "unknown-values", attributes: ["alarm_name"] };
  if (!isAt(arn, settings)) return { kind: "elsewhere", arn };
  if ((names.get(name) ?? 0) > 1) return { kind: "name-twice", name };
  const acts = [...new Set([...alarmActions, ...okActions, ...insufficientDataActions])].filter(
    (action) => readArn(action)?.service !== "sns",
  );
  return acts.length === 0 ? undefined : { kind: "acts", actions: acts };
}

/** Whether an ARN may be of the environment's account and Region. */
function isAt(arn: string, { account, region }: AdoptSettings): boolean {
  const place = readArn(arn);
  if (place === undefined) return true;
  return (
    (place.region === region || place.region === PLACEHOLDER.region) &&
    (place.account === account || isStandIn(place.account))
  );
}

/** A filter of another provider than that of the template's other resources. */
function elsewhere(place: string | undefined): LeftReason | undefined {
  return place === undefined ? undefined : { kind: "elsewhere", arn: place };
}

function statsOf({ metric, queries }: MetricAlarm) {
  return [metric, ...queries.map((query) => query.metric)].flatMap((stat) => stat ?? []);
}

function mostCommon(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}
