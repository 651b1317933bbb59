import type { EnvironmentPlan, ExistingLogGroupPlan, LogGroupPlan, MadeLogGroupPlan, ServicePlan } from "../config";
import type { KeyReference, ServiceLines } from "../constructs";

type LogGroupProps = ServiceLines["logGroup"];

const unprotected = { keys: [], shapes: [] };

/** What a service logs, and where; nothing of a service that logs nothing. */
export function linesProps(
  { contract, logGroup, signals }: ServicePlan,
  place: Pick<EnvironmentPlan, "account" | "region">,
  key: KeyReference | undefined,
): ServiceLines | Record<never, never> {
  if (logGroup === undefined) return {};
  return {
    contract: {
      signals: Object.fromEntries(signals.map((signal) => [signal.name, signal])),
      redaction: logGroup.protect ? contract.redaction : unprotected,
    },
    logGroup: logGroupProps(logGroup, place, key),
  };
}

function logGroupProps(
  plan: LogGroupPlan,
  place: Pick<EnvironmentPlan, "account" | "region">,
  key: KeyReference | undefined,
): LogGroupProps {
  const { anomalyDetection, indexes } = plan;
  return {
    ...(plan.kind === "made" ? madeProps(plan) : existingProps(plan, place)),
    ...(indexes.length === 0 ? {} : { indexes }),
    ...(key === undefined ? {} : { key }),
    ...(anomalyDetection === undefined ? {} : { anomalyDetection }),
  };
}

function madeProps(plan: MadeLogGroupPlan) {
  return {
    name: plan.name,
    retentionDays: plan.retentionDays,
    retainOnDelete: plan.retainOnDelete,
    // `standard` is AWS's default. It is left out, because a log group whose class changes is replaced.
    ...(plan.class === "standard" ? {} : { class: plan.class }),
    ...(plan.deletionProtection === undefined ? {} : { deletionProtection: plan.deletionProtection }),
  };
}

// The plan's signals are over the service's lines already.
function existingProps(plan: ExistingLogGroupPlan, { account, region }: Pick<EnvironmentPlan, "account" | "region">) {
  return {
    existing: plan.name,
    filterPrefix: plan.filterPrefix,
    protect: plan.protect,
    account,
    region,
    ...(plan.retentionDays === undefined ? {} : { retentionDays: plan.retentionDays }),
  };
}
