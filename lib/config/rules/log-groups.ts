import type { Path } from "../../base";
import type { EnvironmentPlan } from "../plan/environment";
import type { ExistingLogGroupPlan } from "../plan/logs";
import type { ServicePlan } from "../plan/service";

/** A service that reads a log group of others. */
export interface Reader {
  readonly plan: EnvironmentPlan;
  readonly service: ServicePlan;
  readonly group: ExistingLogGroupPlan;

  /** `orders in prod` */
  readonly text: string;

  /** Its settings of logs. */
  readonly path: Path;
}

/** What is equal for the same log group of AWS, in whichever environment. */
export function logGroupKey({ account, region }: EnvironmentPlan, name: string): string {
  return `${account}/${region}/${name}`;
}

/** The services that read a log group of others, by log group. */
export function readersOf(plans: readonly EnvironmentPlan[]): readonly (readonly Reader[])[] {
  const groups = new Map<string, Reader[]>();
  for (const plan of plans) {
    for (const service of plan.services) {
      const { logGroup: group, name, source } = service;
      if (group?.kind !== "existing") continue;
      const key = logGroupKey(plan, group.name);
      const reader = { plan, service, group, text: `${name} in ${plan.environment}`, path: [...source, "logs"] };
      groups.set(key, [...(groups.get(key) ?? []), reader]);
    }
  }
  return [...groups.values()];
}
