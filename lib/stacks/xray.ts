import { Construct } from "constructs";
import type { EnvironmentPlan } from "../config";
import { TraceGroup, TraceSamplingRule, TransactionSearch } from "../constructs";

/** What X-Ray does with traces. Paths: `Xray/<Name>Group`, `Xray/<Name>Rule`, `Xray/TransactionSearch/...`. */
export function defineXray(scope: Construct, { account, provider, region, xray }: EnvironmentPlan): void {
  if (xray === undefined) return;
  const here = new Construct(scope, "Xray");
  for (const { id, insights, name, notifications, where } of xray.groups)
    new TraceGroup(here, `${id}Group`, { name, where, insights: insights && { notifications } });
  for (const { attributes, id, matches, name, priority, rate, reservoir } of xray.samplingRules)
    new TraceSamplingRule(here, `${id}Rule`, { name, priority, rate, reservoir, ...matches, attributes });
  const { indexing, policyName, transactionSearch } = xray;
  if (transactionSearch === undefined && indexing === undefined) return;
  new TransactionSearch(here, "TransactionSearch", {
    name: policyName,
    account,
    region,
    providerVersion: provider.version,
    ...(transactionSearch === undefined ? {} : { enabled: transactionSearch }),
    ...(indexing === undefined ? {} : { indexing }),
  });
}
