import {
  reasonText,
  type FunctionPermission,
  type Key,
  type LambdaFunction,
  type Queue,
  type Resource,
  type ResourcePolicy,
  type Topic,
  type UnresolvedReason,
} from "../../terraform";
import { aliasIn, type Directory } from "./directory";
import { accountText, arnText } from "./place-text";
import {
  type Access,
  allowed,
  bothOf,
  evaluatePolicy,
  refused,
  type ServiceRequest,
  undecided,
} from "./policy/evaluate";
import { arnParts, matchesArn } from "./policy/wildcard";
import { serviceRequest, type Sender } from "./requests";

/** Whether a message gets through, and which rule a refusal belongs to. */
export interface Way extends Access {
  readonly rule: WayRule;
  /** The resource to fix. */
  readonly at: { readonly address: string };
  readonly fix: string;
}

export type WayRule =
  | "topic-policy-refuses-cloudwatch"
  | "topic-in-another-account"
  | "key-policy-refuses-cloudwatch"
  | "queue-key-refuses-topic"
  | "key-is-aws-managed"
  | "key-disabled"
  | "key-unknown"
  | "queue-refuses-topic"
  | "function-refuses-topic"
  | "function-refuses-alarms";

/**
 * Whether a topic's policy lets CloudWatch publish for an alarm. Without a policy in the template the topic has the default one, which
 * admits its own account.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export function topicWay(sender: Sender, topic: Topic, directory: Directory): Way {
  const policies = policiesOf(topic, directory.topicPolicies(topic), topic.policy);
  const account = arnParts(sender.arn)[4] ?? "";
  const own = account === arnParts(topic.arn)[4];
  const rule = own || policies.length > 0 ? "topic-policy-refuses-cloudwatch" : "topic-in-another-account";
  const fix = `Add a statement that allows sns:Publish to the service cloudwatch.amazonaws.com, with aws:SourceAccount ${accountText(account)} as its condition.`;
  const request = serviceRequest(sender, "sns:Publish", topic.arn);
  const label = `topic "${topic.name ?? topic.address}"`;
  const [loose] = directory.loose.topicPolicies;
  if (policies.length === 0 && loose !== undefined)
    return { ...maybe(loose, `the policy of ${label}`), rule, at: topic, fix };
  if (policies.length === 0) {
    const access = own
      ? allowed
      : refused(`${label} is in another account, and its default policy admits only its own`);
    return { ...access, rule, at: topic, fix };
  }
  return { ...decide(policies, request, label), rule, at: policies[0]?.at ?? topic, fix };
}

/**
 * Whether the key of a topic or queue lets a service use it: `kms:Decrypt` and `kms:GenerateDataKey`. Without a policy a key has the
 * default one, which admits no service.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function keyWay(
  sender: Sender,
  { arn, kmsKey, name }: Pick<Topic | Queue, "arn" | "kmsKey" | "name"> & Resource,
  at: Resource,
  directory: Directory,
): Way | undefined {
  const isTopic = arn.includes(":sns:");
  const label = `${isTopic ? "topic" : "queue"} "${name ?? at.address}"`;
  const fix = `Allow kms:Decrypt and kms:GenerateDataKey* to the service ${sender.service} in the key's policy.`;
  if (kmsKey === undefined || kmsKey === "") {
    const reason = at.unresolved.find(({ attribute }) => attribute === "kms_master_key_id")?.reason;
    if (reason === undefined) return undefined;
    return { ...undecided(`the key of ${label} is not known: ${reasonText(reason)}`), rule: "key-unknown", at, fix };
  }
  const alias = aliasIn(kmsKey);
  if (alias?.startsWith("alias/aws/") === true) {
    const why = `${label} is encrypted with ${alias}, whose policy admits no service and cannot be changed`;
    const own = "Encrypt it with a key of your own, whose policy admits the service.";
    return { ...refused(why), rule: "key-is-aws-managed", at, fix: own };
  }
  const key = directory.key(kmsKey);
  if (key === undefined) {
    const why = `${label} is encrypted with a key outside the template, and whether ${sender.service} may use it was not checked`;
    return { ...undecided(why), rule: "key-unknown", at, fix };
  }
  if (!key.isEnabled) {
    const why = `the key of ${label} is disabled`;
    return { ...refused(why), rule: "key-disabled", at: key, fix: "Enable the key, or take another." };
  }
  const rule = isTopic ? "key-policy-refuses-cloudwatch" : "queue-key-refuses-topic";
  return { ...keyAccess(sender, key, arn, label), rule, at: key, fix };
}

function keyAccess(sender: Sender, key: Key, encrypted: string, label: string): Access {
  if (key.policy === undefined) {
    const reason = key.unresolved.find(({ attribute }) => attribute === "policy")?.reason;
    return reason === undefined
      ? refused(`the key of ${label} has the default policy, which admits no service`)
      : undecided(`the policy of the key of ${label} is not known: ${reasonText(reason)}`);
  }
  const { policy } = key;
  const context = encrypted.includes(":sns:") ? "aws:sns:topicArn" : "aws:sqs:arn";
  const access = ["kms:Decrypt", "kms:GenerateDataKey"].map((action) =>
    evaluatePolicy(
      policy,
      serviceRequest(sender, action, key.arn, { [`kms:EncryptionContext:${context}`]: encrypted }),
    ),
  );
  return prefixed(
    bothOf(...access),
    `the key of ${label} does not let ${sender.service} use it`,
    `the key of ${label}`,
  );
}

/**
 * Whether a queue takes messages of a topic; without a policy it takes none.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html
 */
export function queueWay(sender: Sender, queue: Queue, directory: Directory): Way {
  const rule = "queue-refuses-topic";
  const label = `queue "${queue.name ?? queue.address}"`;
  const fix = `Allow sqs:SendMessage to the service sns.amazonaws.com in the queue's policy, with aws:SourceArn ${arnText(sender.arn)} as its condition.`;
  const policies = policiesOf(queue, directory.queuePolicies(queue), queue.policy);
  if (policies.length === 0) {
    const [loose] = directory.loose.queuePolicies;
    const none = refused(`${label} has no policy, so topics cannot send to it`);
    return { ...(loose === undefined ? none : maybe(loose, `the policy of ${label}`)), rule, at: queue, fix };
  }
  const access = decide(policies, serviceRequest(sender, "sqs:SendMessage", queue.arn), label);
  return { ...access, rule, at: policies[0]?.at ?? queue, fix };
}

/**
 * Whether a function may be invoked by its topic or by an alarm.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html
 */
export function functionWay(sender: Sender, lambda: LambdaFunction, directory: Directory): Way {
  const rule = sender.service === "sns.amazonaws.com" ? "function-refuses-topic" : "function-refuses-alarms";
  const label = `function "${lambda.name ?? lambda.address}"`;
  const fix = `Add an aws_lambda_permission for the principal ${sender.service}, the action lambda:InvokeFunction and source_arn ${arnText(sender.arn)}.`;
  const permissions = directory.permissions(lambda);
  const results = permissions.map((permission) => permits(permission, sender));
  const [loose] = directory.loose.permissions;
  const access = results.includes(true)
    ? allowed
    : results.includes(undefined)
      ? undecided(
          `whether ${label} may be invoked by ${sender.service} depends on a permission that is not wholly known`,
        )
      : loose === undefined
        ? refused(`${label} has no permission for ${sender.service} to invoke it`)
        : maybe(loose, `the permission of ${label} for ${sender.service}`);
  return { ...access, rule, at: permissions[results.indexOf(undefined)] ?? lambda, fix };
}

function permits({ action, principal, sourceAccount, sourceArn, unresolved }: FunctionPermission, sender: Sender) {
  const isOpen = (attribute: string, value: string | undefined) =>
    value === undefined && unresolved.some((one) => one.attribute === attribute);
  const tests: (boolean | undefined)[] = [
    isOpen("principal", principal) ? undefined : principal === sender.service || principal === "*",
    isOpen("action", action)
      ? undefined
      : ["lambda:invokefunction", "lambda:*", "*"].includes(action?.toLowerCase() ?? ""),
    sourceArn === undefined ? (isOpen("source_arn", sourceArn) ? undefined : true) : matchesArn(sourceArn, sender.arn),
    sourceAccount === undefined
      ? isOpen("source_account", sourceAccount)
        ? undefined
        : true
      : sourceAccount === arnParts(sender.arn)[4],
  ];
  const [isPrincipal, isAction, ...places] = tests;
  if (isPrincipal === false || isAction === false) return false;
  // Where the template does not say its account, another account proves nothing.
  if (places.includes(false)) return sender.placeIsKnown ? false : undefined;
  return tests.includes(undefined) ? undefined : true;
}

/** A resource whose owner is not known may be the one that seems to be missing. */
function maybe(address: string, what: string): Access {
  return undecided(`${address} may be ${what}: the template does not say to which resource it belongs`);
}

interface PlacedPolicy {
  readonly at: { readonly address: string };
  /** Undefined: not known. */
  readonly text: string | undefined;
  readonly reason: UnresolvedReason | undefined;
}

/** The policies of a resource: those beside it, else the one written on it. */
function policiesOf(
  resource: Resource,
  beside: readonly ResourcePolicy[],
  written: string | undefined,
): readonly PlacedPolicy[] {
  const reasonOf = ({ unresolved }: Resource) => unresolved.find(({ attribute }) => attribute === "policy")?.reason;
  if (beside.length > 0) return beside.map((one) => ({ at: one, text: one.policy, reason: reasonOf(one) }));
  const reason = reasonOf(resource);
  return written === undefined && reason === undefined ? [] : [{ at: resource, text: written, reason }];
}

/** Of several policies one stays, and nobody knows which: only where all say the same is anything known. */
function decide(policies: readonly PlacedPolicy[], request: ServiceRequest, label: string): Access {
  const results = policies.map(({ reason, text }) =>
    text === undefined
      ? undecided(`the policy of ${label} is not known${reason === undefined ? "" : `: ${reasonText(reason)}`}`)
      : prefixed(evaluatePolicy(text, request), `${label} refuses ${request.service}`, label),
  );
  const [first = allowed] = results;
  if (results.every(({ decision }) => decision === first.decision)) return first;
  return undecided(`${label} has ${policies.length} policies, and not all of them let ${request.service} through`);
}

function prefixed({ decision, why }: Access, refusal: string, label: string): Access {
  if (decision === "allowed") return allowed;
  return decision === "refused" ? refused(`${refusal}: ${why}`) : undecided(`${label}: ${why}`);
}
