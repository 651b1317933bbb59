import { lastNameIn } from "../aws";
import { severityNames, type Severity } from "../base";
import type { EnvironmentSettings } from "./merge";
import { channelName } from "./names";
import type { RoutePlan, RouteTargetPlan } from "./plan/notifications";
import { compact } from "./records";
import type { RouteEntry, SecretReference } from "./schema/route";

/**
 * Each receiver once, with the severities that it is notified of. Its name is made of its address, so that it does not depend on the
 * order of the routes or, unless there are several to the same receiver, on the severities.
 */
export function planRoutes(
  { project, environment }: { readonly project: string; readonly environment: string },
  routes: EnvironmentSettings["routes"],
): RoutePlan[] {
  const found = new Map<string, { readonly target: RouteTargetPlan; readonly severities: Severity[] }>();
  for (const severity of severityNames) {
    for (const target of (routes[severity] ?? []).map(targetOf)) {
      const key = JSON.stringify(target);
      const known = found.get(key);
      if (known === undefined) found.set(key, { target, severities: [severity] });
      else if (!known.severities.includes(severity)) known.severities.push(severity);
    }
  }
  const planned = new Map<string, RoutePlan>();
  for (const { target, severities } of found.values()) {
    const base = nameOf(target);
    // The same receiver twice, with different filters: the severities tell them apart.
    const name = planned.has(base) ? `${base}-${severities.join("-")}` : base;
    const channel = target.kind === "slack" ? { channelName: channelName(project, environment, name) } : {};
    planned.set(name, { ...target, ...channel, name, severities });
  }
  return [...planned.values()];
}

function targetOf(route: RouteEntry): RouteTargetPlan {
  const delivery = { ...compact({ filterPolicy: route.filterPolicy }), deadLetter: route.deadLetter ?? false };
  if ("email" in route) return { kind: "email", address: route.email, ...delivery };
  if ("webhook" in route) return { kind: "https", url: route.webhook, ...delivery };
  if ("pagerduty" in route) return { kind: "pagerduty", key: route.pagerduty, ...delivery };
  if ("slack" in route) return { kind: "slack", ...route.slack, ...delivery };
  if ("lambda" in route) return { kind: "lambda", arn: route.lambda, ...delivery };
  return { kind: "sqs", arn: route.sqs, queuePolicy: route.queuePolicy ?? false, ...delivery };
}

function nameOf(target: RouteTargetPlan): string {
  switch (target.kind) {
    case "email":
      return slug("email", target.address);
    case "https":
      return slug("webhook", secretName(target.url));
    case "pagerduty":
      return slug("pagerduty", secretName(target.key));
    case "slack":
      return slug("slack", secretName(target.channel));
    case "lambda":
    case "sqs":
      return slug(target.kind, lastNameIn(target.arn));
  }
}

function secretName(reference: SecretReference): string {
  if ("ssm" in reference) return reference.ssm;
  if ("variable" in reference) return reference.variable;
  return reference.key === undefined ? reference.secret : `${reference.secret}-${reference.key}`;
}

function slug(...parts: readonly string[]): string {
  return parts
    .join("-")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}
