import type { Severity } from "../base";

/** Where something is: the values of placeholders. */
export interface Scope {
  readonly project: string;
  readonly environment: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
}

export const defaultLogGroup = "/app/{environment}/{service}";

export function stackName(project: string, environment: string): string {
  return dashed(`${project}-${environment}`);
}

export function topicName(project: string, environment: string, severity: Severity): string {
  return dashed(`${project}-${environment}-alarms-${severity}`);
}

export function namespaceOf({ project, environment, service }: Scope): string {
  return `${project}/${environment}/${service}`;
}

export function alarmName({ project, environment, service }: Scope, alarm: string, severity: Severity): string {
  return dashed(`${project}-${environment}-${service}-${alarm}-${severity}`);
}

export function notificationName({ project, environment, service }: Scope, severity: Severity): string {
  return dashed(`${project}-${environment}-${service}-${severity}`);
}

export function muteRuleName(project: string, environment: string, quietHours: string): string {
  return dashed(`${project}-${environment}-${quietHours}`);
}

/** `error_rate` and `error-rate` are `ErrorRate`: a name as the id of a construct. */
export function constructIdOf(name: string): string {
  return name
    .split(/[_-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

function dashed(name: string): string {
  return name.replaceAll("_", "-");
}
