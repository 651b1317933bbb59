import {
  type AlarmActions,
  LokiAlarms,
  LokiService,
  type LokiServiceProps,
  LokiStorage,
  ServiceLogGroup,
} from "sightline/constructs";
import type { Construct } from "constructs";

/** Where Loki runs, who sends to it and queries it, and who is told of its alarms. */
interface Place extends Pick<LokiServiceProps, "account" | "cluster" | "network" | "region"> {
  readonly collectorSecurityGroup: string;
  readonly grafanaSecurityGroup: string;
  readonly actions: AlarmActions;
}

/** Loki with its bucket and alarms; the result is for the collector, `{ type: "loki", endpoint }`, and for Grafana. */
export function lokiOn(
  scope: Construct,
  { actions, collectorSecurityGroup, grafanaSecurityGroup, ...place }: Place,
): string {
  const name = "shop-prod-loki";
  const logGroup = new ServiceLogGroup(scope, "LokiLog", { name: "/shop/prod/loki", retentionDays: 30 });
  const loki = new LokiService(scope, "Loki", {
    ...place,
    name,
    storage: new LokiStorage(scope, "LokiStorage", { name: `${name}-333333333333`, longestRetention: "400d" }),
    settings: { retention: { keep: "30d", streams: [{ where: { "service.name": "payments" }, keep: "400d" }] } },
    tasks: 3,
    clients: [
      { securityGroup: collectorSecurityGroup, name: "collector", outbound: true },
      { securityGroup: grafanaSecurityGroup, name: "grafana" },
    ],
    cpu: 2048,
    memoryMib: 4096,
    logGroup,
  });
  new LokiAlarms(scope, "LokiAlarms", {
    name,
    namespace: "shop/prod/loki",
    loki,
    cluster: place.cluster,
    logGroup,
    actions,
  });
  return loki.endpoint;
}
