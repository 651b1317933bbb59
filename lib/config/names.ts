import { createHash } from "node:crypto";
import { textRules } from "../aws";
import { longestGrafanaUid, type Severity } from "../base";

/** Where something is: the values of placeholders. */
export interface NameScope {
  readonly project: string;
  readonly environment: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;

  /** The environment's own placeholders, `{vars.name}`. */
  readonly vars: Readonly<Record<string, string>>;
}

export const defaultLogGroup = "/app/{environment}/{service}";

export function stackName(project: string, environment: string): string {
  return dashed(`${project}-${environment}`);
}

/** @param key `critical`, `critical-team-payments` */
export function topicName(project: string, environment: string, key: string): string {
  return dashed(`${project}-${environment}-alarms-${key}`);
}

export function deadLettersName(project: string, environment: string): string {
  return dashed(`${project}-${environment}-alarms-dead-letters`, textRules.queueName.most);
}

/** Name of the configuration of a chat channel, and of its role. */
export function channelName(project: string, environment: string, route: string): string {
  return dashed(`${project}-${environment}-alarms-${route}`, textRules.roleName.most);
}

/** What names of a collector's resources begin with: names of load balancers have at most 32 characters. */
export function collectorName(project: string, environment: string): string {
  return dashed(`${project}-${environment}-collector`, 24);
}

/** Alias of an environment's key, without `alias/`. */
export function keyAlias(project: string, environment: string): string {
  return dashed(`${project}-${environment}`, textRules.keyAlias.most);
}

export function namespaceOf({ project, environment, service }: NameScope): string {
  return `${project}/${environment}/${service}`;
}

/** What the names of metric filters in a log group of others begin with. */
export function filterPrefix({ project, environment, service }: NameScope): string {
  return dashed(`${project}-${environment}-${service}`);
}

export function alarmName({ project, environment, service }: NameScope, alarm: string, severity: Severity): string {
  return dashed(`${project}-${environment}-${service}-${alarm}-${severity}`);
}

/** @param team of the alarms, if they notify others than those of the service's owner */
export function noticeName({ project, environment, service }: NameScope, severity: Severity, team?: string): string {
  const whose = team === undefined ? service : `${service}-team-${slug(team)}`;
  return dashed(`${project}-${environment}-${whose}-${severity}`);
}

/** A text of people's as a part of names: `Payments & Billing` is `payments-billing`. A hash, if it has no letter or digit. */
export function slug(text: string): string {
  const words = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  return words === "" ? createHash("sha256").update(text).digest("hex").slice(0, 8) : words;
}

export function muteRuleName(project: string, environment: string, quietHours: string): string {
  return dashed(`${project}-${environment}-${quietHours}`, textRules.muteRuleName.most);
}

/** Name of a service's dashboard in CloudWatch. */
export function dashboardName({ environment, project, service }: NameScope): string {
  return dashed(`${project}-${environment}-${service}`, textRules.dashboardName.most);
}

export function traceGroupName(project: string, environment: string, group: string): string {
  return dashed(`${project}-${environment}-${group}`, textRules.traceGroupName.most);
}

export function samplingRuleName(project: string, environment: string, rule: string): string {
  return dashed(`${project}-${environment}-${rule}`, textRules.samplingRuleName.most);
}

/** Name of the resource policy that lets X-Ray write spans. */
export function transactionSearchName(project: string, environment: string): string {
  return dashed(`${project}-${environment}-transaction-search`);
}

export function grafanaStackName(project: string, environment: string): string {
  return dashed(`${project}-${environment}-grafana`);
}

/** Uid of a folder or a data source in Grafana. */
export function grafanaUid(project: string, environment: string, ...parts: readonly string[]): string {
  return dashed([project, environment, ...parts].join("-"), longestGrafanaUid);
}

/** Name of a workspace of Amazon Managed Grafana. */
export function workspaceName(project: string, environment: string): string {
  return dashed(`${project}-${environment}`, 255);
}

/** `error_rate` and `error-rate` are `ErrorRate`: a name as the id of a construct. */
export function constructIdOf(name: string): string {
  return name
    .split(/[_-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** With dashes for underscores; where it would be longer than `longest` it is cut, and ends with a hash of the whole. */
function dashed(name: string, longest = Number.POSITIVE_INFINITY): string {
  const whole = name.replaceAll("_", "-");
  if (whole.length <= longest) return whole;
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, 8);
  return `${whole.slice(0, longest - hash.length - 1)}-${hash}`;
}
