import { readArn } from "../../aws";
import type { Key, Queue, Topic } from "../../terraform";
import { aliasIn, type Directory } from "./directory";
import { refused, undecided } from "./policy/decision";
import { allOf, evaluatePolicy } from "./policy/evaluate";
import { type Sender, serviceRequest } from "./requests";
import { byPolicy, resourceLabel, type Way, type WayDecision } from "./way";

/**
 * Whether the key of a topic or queue lets a service use it: `kms:Decrypt` and `kms:GenerateDataKey`. Without a policy a key has the
 * default one, which admits no service. Undefined where it is not encrypted with a key.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function keyWay(sender: Sender, encrypted: Topic | Queue, directory: Directory): Way | undefined {
  const { arn, kmsKey, unresolved } = encrypted;
  const isTopic = readArn(arn)?.service === "sns";
  const label = resourceLabel(isTopic ? "topic" : "queue", encrypted);
  const fix = `Allow kms:Decrypt and kms:GenerateDataKey* to the service ${sender.service} in the key's policy.`;
  if (kmsKey === undefined || kmsKey === "") {
    const reason = unresolved.find(({ attribute }) => attribute === "kms_master_key_id")?.reason;
    if (reason === undefined) return undefined;
    return { ...undecided({ kind: "key-not-known", label, reason }), rule: "key-unknown", at: encrypted, fix };
  }
  const alias = aliasIn(kmsKey);
  if (alias?.startsWith("alias/aws/") === true) {
    const customer = "Encrypt it with a customer managed key whose policy admits the service.";
    return {
      ...refused({ kind: "aws-managed-key", label, alias }),
      rule: "key-is-aws-managed",
      at: encrypted,
      fix: customer,
    };
  }
  const key = directory.key(kmsKey, arn);
  if (key === undefined) {
    return {
      ...undecided({ kind: "key-outside", label, service: sender.service }),
      rule: "key-unknown",
      at: encrypted,
      fix,
    };
  }
  if (!key.isEnabled) {
    return { ...refused({ kind: "key-disabled", label }), rule: "key-disabled", at: key };
  }
  const rule = isTopic ? "key-policy-refuses-cloudwatch" : "queue-key-refuses-topic";
  const context = `kms:EncryptionContext:${isTopic ? "aws:sns:topicArn" : "aws:sqs:arn"}`;
  return { ...keyAccess(sender, key, { context: { [context]: arn }, label }), rule, at: key, fix };
}

function keyAccess(
  sender: Sender,
  key: Key,
  { context, label }: { readonly context: Readonly<Record<string, string>>; readonly label: string },
): WayDecision {
  const { arn, policy, unresolved } = key;
  if (policy === undefined) {
    const reason = unresolved.find(({ attribute }) => attribute === "policy")?.reason;
    return reason === undefined
      ? refused({ kind: "default-key-policy", label })
      : undecided({ kind: "key-policy-not-known", label, reason });
  }
  const access = ["kms:Decrypt", "kms:GenerateDataKey"].map((action) =>
    evaluatePolicy(policy, serviceRequest(sender, action, arn, context)),
  );
  return byPolicy(allOf(access), { kind: "key-policy", label, service: sender.service });
}
