import { readFileSync } from "node:fs";
import { CollectorDaemon, type CollectorDaemonProps } from "sightline/constructs";
import type { Construct } from "constructs";

/** A collector on each node of a cluster on EC2. `sightline collector --env prod --tier agent` printed its configuration. */
export function agentOn(
  scope: Construct,
  place: Pick<CollectorDaemonProps, "account" | "cluster" | "logGroup" | "region">,
): CollectorDaemon {
  return new CollectorDaemon(scope, "Agent", {
    ...place,
    name: "shop-prod-collector-agent",
    config: { text: readFileSync("agent.yaml", "utf8") },
    gateway: "http://collector.internal:4318",
    image:
      "otel/opentelemetry-collector-contrib@sha256:1f2c54a30e713fac6b3ae77a1ec84010c2007e29ced8ec666214fc2f6739c1cc",
    memoryMib: 512,
    logFolders: ["/var/log/app"],
    root: { because: "Files of logs on nodes belong to root.", capabilities: [] },
  });
}
