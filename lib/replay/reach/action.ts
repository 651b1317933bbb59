import { type AnyAlarm, labelOf } from "../../terraform";
import type { AlarmState } from "../../aws";
import type { Channel } from "./told-channel";
import { functionWay } from "./access";
import type { ActionReach } from "./action-reach";
import { type Directory, withoutQualifier } from "./directory";
import { arnParts } from "./policy/wildcard";
import type { Gathered } from "./gather";
import { type FilterResults, type Sink, stopOf } from "./sink";
import { followTopic } from "./topic";

/**
 * Follows an action of an alarm in a state to whoever is told, and adds what is wrong on the way. An action that is not known counts as
 * reaching somebody who is not known.
 */
export function followAction(
  alarm: AnyAlarm,
  action: string,
  state: AlarmState,
  directory: Directory,
  { filters, gathered }: { readonly gathered: Gathered; readonly filters: FilterResults },
): ActionReach {
  const unknown = alarm.unresolved.find(({ attribute }) => attribute === action);
  if (unknown !== undefined) {
    const name = unknown.expression ?? action;
    const channel: Channel = { kind: "unknown", name, address: alarm.address, reached: true };
    return { action, through: name, channels: [channel], whyNobody: undefined };
  }
  const kind = actionKind(action);
  const add: Sink["add"] = (rule, at, message, fix, severity) =>
    gathered.add(rule, at, message, fix, {
      alarm: labelOf(alarm),
      ...(severity === undefined ? {} : { severity }),
    });
  if (alarm.kind === "composite" && !kindsForComposites.has(kind)) {
    add(
      "action-not-for-composites",
      alarm,
      `a composite alarm cannot have the action ${action}`,
      "Give the action to a metric alarm, or notify an Amazon SNS topic or a Lambda function.",
    );
  }
  switch (kind) {
    case "topic":
      return followTopic(alarm, action, state, directory, { add, filters });
    case "function":
      return followFunction(alarm, action, directory, add);
    case "unknown":
      add(
        "alarm-action-unknown",
        alarm,
        `the action ${JSON.stringify(action)} is not one that CloudWatch knows`,
        "Give the ARN of a topic, a function, or another action of CloudWatch alarms.",
      );
      return {
        action,
        through: action,
        channels: [],
        whyNobody: `its action ${JSON.stringify(action)} is not a CloudWatch action`,
      };
    default: {
      const through = actionNames[kind];
      const channel: Channel = { kind, name: arnParts(action)[5] ?? action, address: alarm.address, reached: true };
      return { action, through, channels: [channel], whyNobody: undefined };
    }
  }
}

type ActionKind = "topic" | "function" | keyof typeof actionNames | "unknown";

const actionNames = {
  opsitem: "OpsItem",
  "incident-manager": "Incident Manager",
  investigation: "CloudWatch investigation",
  autoscaling: "Auto Scaling",
  ec2: "EC2 action",
} as const;

const kindsForComposites: ReadonlySet<ActionKind> = new Set([
  "topic",
  "function",
  "opsitem",
  "incident-manager",
  "investigation",
  "unknown",
] as const);

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
function actionKind(arn: string): ActionKind {
  const [scheme, , service, , , rest = ""] = arnParts(arn);
  if (scheme !== "arn") return "unknown";
  switch (service) {
    case "sns":
      return "topic";
    case "lambda":
      return "function";
    case "ssm":
      return rest.startsWith("opsitem") ? "opsitem" : "unknown";
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

function followFunction(alarm: AnyAlarm, action: string, directory: Directory, add: Sink["add"]): ActionReach {
  const through = withoutQualifier(action).split(":").at(-1) ?? action;
  const lambda = directory.lambdaFunction(action);
  if (lambda === undefined) {
    const message = `function ${action} is outside the template: whether alarms may invoke it was not checked`;
    add("function-unknown", { address: action }, message, "Check the template that has it, too.");
    const channel: Channel = {
      kind: "outside",
      name: `function ${through}, outside the template`,
      address: action,
      reached: true,
    };
    return { action, through, channels: [channel], whyNobody: undefined };
  }
  const sender = {
    service: "lambda.alarms.cloudwatch.amazonaws.com",
    arn: alarm.arn,
    placeIsKnown: directory.placeIsKnown,
  };
  const stopped = stopOf([functionWay(sender, lambda, directory)], add);
  const name = lambda.name ?? through;
  const channel: Channel = { kind: "function", name, address: lambda.address, reached: stopped === undefined };
  return { action, through: name, channels: [channel], whyNobody: stopped };
}
