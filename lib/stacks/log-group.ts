import type { LogGroupPlan } from "../config";
import type { KeyReference, ServiceObservabilityProps } from "../constructs";

/** The props of a service's log group. */
export function logGroupProps(
  plan: LogGroupPlan,
  key: KeyReference | undefined,
): ServiceObservabilityProps["logGroup"] {
  const { anomalyDetection } = plan;
  return {
    name: plan.name,
    retentionDays: plan.retentionDays,
    retainOnDelete: plan.retainOnDelete,
    ...(plan.indexes.length === 0 ? {} : { indexes: plan.indexes }),
    // `standard` is AWS's default. It is left out, because a log group whose class changes is replaced.
    ...(plan.class === "standard" ? {} : { class: plan.class }),
    ...(key === undefined ? {} : { key }),
    ...(anomalyDetection === undefined ? {} : { anomalyDetection }),
    ...(plan.deletionProtection === undefined ? {} : { deletionProtection: plan.deletionProtection }),
  };
}
