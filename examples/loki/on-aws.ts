import { lokiConfiguration } from "sightline/backends";
import { LokiStorage } from "sightline/constructs";
import type { Construct } from "constructs";

/** A bucket for Loki, the permissions of its tasks, and its configuration. */
export function lokiOn(scope: Construct) {
  const name = "shop-prod-loki-333333333333";
  const storage = new LokiStorage(scope, "Loki", { name, longestRetention: "400d" });
  const { text } = lokiConfiguration({
    store: { bucket: name, region: "eu-central-1" },
    retention: { keep: "30d", streams: [{ where: { "service.name": "payments" }, keep: "400d" }] },
  });
  return { text, statements: storage.statements };
}
