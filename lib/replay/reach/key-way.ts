import { readArn } from "../../aws";
import { type Key, type Queue, reasonText, type Topic } from "../../terraform";
import { aliasIn, type Directory } from "./directory";
import { type Access, bothOf, evaluatePolicy, refused, undecided } from "./policy/evaluate";
import { type Sender, serviceRequest } from "./requests";
import { prefixed, type Way } from "./way";

/**
 * Whether the key of a topic or queue lets a service use it: `kms:Decrypt` and `kms:GenerateDataKey`. Without a policy a key has the
 * default one, which admits no service. Undefined where it is not encrypted with a key.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function keyWay(sender: Sender, encrypted: Topic | Queue, directory: Directory): Way | undefined {
  const { address, arn, kmsKey, name, unresolved } = encrypted;
  const isTopic = readArn(arn)?.service === "sns";
  const label = `${isTopic ? "topic" : "queue"} "${name ?? address}"`;
  const fix = `Allow kms:Decrypt and kms:GenerateDataKey* to the service ${sender.service} in the key's policy.`;
  if (kmsKey === undefined || kmsKey === "") {
    const reason = unresolved.find(({ attribute }) => attribute === "kms_master_key_id")?.reason;
    if (reason === undefined) return undefined;
    const why = `the key of ${label} is not known: ${reasonText(reason)}`;
    return { ...undecided(why), rule: "key-unknown", at: encrypted, fix };
  }
  const alias = aliasIn(kmsKey);
  if (alias?.startsWith("alias/aws/") === true) {
    const why = `${label} is encrypted with ${alias}, whose policy admits no service and cannot be changed`;
    const customer = "Encrypt it with a customer managed key whose policy admits the service.";
    return { ...refused(why), rule: "key-is-aws-managed", at: encrypted, fix: customer };
  }
  const key = directory.key(kmsKey);
  if (key === undefined) {
    const why = `${label} is encrypted with a key outside the template, and whether ${sender.service} may use it was not checked`;
    return { ...undecided(why), rule: "key-unknown", at: encrypted, fix };
  }
  if (!key.isEnabled) {
    const why = `the key of ${label} is disabled`;
    return { ...refused(why), rule: "key-disabled", at: key, fix: "Enable the key, or choose another." };
  }
  const rule = isTopic ? "key-policy-refuses-cloudwatch" : "queue-key-refuses-topic";
  const context = `kms:EncryptionContext:${isTopic ? "aws:sns:topicArn" : "aws:sqs:arn"}`;
  return { ...keyAccess(sender, key, { context: { [context]: arn }, label }), rule, at: key, fix };
}

function keyAccess(
  sender: Sender,
  key: Key,
  { context, label }: { readonly context: Readonly<Record<string, string>>; readonly label: string },
): Access {
  const { arn, policy, unresolved } = key;
  if (policy === undefined) {
    const reason = unresolved.find(({ attribute }) => attribute === "policy")?.reason;
    return reason === undefined
      ? refused(`the key of ${label} has the default policy, which admits no service`)
      : undecided(`the policy of the key of ${label} is not known: ${reasonText(reason)}`);
  }
  const access = ["kms:Decrypt", "kms:GenerateDataKey"].map((action) =>
    evaluatePolicy(policy, serviceRequest(sender, action, arn, context)),
  );
  return prefixed(
    bothOf(...access),
    `the key of ${label} does not let ${sender.service} use it`,
    `the key of ${label}`,
  );
}
