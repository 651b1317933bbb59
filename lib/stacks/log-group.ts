import type { LogGroupPlan } from "../config";
import type { KeyReference, LogAnomalyDetection, ServiceObservabilityProps } from "../constructs";

const frequencies: Readonly<Record<number, NonNullable<LogAnomalyDetection["frequency"]>>> = {
  60: "ONE_MIN",
  300: "FIVE_MIN",
  600: "TEN_MIN",
  900: "FIFTEEN_MIN",
  1800: "THIRTY_MIN",
  3600: "ONE_HOUR",
};

/** What a service's log group is given. */
export function logGroupProps(
  plan: LogGroupPlan,
  key: KeyReference | undefined,
): ServiceObservabilityProps["logGroup"] {
  const { anomalyDetection: detection } = plan;
  const frequency = detection === undefined ? undefined : frequencies[detection.frequencySeconds];
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
