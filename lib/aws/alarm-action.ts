import { readArn } from "./arn";

/** What an alarm does when it changes its state; `unknown` is nothing that CloudWatch takes. */
export type AlarmActionKind =
  "topic" | "function" | "opsitem" | "incident-manager" | "investigation" | "autoscaling" | "ec2" | "unknown";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export function alarmActionKind(action: string): AlarmActionKind {
  const arn = readArn(action);
  switch (arn?.service) {
    case "sns":
      return "topic";
    case "lambda":
      return "function";
    case "ssm":
      return arn.resource.startsWith("opsitem") ? "opsitem" : "unknown";
    case "ssm-incidents":
      return "incident-manager";
    case "aiops":
      return "investigation";
    case "autoscaling":
      return "autoscaling";
    case "automate":
    case "swf":
      return "ec2";
    default:
      return "unknown";
  }
}
