import { logAnomalyFrequencies } from "../aws";
import type { LogGroupPlan } from "../config";
import type { KeyReference, ServiceObservabilityProps } from "../constructs";

const frequencyNames = Object.keys(logAnomalyFrequencies) as (keyof typeof logAnomalyFrequencies)[];

/** What a service's log group is given. */
export function logGroupProps(
  plan: LogGroupPlan,
  key: KeyReference | undefined,
): ServiceObservabilityProps["logGroup"] {
  const { anomalyDetection: detection } = plan;
  const frequency = frequencyNames.find((name) => logAnomalyFrequencies[name] === detection?.frequencySeconds);
  return {
    name: plan.name,
    retentionDays: plan.retentionDays,
    onRemoval: plan.retainOnDelete ? "retain" : "delete",
    ...(plan.indexes.length === 0 ? {} : { indexes: plan.indexes }),
    // STANDARD is AWS's default: said only where it differs, because a change of class is a new log group.
    ...(plan.class === "STANDARD" ? {} : { logGroupClass: plan.class }),
    ...(key === undefined ? {} : { key }),
    ...(detection === undefined
      ? {}
      : {
          anomalyDetection: {
            visibilityDays: detection.visibilityDays,
            ...(frequency === undefined ? {} : { frequency }),
            ...(detection.pattern === undefined ? {} : { pattern: detection.pattern }),
          },
        }),
  };
}
