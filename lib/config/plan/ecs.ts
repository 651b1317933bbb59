import type { CollectorAlarm, VpcEndpointService } from "../../aws";
import type { deliveries } from "../schema/ecs";
import type { BySeverity } from "./alarms";
import type { OwnerPlan } from "./service";

/** How Amazon ECS runs a collector. */
export interface EcsPlan {
  /** What names of its resources begin with: `shop-prod-collector`. */
  readonly name: string;

  /** Undefined if the environment lacks it, which is an error in one that is deployed. */
  readonly network?: NetworkPlan;

  /** Who may send to the gateway. */
  readonly clients: { readonly securityGroups: readonly string[]; readonly cidrs: readonly string[] };

  /** Name or ARN of a cluster that exists; undefined: one is made. */
  readonly cluster?: string;

  /** Certificate with which the load balancer speaks TLS, and the name that it is for. */
  readonly certificate?: { readonly arn: string; readonly host: string };

  /** Ports of back ends, beside 443. */
  readonly egressPorts: readonly number[];

  /** Undefined: by size. */
  readonly delivery?: (typeof deliveries)[number];

  /** Whether an apply waits until new tasks run. */
  readonly wait: boolean;

  /** Seconds that a task has between the signal to end and its end. */
  readonly stopTimeoutSeconds: number;

  /** What the log groups of its tiers begin with: `/shop/prod/collector`. */
  readonly logGroupPrefix: string;

  /** Days that its log groups are kept. */
  readonly retentionDays: number | "never";

  /** Namespace in CloudWatch of what it says of itself. */
  readonly namespace: string;
  readonly owner?: OwnerPlan;

  /** Alarms on its tiers. */
  readonly alarms: readonly CollectorAlarmPlan[];

  /** Keys of the topics that its alarms publish to. */
  readonly topics: BySeverity<readonly string[]>;
}

/** An alarm on the tasks of a tier. */
export interface CollectorAlarmPlan extends CollectorAlarm {
  readonly tier: "gateway" | "sampler";
}

/** Where tasks run. */
export type NetworkPlan =
  | { readonly kind: "existing"; readonly vpc: string; readonly subnets: readonly string[] }
  | {
      readonly kind: "made";
      readonly cidr: string;
      readonly zones: number;

      /** Services of AWS that it has endpoints for: those that tasks call. */
      readonly endpoints: readonly VpcEndpointService[];
    };
