import { type CollectorDocument, deliveredText, permissionsOf } from "sightline/collector";
import {
  type AlarmActions,
  CollectorAlarms,
  CollectorGateway,
  CollectorSampler,
  type CollectorServiceProps,
} from "sightline/constructs";
import type { Construct } from "constructs";

/** Where collectors run, and who is told of their alarms. */
interface Place extends Pick<CollectorServiceProps, "cluster" | "image" | "logGroup" | "network"> {
  readonly account: string;
  readonly region: string;
  readonly actions: AlarmActions;
}

/** A gateway that applications send to, a sampler behind it, and alarms; the result is for `OTEL_EXPORTER_OTLP_ENDPOINT`. */
export function collectorsOn(
  scope: Construct,
  { actions, ...place }: Place,
  documents: { readonly gateway: CollectorDocument; readonly sampler: CollectorDocument },
): string {
  const name = "shop-prod-collector-gateway";
  const gateway = new CollectorGateway(scope, "Gateway", {
    ...place,
    name,
    clients: [{ securityGroup: "sg-0a1b2c3d4e5f60718" }],
    config: { text: deliveredText(documents.gateway) },
    cpu: 1024,
    memoryMib: 2048,
    tasks: { min: 2, max: 6 },
    secrets: { TOKEN: { ssm: "/shop/prod/loki-token" } },
    statements: permissionsOf(documents.gateway, place).statements,
  });
  new CollectorSampler(scope, "Sampler", {
    ...place,
    name: "shop-prod-collector-sampler",
    namespace: "shop-prod",
    service: "collector-sampler",
    gatewaySecurityGroup: gateway.securityGroupId,
    config: { text: deliveredText(documents.sampler) },
    cpu: 1024,
    memoryMib: 4096,
    tasks: 2,
    statements: permissionsOf(documents.sampler, place).statements,
  });
  new CollectorAlarms(scope, "Alarms", {
    name,
    namespace: "shop/prod/collector",
    tier: "gateway",
    memoryMib: 2048,
    logGroup: place.logGroup,
    gateway,
    samplers: 2,
    actions,
  });
  return gateway.endpoints.grpc;
}
