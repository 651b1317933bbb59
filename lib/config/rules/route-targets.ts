import { excessOf, readArn } from "../../aws";
import { type Path, type Severity, severityNames } from "../../base";
import { type ConfigFinding, doubt, problem } from "../errors";
import { scopeIn } from "../expandable-texts";
import { targetOf } from "../plan-routes";
import type { RouteTargetPlan } from "../plan/notifications";
import { expand } from "../placeholders";
import { isSubscribed, type RouteEntry } from "../schema/route";
import { audiencesAt, routesPath } from "./route-scope";
import type { ConfigRule, RuleSubject } from "./rule";

export const routeFifo: ConfigRule<"route-fifo"> = {
  id: "route-fifo",
  check: (subject) =>
    listsOf(subject).flatMap((list) =>
      list.flatMap(({ path, target }) =>
        target.kind === "sqs" && target.arn.endsWith(".fifo")
          ? [problem("route-fifo", [...path, "sqs"], `"${target.arn}" is a FIFO queue`)]
          : [],
      ),
    ),
};

export const routeTwice: ConfigRule<"route-twice"> = {
  id: "route-twice",
  check: (subject) =>
    listsOf(subject).flatMap((list) => {
      const seen = new Set<string>();
      return list.flatMap(({ path, route: { services, teams, tiers }, target }): ConfigFinding[] => {
        const receiver = { ...target, deadLetter: undefined, filterPolicy: undefined };
        const key = JSON.stringify([receiver, services, teams, tiers]);
        const twice = seen.has(key);
        seen.add(key);
        return twice ? [doubt("route-twice", path, "the same receiver is already listed")] : [];
      });
    }),
};

export const routeTopic: ConfigRule<"route-topic"> = {
  id: "route-topic",
  check: (subject) => [
    ...listsOf(subject).flatMap((list) =>
      list.flatMap(({ path, region, target }): ConfigFinding[] => {
        const place = target.kind === "topic" ? readArn(target.arn)?.region : undefined;
        return place === undefined || region === undefined || place === region
          ? []
          : [
              problem(
                "route-topic",
                [...path, "topic"],
                `"${target.kind === "topic" ? target.arn : ""}" is in ${place}, and the environment's alarms are in ${region}`,
              ),
            ];
      }),
    ),
  ],
};

export const routeActions: ConfigRule<"route-actions"> = {
  id: "route-actions",
  check: ({ plans, environments }) =>
    plans.flatMap((plan) => {
      const environment = environments.find(({ name }) => name === plan.environment);
      if (environment === undefined) return [];
      return severityNames.flatMap((severity) => {
        const [first] = plan.services.flatMap((service) =>
          audiencesAt(service, severity).flatMap(({ alarm, topics }) => {
            const excess = excessOf("actions", topics.length);
            return excess === undefined ? [] : [{ alarm: `${service.name}/${alarm}`, excess }];
          }),
        );
        if (first === undefined) return [];
        const { alarm, excess } = first;
        return [
          problem(
            "route-actions",
            routesPath(environment, severity),
            `in environment ${plan.environment} ${severity} alarms such as ${alarm} publish to ${excess.count} topics, ${excess.most} are allowed`,
          ),
        ];
      });
    }),
};

interface PlacedRoute {
  readonly path: Path;
  readonly route: RouteEntry;
  readonly region: string | undefined;

  /** Its receiver there. */
  readonly target: RouteTargetPlan | TopicOfOthers;
}

interface TopicOfOthers {
  readonly kind: "topic";
  readonly arn: string;
}

/** The routes of each severity, in each environment. */
function listsOf({ config, environments }: RuleSubject): PlacedRoute[][] {
  return environments.flatMap((environment) =>
    severityNames.map((severity: Severity) =>
      (environment.value.routes[severity] ?? []).map((route, index) => ({
        path: [...routesPath(environment, severity), index],
        route,
        region: environment.value.region,
        target: isSubscribed(route)
          ? targetOf(route, scopeIn(config, environment))
          : ({ kind: "topic", arn: expand(route.topic, scopeIn(config, environment)) } as const),
      })),
    ),
  );
}
