import { dnsSuffixOfPartition, readArn } from "../aws";
import type { RoutePlan } from "../config";
import { type AlarmTarget, literal, type Route, type SlackTarget } from "../constructs";

/** Routes as constructs take them. */
export function routesOf(routes: readonly RoutePlan[]): Record<string, Route> {
  return Object.fromEntries(
    routes.map((route) => [
      route.name,
      {
        ...targetOf(route),
        severities: route.severities,
        ...(route.scopedTopics.length === 0 ? {} : { scopedTopics: route.scopedTopics }),
        deadLetter: route.deadLetter,
        ...(route.filterPolicy === undefined ? {} : { filterPolicy: route.filterPolicy }),
      },
    ]),
  );
}

function targetOf(route: RoutePlan): AlarmTarget | SlackTarget {
  switch (route.kind) {
    case "email":
      return { email: literal(route.address) };
    case "https":
      return { webhook: route.url, confirmsItself: true };
    case "pagerduty":
      return { pagerduty: route.key };
    case "slack": {
      const { channel, channelName, team } = route;
      return { slack: { team, channel, ...(channelName === undefined ? {} : { name: channelName }) } };
    }
    case "lambda":
      return { lambda: { arn: route.arn, functionName: route.arn } };
    case "sqs":
      return { sqs: { arn: route.arn, url: queueUrl(route.arn) }, queuePolicy: route.queuePolicy };
  }
}

/** The URL of a queue, from its ARN, which the configuration has checked. */
function queueUrl(arn: string): string {
  const { account = "", partition = "aws", region = "", resource = "" } = readArn(arn) ?? {};
  return `https://sqs.${region}.${dnsSuffixOfPartition(partition)}/${account}/${resource}`;
}
