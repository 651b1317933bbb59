import { type EnvironmentPlan, flatAlarms } from "../config";
import { type AlertRule, type AlertRuleGroup, EVALUATION_SECONDS, type WithoutRule } from "./alert-rule";

/**
 * A group for each service, or for those together that composites link: Prometheus evaluates the rules of a group one after the other, so a
 * composite, which comes after its members, sees what they are at the same time.
 *
 * @param translated in the order in which rules are evaluated
 * @param links names of alarms that belong into one group
 * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
 */
export function groupsOf(
  { environment, project, services }: EnvironmentPlan,
  translated: ReadonlyMap<string, AlertRule | WithoutRule>,
  links: readonly (readonly string[])[],
): readonly AlertRuleGroup[] {
  const rules = [...translated.values()].filter((one): one is AlertRule => "expr" in one);
  const serviceOf = new Map(rules.map(({ alert, service }) => [alert, service]));
  const together = new Map(services.map(({ name }) => [name, new Set([name])]));
  for (const link of links)
    for (const alert of link) {
      const first = together.get(serviceOf.get(link[0] ?? "") ?? "");
      const other = together.get(serviceOf.get(alert) ?? "");
      if (first === undefined || other === undefined || first === other) continue;
      for (const service of other) {
        first.add(service);
        together.set(service, first);
      }
    }
  const places = new Map(services.flatMap((service) => flatAlarms(service)).map(({ name }, place) => [name, place]));
  const isComposite = new Set(
    services
      .flatMap((service) => flatAlarms(service))
      .flatMap(({ kind, name }) => (kind === "composite" ? [name] : [])),
  );
  return [...new Set(together.values())].flatMap((names) => {
    const own = rules.filter(({ service }) => names.has(service));
    const metric = own.filter(({ alert }) => !isComposite.has(alert));
    metric.sort((a, b) => (places.get(a.alert) ?? 0) - (places.get(b.alert) ?? 0));
    const composites = own.filter(({ alert }) => isComposite.has(alert));
    const name = [project, environment, ...services.map((one) => one.name).filter((one) => names.has(one))].join("-");
    return own.length === 0 ? [] : [{ name, intervalSeconds: EVALUATION_SECONDS, rules: [...metric, ...composites] }];
  });
}
