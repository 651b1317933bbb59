import { lastNameIn } from "../aws";
import { severityNames, type Severity } from "../base";
import type { EnvironmentSettings } from "./merge";
import { channelName, slug } from "./names";
import { expand, type TextScope } from "./placeholders";
import { scopesOf, topicKey } from "./plan-audiences";
import type { RoutePlan, RouteTargetPlan } from "./plan/notifications";
import { compact } from "./records";
import { isSubscribed, type SecretReference, type SubscribedRoute } from "./schema/route";

/**
 * Each receiver once, with the topics that it is subscribed to. Its name is made of its address, so that it does not depend on the
 * order of the routes or, unless there are several to the same receiver, on the topics.
 */
export function planRoutes(
  scope: TextScope & { readonly project: string; readonly environment: string },
  routes: EnvironmentSettings["routes"],
): RoutePlan[] {
  const { environment, project } = scope;
  const found = new Map<string, Receiver>();
  for (const severity of severityNames) {
    for (const route of (routes[severity] ?? []).filter(isSubscribed)) {
      const target = targetOf(route, scope);
      const key = JSON.stringify(target);
      const receiver = found.get(key) ?? { target, severities: new Set(), scopedTopics: new Set() };
      found.set(key, receiver);
      const scopes = scopesOf(route);
      if (scopes.length === 0) receiver.severities.add(severity);
      for (const scope of scopes) receiver.scopedTopics.add(topicKey(severity, scope));
    }
  }
  const planned = new Map<string, RoutePlan>();
  for (const { target, ...topics } of found.values()) {
    const severities = [...topics.severities];
    const scopedTopics = [...topics.scopedTopics];
    const name = freeName(nameOf(target), [...severities, ...scopedTopics], planned);
    const channel = target.kind === "slack" ? { channelName: channelName(project, environment, name) } : {};
    planned.set(name, { ...target, ...channel, name, severities, scopedTopics });
  }
  return [...planned.values()];
}

/** The same receiver again, with another filter: its topics tell it apart, or else a number. */
function freeName(base: string, topics: readonly string[], taken: ReadonlyMap<string, RoutePlan>): string {
  if (!taken.has(base)) return base;
  const name = [base, ...topics].join("-");
  for (let number = 1; ; number++) {
    const numbered = number === 1 ? name : `${name}-${number}`;
    if (!taken.has(numbered)) return numbered;
  }
}

/** A receiver, and what it hears of: severities of everybody's alarms, and topics for somebody's. */
interface Receiver {
  readonly target: RouteTargetPlan;
  readonly severities: Set<Severity>;
  readonly scopedTopics: Set<string>;
}

/** The receiver of a route, with its placeholders filled in. */
export function targetOf(route: SubscribedRoute, scope: TextScope): RouteTargetPlan {
  const fill = (text: string): string => expand(text, scope);
  const delivery = { ...compact({ filterPolicy: route.filterPolicy }), deadLetter: route.deadLetter ?? false };
  if ("email" in route) return { kind: "email", address: fill(route.email), ...delivery };
  if ("webhook" in route) return { kind: "https", url: referenceOf(route.webhook, fill), ...delivery };
  if ("pagerduty" in route) return { kind: "pagerduty", key: referenceOf(route.pagerduty, fill), ...delivery };
  if ("slack" in route) {
    const { channel, team } = route.slack;
    return { kind: "slack", team: referenceOf(team, fill), channel: referenceOf(channel, fill), ...delivery };
  }
  if ("lambda" in route) return { kind: "lambda", arn: fill(route.lambda), ...delivery };
  return { kind: "sqs", arn: fill(route.sqs), queuePolicy: route.queuePolicy ?? false, ...delivery };
}

/** Where a secret is kept, with placeholders filled in. */
export function referenceOf(reference: SecretReference, fill: (text: string) => string): SecretReference {
  if ("ssm" in reference) return { ssm: fill(reference.ssm) };
  return "secret" in reference ? { ...reference, secret: fill(reference.secret) } : reference;
}

function nameOf(target: RouteTargetPlan): string {
  switch (target.kind) {
    case "email":
      return slug(`email-${target.address}`);
    case "https":
      return slug(`webhook-${secretName(target.url)}`);
    case "pagerduty":
      return slug(`pagerduty-${secretName(target.key)}`);
    case "slack":
      return slug(`slack-${secretName(target.channel)}`);
    case "lambda":
    case "sqs":
      return slug(`${target.kind}-${lastNameIn(target.arn)}`);
  }
}

function secretName(reference: SecretReference): string {
  if ("ssm" in reference) return reference.ssm;
  if ("variable" in reference) return reference.variable;
  return reference.key === undefined ? reference.secret : `${reference.secret}-${reference.key}`;
}
