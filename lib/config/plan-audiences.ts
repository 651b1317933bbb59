import { severityNames, type Severity } from "../base";
import type { Service } from "./config";
import type { EnvironmentSettings } from "./merge";
import { slug } from "./names";
import { ownerOf, planOwner } from "./owners";
import { expand, type TextScope } from "./placeholders";
import type { BySeverity } from "./plan/alarms";
import type { TopicScope } from "./plan/notifications";
import type { ConfiguredAlarm } from "./schema/alarm";
import { isSubscribed, type RouteEntry } from "./schema/route";
import type { Tier } from "./schema/names";

type Routes = EnvironmentSettings["routes"];

/** What decides who hears of an alarm, beside its severity. */
export interface Belonging {
  /** Undefined for an alarm of no service. */
  readonly service?: string | undefined;
  readonly tier?: Tier | undefined;

  /** The team that owns the alarm. */
  readonly team?: string | undefined;
}

/** What a route is limited to; empty for one that hears of everything. */
export function scopesOf({ services, teams, tiers }: Pick<RouteEntry, "services" | "teams" | "tiers">): TopicScope[] {
  return [
    ...(teams ?? []).map((name) => ({ kind: "team", name }) as const),
    ...(services ?? []).map((name) => ({ kind: "service", name }) as const),
    ...(tiers ?? []).map((name) => ({ kind: "tier", name }) as const),
  ];
}

/** `critical`, `critical-team-payments`: how a topic is referred to, also in paths of resources. */
export function topicKey(severity: Severity, scope?: TopicScope): string {
  return scope === undefined ? severity : `${severity}-${scope.kind}-${slug(scope.name)}`;
}

/** Whether a severity has a topic for alarms of everybody: unless each of its routes is limited to somebody's, or a topic of others. */
export function hasCommonTopic(routes: Routes, severity: Severity): boolean {
  const listed = routes[severity] ?? [];
  return listed.length === 0 || listed.filter(isSubscribed).some((route) => scopesOf(route).length === 0);
}

/** The topics that alarms publish to, by severity: keys of those of the environment, then ARNs of those of others. */
export function topicsOf(routes: Routes, belonging: Belonging, place: TextScope): BySeverity<readonly string[]> {
  return Object.fromEntries(
    severityNames.map((severity) => [severity, topicsAt(routes, severity, { belonging, place })] as const),
  );
}

interface Publisher {
  readonly belonging: Belonging;
  readonly place: TextScope;
}

/** The topics that alarms of a severity publish to: none if no route hears of them. */
function topicsAt(routes: Routes, severity: Severity, { belonging, place }: Publisher): readonly string[] {
  const listed = routes[severity] ?? [];
  const isOwn = ({ kind, name }: TopicScope): boolean => belonging[kind] === name;
  const own = listed.filter(isSubscribed).flatMap(scopesOf).filter(isOwn);
  const ofOthers = listed.flatMap((route) => {
    if (isSubscribed(route)) return [];
    const scopes = scopesOf(route);
    return scopes.length === 0 || scopes.some(isOwn) ? [expand(route.topic, place)] : [];
  });
  return [
    ...(hasCommonTopic(routes, severity) ? [topicKey(severity)] : []),
    ...[...new Set(own.map((scope) => topicKey(severity, scope)))].sort(),
    ...new Set(ofOthers),
  ];
}

/** Whether what {@link topicsOf} gives is a topic of others, by its ARN. */
export function isTopicOfOthers(topic: string): boolean {
  return topic.startsWith("arn:");
}

/** The team that acts on an alarm. */
export function teamOf(
  entry: Pick<ConfiguredAlarm, "owner">,
  service: Service,
  settings: EnvironmentSettings,
  name: string,
): string | undefined {
  return (entry.owner === undefined ? ownerOf(service, settings, name) : planOwner(entry.owner))?.team;
}

/**
 * The team whose alarms notify others than those of their service: undefined for an alarm of the service's owner, and where no route
 * tells the two apart.
 */
export function audienceOf(team: string | undefined, owner: string | undefined, routes: Routes): string | undefined {
  if (team === owner) return undefined;
  const named = severityNames.flatMap((severity) => (routes[severity] ?? []).flatMap(({ teams }) => teams ?? []));
  return named.some((name) => name === team || name === owner) ? team : undefined;
}
