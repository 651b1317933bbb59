import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import type { Construct } from "constructs";
import type { ClusterReference } from "./references";

/** What decides how many tasks run: the larger of the numbers that CPU and memory ask for. */
export interface Autoscaling {
  /**
   * Percentage of memory to keep to.
   *
   * @default 60
   */
  readonly memoryPercent?: number;

  /**
   * Percentage of CPU to keep to.
   *
   * @default 60
   */
  readonly cpuPercent?: number;
}

/** What is scaled. */
export interface Scaled {
  readonly cluster: ClusterReference;
  readonly service: { readonly name: string };
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly autoscaling: Autoscaling;
}

/** Adds tasks after a minute, and takes them away after five. */
export function scale(scope: Construct, { autoscaling, cluster, max, min, name, service }: Scaled): void {
  const target = new AppautoscalingTarget(scope, "Scaling", {
    serviceNamespace: "ecs",
    scalableDimension: "ecs:service:DesiredCount",
    resourceId: `service/${cluster.name}/${service.name}`,
    minCapacity: min,
    maxCapacity: max,
  });
  const { cpuPercent = 60, memoryPercent = 60 } = autoscaling;
  const follow = (id: string, metric: string, targetValue: number): void => {
    new AppautoscalingPolicy(scope, id, {
      name: `${name}-${id.toLowerCase()}`,
      policyType: "TargetTrackingScaling",
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: metric },
        targetValue,
        scaleOutCooldown: 60,
        scaleInCooldown: 300,
      },
    });
  };
  follow("Memory", "ECSServiceAverageMemoryUtilization", memoryPercent);
  follow("Cpu", "ECSServiceAverageCPUUtilization", cpuPercent);
}
