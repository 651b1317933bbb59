import { own } from "../base";
import { readArn } from "./arn";

/** What an alarm does when it changes its state; `unknown` is nothing that CloudWatch takes. */
export type AlarmActionKind =
  "topic" | "function" | "opsitem" | "incident-manager" | "investigation" | "autoscaling" | "ec2" | "unknown";

/** Services whose ARNs an alarm can have as an action, and what it does with them. */
const services: Readonly<Record<string, AlarmActionKind>> = {
  sns: "topic",
  lambda: "function",
  ssm: "opsitem",
  "ssm-incidents": "incident-manager",
  aiops: "investigation",
  autoscaling: "autoscaling",
  automate: "ec2",
  swf: "ec2",
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export function alarmActionKind(action: string): AlarmActionKind {
  const arn = readArn(action);
  if (arn === undefined || (arn.service === "ssm" && !arn.resource.startsWith("opsitem"))) return "unknown";
  return own(services, arn.service) ?? "unknown";
}

/** What an action on an EC2 instance does. */
const instanceActions: readonly string[] = ["stop", "terminate", "reboot", "recover"];

/** Why PutMetricAlarm and PutCompositeAlarm refuse an action. */
export type ActionFault =
  | { readonly kind: "not-an-arn" }
  /** "Unsupported AWS vendor sqs". */
  | { readonly kind: "service"; readonly service: string }
  | { readonly kind: "instance-action"; readonly action: string }
  /** An action on an instance, and the metric has no dimension InstanceId. */
  | { readonly kind: "no-instance" }
  /** The action is of another Region. */
  | { readonly kind: "region"; readonly region: string; readonly own: string }
  /** An alarm on an anomaly detection band cannot scale. */
  | { readonly kind: "scaling-on-band" };

/** What is known of the alarm that has an action. */
export interface ActionContext {
  /** Undefined: it is not known. */
  readonly region: string | undefined;
  /** Names of the dimensions of the alarm's metric; undefined: not known, or it has several metrics. */
  readonly dimensions: readonly string[] | undefined;
  readonly isOnBand: boolean;
}

/**
 * Why an alarm is refused for an action; undefined if CloudWatch accepts it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function actionFault(action: string, { dimensions, isOnBand, region }: ActionContext): ActionFault | undefined {
  const arn = readArn(action);
  if (arn === undefined) return { kind: "not-an-arn" };
  const { resource, service } = arn;
  if (own(services, service) === undefined) return { kind: "service", service };
  if (service === "autoscaling" && isOnBand) return { kind: "scaling-on-band" };
  if (service !== "automate") return undefined;
  // arn:aws:automate:REGION:ec2:ACTION has no account: the action is what remains.
  if (arn.account !== "ec2" || !instanceActions.includes(resource))
    return { kind: "instance-action", action: resource };
  if (region !== undefined && arn.region !== region) return { kind: "region", region: arn.region, own: region };
  return dimensions !== undefined && !dimensions.includes("InstanceId") ? { kind: "no-instance" } : undefined;
}
