import type { RoutePlan, SecretReference, TopicPlan } from "../config";
import type { Severity } from "../base";
import type { AlarmTarget, Route, SlackTarget } from "../constructs";

/**
 * Routes by a name that is made of where they lead, so that it does not depend on their order or on the severities: it is part
 * of their resources' paths.
 */
export function routesOf(topics: readonly TopicPlan[]): Record<string, Route> {
  const found = new Map<string, { readonly route: RoutePlan; readonly severities: Severity[] }>();
  for (const { severity, routes } of topics) {
    for (const route of routes) {
      const key = JSON.stringify(route);
      const known = found.get(key);
      if (known === undefined) found.set(key, { route, severities: [severity] });
      else if (!known.severities.includes(severity)) known.severities.push(severity);
    }
  }
  const named: Record<string, Route> = {};
  for (const { route, severities } of found.values()) {
    const base = routeName(route);
    // The same receiver twice, with different filters: the severities tell them apart.
    const name = Object.hasOwn(named, base) ? `${base}-${severities.join("-")}` : base;
    named[name] = {
      ...targetOf(route),
      severities,
      deadLetters: route.deadLetter,
      ...(route.filterPolicy === undefined ? {} : { filter: route.filterPolicy }),
    };
  }
  return named;
}

function targetOf(route: RoutePlan): AlarmTarget | SlackTarget {
  switch (route.kind) {
    case "email":
      return { type: "email", address: route.address };
    case "https":
      return { type: "https", url: route.url, confirmsItself: true };
    case "pagerduty":
      return { type: "pagerduty", integrationKey: route.key };
    case "slack":
      return { type: "slack", workspaceId: route.team, channelId: route.channel };
    case "lambda":
      return { type: "lambda", function: { arn: route.arn, functionName: route.arn } };
    case "sqs":
      return { type: "sqs", queue: { arn: route.arn, url: queueUrl(route.arn) }, queuePolicy: route.queuePolicy };
  }
}

function routeName(route: RoutePlan): string {
  switch (route.kind) {
    case "email":
      return slug("email", route.address);
    case "https":
      return slug("webhook", secretName(route.url));
    case "pagerduty":
      return slug("pagerduty", secretName(route.key));
    case "slack":
      return slug("slack", secretName(route.channel));
    case "lambda":
    case "sqs":
      return slug(route.kind, route.arn.split(":").at(-1) ?? route.arn);
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

// arn:aws:sqs:eu-central-1:111122223333:orders
function queueUrl(arn: string): string {
  const [, partition = "aws", , region = "", account = "", name = ""] = arn.split(":");
  const suffix = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return `https://sqs.${region}.${suffix}/${account}/${name}`;
}
