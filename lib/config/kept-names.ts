import type { Severity } from "../base";
import type { Service } from "./config";
import { alarmName, namespaceOf, type NameScope } from "./names";
import { expand } from "./placeholders";
import type { ConfiguredAlarm } from "./schema/alarm";

/** Name of an alarm in CloudWatch: the one that it keeps, or else one that is made up. */
export function nameOfAlarm(
  { names }: Pick<ConfiguredAlarm, "names">,
  scope: NameScope,
  { alarm, severity }: { readonly alarm: string; readonly severity: Severity },
): string {
  const kept = names?.[severity];
  return kept === undefined ? alarmName(scope, alarm, severity) : expand(kept, scope);
}

/** Namespace of a service's metrics. */
export function namespaceOfService({ namespace }: Pick<Service, "namespace">, scope: NameScope): string {
  return namespace === undefined ? namespaceOf(scope) : expand(namespace, scope);
}

/** Names of metric filters that are kept, by signal. */
export function keptFilters({ filters = {} }: Pick<Service, "filters">, scope: NameScope): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).map(([signal, name]) => [signal, expand(name, scope)]));
}
