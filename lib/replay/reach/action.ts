import { alarmActionKind, type AlarmActionKind, lastNameIn, readArn } from "../../aws";
import type { ActionReach } from "./action-reach";
import { type Delivery, stopOf } from "./delivery";
import { withoutQualifier } from "./directory";
import { functionWay } from "./function-way";
import type { Gathered } from "./gather";
import type { Channel } from "./told-channel";
import { followTopic } from "./topic";
import { whyNobodyText } from "./why-nobody";

/**
 * Follows an action of an alarm to the channels it ends at, and adds findings for what is wrong on the way. An action that the template
 * does not say counts as reaching a channel of unknown kind.
 */
export function followAction(
  action: string,
  { gathered, ...on }: Omit<Delivery, "add"> & { readonly gathered: Gathered },
): ActionReach {
  const { alarm } = on;
  const unknown = alarm.unresolved.find(({ attribute }) => attribute === action);
  if (unknown !== undefined) return endsAt(action, { kind: "unknown", name: unknown.expression ?? action }, alarm);
  const kind = alarmActionKind(action);
  const delivery: Delivery = {
    ...on,
    add: (rule, at, said) => gathered.add(rule, at, { ...said, alarm }),
  };
  if (alarm.kind === "composite" && !kindsForComposites.has(kind)) {
    delivery.add("action-not-for-composites", alarm, {
      message: `a composite alarm cannot have the action ${action}`,
    });
  }
  switch (kind) {
    case "topic":
      return followTopic(action, delivery);
    case "function":
      return followFunction(action, delivery);
    case "unknown": {
      const whyNobody = { kind: "not-an-action", action } as const;
      delivery.add("alarm-action-unknown", alarm, {
        message: whyNobodyText(whyNobody),
        fix: "Give the ARN of a topic, a function, or another action of CloudWatch alarms.",
      });
      const cause = { rule: "alarm-action-unknown", address: alarm.address };
      return { action, through: action, channels: [], whyNobody, cause };
    }
    default: {
      const name = readArn(action)?.resource ?? action;
      return { ...endsAt(action, { kind, name }, alarm), through: actionNames[kind] };
    }
  }
}

/** An action whose channel counts as reached. */
function endsAt(
  action: string,
  { kind, name }: Pick<Channel, "kind" | "name">,
  { address }: { readonly address: string },
): ActionReach {
  return { action, through: name, channels: [{ kind, name, address, reached: true }], whyNobody: undefined };
}

const actionNames = {
  opsitem: "OpsItem",
  "incident-manager": "Incident Manager",
  investigation: "CloudWatch investigation",
  autoscaling: "Auto Scaling",
  ec2: "EC2 action",
} as const;

const kindsForComposites: ReadonlySet<AlarmActionKind> = new Set([
  "topic",
  "function",
  "opsitem",
  "incident-manager",
  "investigation",
  "unknown",
] as const);

function followFunction(action: string, { add, alarm, directory }: Delivery): ActionReach {
  const called = lastNameIn(withoutQualifier(action));
  const lambda = directory.lambdaFunction(action);
  if (lambda === undefined) {
    const message = `function ${action} is outside the template: whether alarms may invoke it was not checked`;
    add("function-unknown", { address: action }, { message });
    const name = `function ${called}`;
    return { ...endsAt(action, { kind: "outside", name }, { address: action }), through: called };
  }
  const service = "lambda.alarms.cloudwatch.amazonaws.com";
  const sender = { service, arn: alarm.arn };
  const stopped = stopOf([functionWay(sender, lambda, directory)], add);
  const name = lambda.name ?? called;
  const channel: Channel = { kind: "function", name, address: lambda.address, reached: stopped === undefined };
  const whyNobody = stopped === undefined ? undefined : ({ kind: "stopped", by: stopped.by } as const);
  return { action, through: name, channels: [channel], whyNobody, cause: stopped?.cause };
}
