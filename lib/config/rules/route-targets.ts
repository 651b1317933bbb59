import { excessOf, partitionOfRegion, readArn } from "../../aws";
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
      list.flatMap(({ path, target }): ConfigFinding[] => {
        if (target.kind === "sqs" && target.arn.endsWith(".fifo"))
          return [problem("route-fifo", [...path, "sqs"], `"${target.arn}" is a FIFO queue`, "Use a standard queue.")];
        if (target.kind === "topic" && target.arn.endsWith(".fifo")) {
          const message = `"${target.arn}" is a FIFO topic, which delivers to queues only`;
          return [doubt("route-fifo", [...path, "topic"], message, "Use a standard topic.")];
        }
        return [];
      }),
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
  check: (subject) =>
    listsOf(subject).flatMap((list) =>
      list.flatMap(({ path, region, target }): ConfigFinding[] => {
        const arn = target.kind === "topic" ? readArn(target.arn) : undefined;
        if (target.kind !== "topic" || arn === undefined || region === undefined) return [];
        const at = [...path, "topic"];
        if (arn.region !== region) {
          const message = `"${target.arn}" is in ${arn.region}, and the environment's alarms are in ${region}`;
          return [problem("route-topic", at, message)];
        }
        const partition = partitionOfRegion(region);
        if (arn.partition === partition) return [];
        const message = `"${target.arn}" is of the partition ${arn.partition}, and ${region} is in ${partition}`;
        return [problem("route-topic", at, message, `Begin it with arn:${partition}:sns:.`)];
      }),
    ),
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
