import type { AnyAlarm } from "../../terraform";

/** `orders-errors critical` of `shop-prod-orders-errors-critical` with tags of project, environment and severity. */
export function labelOf(alarm: AnyAlarm | undefined): string {
  if (alarm === undefined) return "";
  const severity = severityOf(alarm);
  return severity === undefined ? labelWithoutSeverity(alarm) : `${labelWithoutSeverity(alarm)} ${severity}`;
}

/** `orders-errors` of `shop-prod-orders-errors-critical`: what the alarms of all severities have in common. */
export function labelWithoutSeverity(alarm: AnyAlarm): string {
  const { address, name = address, tags } = alarm;
  const { environment, project } = tags;
  const prefix = `${project ?? ""}-${environment ?? ""}-`.replaceAll("_", "-");
  const own = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  const severity = severityOf(alarm);
  return severity === undefined ? own : own.slice(0, -severity.length - 1);
}

/** From its tag, where the name ends with it. */
export function severityOf({ address, name = address, tags: { severity } }: AnyAlarm): string | undefined {
  return severity !== undefined && name.endsWith(`-${severity}`) ? severity : undefined;
}
