import { createHash } from "node:crypto";
import { own } from "../../base";
import { arnOf, readArn } from "../../aws";
import { cloudFormationStack } from "../cloudformation/stack";
import { EvaluationFault } from "../hcl/errors";
import { isMapping, isUnknown, object, unknown, type Value } from "../hcl/value";
import { accountOf, arn, dnsSuffixOf, partitionOf, regionOf, type ProviderPlace } from "../place";
import { policyDocument } from "./policy-document";

/** A resource whose attributes are made up. */
export interface Subject {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly place: ProviderPlace;
  /** A configured attribute; null where it is not configured. */
  readonly given: (name: string) => Value;
}

type Maker = (subject: Subject) => Value;

/** A stable text of hexadecimal digits for an address. */
function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The id of a key: a UUID made from its address. */
function keyId({ address }: { address: string }): string {
  const hex = digest(address);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

/**
 * A name as configured. With a prefix: the prefix, and digits in place of those that Terraform generates at apply. Without
 * either: digits alone. An unknown name stays unknown.
 */
function named(argument: string, prefix?: string): Maker {
  return (subject) => {
    const name = subject.given(argument);
    if (name !== null && name !== "") return name;
    const before = prefix === undefined ? null : subject.given(prefix);
    if (isUnknown(before ?? null)) return before;
    const start = typeof before === "string" && before !== "" ? before : "terraform-";
    return start + digest(subject.address).slice(0, 8);
  };
}

/** An argument as a part of an ARN; a stable text where it is not known. */
function shownIn({ address, given }: Subject, argument: string): string {
  const value = given(argument);
  return typeof value === "string" ? value : `made-up-${digest(address).slice(0, 8)}`;
}

/** The ARN of a resource, made from its name, or from its address if the name is not known. */
function arnBy(service: string, name: Maker, resource: (name: string) => string = (text) => text): Maker {
  return (subject) => {
    const text = name(subject);
    return arn(
      subject.place,
      service,
      resource(typeof text === "string" ? text : `made-up-${digest(subject.address).slice(0, 8)}`),
    );
  };
}

/** An ARN without region. */
function globalArn(service: string, resource: (name: string) => string, withAccount = true): Maker {
  return (subject) => {
    const name = named("name", "name_prefix")(subject);
    if (typeof name !== "string") return name;
    const path = subject.given("path");
    const account = withAccount ? accountOf(subject.place) : "";
    const full =
      typeof path === "string" && path !== "" ? resource("").concat(path.replace(/^\//, ""), name) : resource(name);
    return arnOf({ partition: partitionOf(subject.place), service, region: "", account, resource: full });
  };
}

const name = named("name", "name_prefix");
const topicArn = arnBy("sns", name);
const queueArn = arnBy("sqs", name);
const alarmName = named("alarm_name");
const alarmArn = arnBy("cloudwatch", alarmName, (text) => `alarm:${text}`);
const logGroupArn = arnBy("logs", name, (text) => `log-group:${text}`);
const functionName = named("function_name");
const functionArn = arnBy("lambda", functionName, (text) => `function:${text}`);
const keyArn: Maker = (subject) => arn(subject.place, "kms", `key/${keyId(subject)}`);
const aliasArn = arnBy("kms", name);

const queueUrl: Maker = (subject) => {
  const text = name(subject);
  const { place } = subject;
  const last = typeof text === "string" ? text : `made-up-${digest(subject.address).slice(0, 8)}`;
  return `https://sqs.${regionOf(place)}.${dnsSuffixOf(place)}/${accountOf(place)}/${last}`;
};

const invokeArn: Maker = (subject) => {
  const target = functionArn(subject);
  const { place } = subject;
  if (typeof target !== "string") return target;
  const resource = `path/2015-03-31/functions/${target}/invocations`;
  return arnOf({
    partition: partitionOf(place),
    service: "apigateway",
    region: regionOf(place),
    account: "lambda",
    resource,
  });
};

const owner: Maker = ({ place }) => accountOf(place);
const same =
  (argument: string): Maker =>
  ({ given }) =>
    given(argument);
const parameterArn = arnBy("ssm", same("name"), (text) => `parameter/${text.replace(/^\//, "")}`);

/** The key that `target_key_id` names, as an ARN: it may be an ARN, or an id. */
const aliasTarget: Maker = ({ given, place }) => {
  const target = given("target_key_id");
  return typeof target === "string" && readArn(target) === undefined ? arn(place, "kms", `key/${target}`) : target;
};

const bucketArn: Maker = ({ given, place }) => {
  const bucket = given("bucket");
  if (isUnknown(bucket)) return bucket;
  if (typeof bucket !== "string") return unknownAtApply("bucket");
  return arnOf({ partition: partitionOf(place), service: "s3", region: "", account: "", resource: bucket });
};

/** Attributes that the provider fills in, of resources in the template and of others that are often referenced. */
const managed: Readonly<Record<string, Readonly<Record<string, Maker>>>> = {
  aws_sns_topic: { name, arn: topicArn, id: topicArn, owner },
  aws_sns_topic_policy: { id: same("arn"), owner },
  aws_sns_topic_subscription: {
    arn: ({ given, address }) => {
      const topic = given("topic_arn");
      return typeof topic === "string" ? `${topic}:${keyId({ address })}` : topic;
    },
  },
  aws_sqs_queue: { name, arn: queueArn, url: queueUrl, id: queueUrl },
  aws_sqs_queue_policy: { id: same("queue_url") },
  aws_kms_key: { arn: keyArn, key_id: keyId, id: keyId },
  aws_kms_replica_key: { arn: keyArn, key_id: keyId, id: keyId },
  aws_kms_alias: {
    name,
    arn: aliasArn,
    id: name,
    target_key_arn: aliasTarget,
  },
  aws_cloudwatch_log_group: { name, arn: logGroupArn, id: name },
  aws_cloudwatch_log_metric_filter: { id: same("name") },
  aws_cloudwatch_metric_alarm: { alarm_name: alarmName, arn: alarmArn, id: alarmName },
  aws_cloudwatch_composite_alarm: { alarm_name: alarmName, arn: alarmArn, id: alarmName },
  aws_cloudwatch_alarm_mute_rule: { arn: arnBy("cloudwatch", name, (text) => `alarm-mute-rule:${text}`) },
  aws_lambda_function: {
    function_name: functionName,
    arn: functionArn,
    id: functionName,
    invoke_arn: invokeArn,
    qualified_arn: arnBy("lambda", functionName, (text) => `function:${text}:1`),
  },
  aws_iam_role: { name, arn: globalArn("iam", (text) => `role/${text}`), id: name },
  aws_iam_user: { arn: globalArn("iam", (text) => `user/${text}`), id: same("name") },
  aws_iam_group: { arn: globalArn("iam", (text) => `group/${text}`), id: same("name") },
  aws_iam_policy: { arn: globalArn("iam", (text) => `policy/${text}`) },
  aws_s3_bucket: {
    arn: bucketArn,
    id: ({ given }) => given("bucket") ?? unknownAtApply("bucket"),
  },
  aws_dynamodb_table: { arn: arnBy("dynamodb", same("name"), (text) => `table/${text}`), id: same("name") },
  aws_kinesis_stream: { arn: arnBy("kinesis", same("name"), (text) => `stream/${text}`) },
  aws_kinesis_firehose_delivery_stream: { arn: arnBy("firehose", same("name"), (text) => `deliverystream/${text}`) },
  aws_sfn_state_machine: {
    name,
    arn: arnBy("states", name, (text) => `stateMachine:${text}`),
    id: arnBy("states", name, (text) => `stateMachine:${text}`),
  },
  aws_ecs_cluster: {
    arn: arnBy("ecs", same("name"), (text) => `cluster/${text}`),
    id: arnBy("ecs", same("name"), (text) => `cluster/${text}`),
  },
  aws_ssm_parameter: { arn: parameterArn, id: same("name") },
  aws_cloudwatch_event_rule: { name, arn: arnBy("events", name, (text) => `rule/${text}`), id: name },
  aws_cloudformation_stack: {
    outputs: (subject) =>
      cloudFormationStack(subject)?.outputs ??
      unknown({ kind: "made-at-apply", what: `${subject.address}.outputs`, by: "making" }),
  },
  aws_autoscaling_group: { name, id: name },
  aws_autoscaling_policy: {
    arn: (subject) => {
      const [group, policy] = ["autoscaling_group_name", "name"].map((argument) => shownIn(subject, argument));
      const path = `scalingPolicy:${keyId(subject)}:autoScalingGroupName/${group}:policyName/${policy}`;
      return arn(subject.place, "autoscaling", path);
    },
  },
  aws_appautoscaling_policy: {
    arn: (subject) => {
      const [namespace, resource, policy] = ["service_namespace", "resource_id", "name"].map((argument) =>
        shownIn(subject, argument),
      );
      const path = `scalingPolicy:${keyId(subject)}:resource/${namespace}/${resource}:policyName/${policy}`;
      return arn(subject.place, "autoscaling", path);
    },
  },
  aws_db_instance: { id: same("identifier"), arn: arnBy("rds", same("identifier"), (text) => `db:${text}`) },
  aws_rds_cluster: {
    id: same("cluster_identifier"),
    arn: arnBy("rds", same("cluster_identifier"), (text) => `cluster:${text}`),
  },
  aws_elasticache_replication_group: { id: same("replication_group_id") },
};

/** A key that exists already: by ARN, id, or alias. */
const existingKeyId: Maker = ({ given, place }) => {
  const key = given("key_id");
  if (typeof key !== "string") return key;
  if (key.includes(":key/")) return key.slice(key.indexOf(":key/") + 5);
  return key.includes("alias/") ? keyId({ address: `${regionOf(place)} ${key.slice(key.indexOf("alias/"))}` }) : key;
};

const aliasKeyId: Maker = ({ given, place }) => {
  const alias = given("name");
  return typeof alias === "string" ? keyId({ address: `${regionOf(place)} ${alias}` }) : alias;
};

function keyArnBy(id: Maker): Maker {
  return (subject) => {
    const key = id(subject);
    return typeof key === "string" ? arn(subject.place, "kms", `key/${key}`) : key;
  };
}

const secret: Maker = ({ address }) => unknown({ kind: "secret", address });

const data: Readonly<Record<string, Readonly<Record<string, Maker>>>> = {
  aws_caller_identity: {
    account_id: owner,
    id: owner,
    arn: ({ place }) =>
      arnOf({ partition: partitionOf(place), service: "iam", region: "", account: accountOf(place), resource: "root" }),
  },
  aws_region: {
    name: ({ place }) => regionOf(place),
    id: ({ place }) => regionOf(place),
    region: ({ place }) => regionOf(place),
  },
  aws_partition: {
    partition: ({ place }) => partitionOf(place),
    id: ({ place }) => partitionOf(place),
    dns_suffix: ({ place }) => dnsSuffixOf(place),
    reverse_dns_prefix: ({ place }) => dnsSuffixOf(place).split(".").reverse().join("."),
  },
  aws_sns_topic: { arn: topicArn, id: topicArn },
  aws_sqs_queue: { arn: queueArn, url: queueUrl, id: queueUrl },
  aws_cloudwatch_log_group: { arn: logGroupArn, id: same("name") },
  aws_lambda_function: { arn: functionArn, id: functionName, invoke_arn: invokeArn },
  aws_kms_key: { arn: keyArnBy(existingKeyId), id: existingKeyId },
  aws_kms_alias: {
    arn: aliasArn,
    id: aliasArn,
    target_key_id: aliasKeyId,
    target_key_arn: keyArnBy(aliasKeyId),
  },
  aws_iam_role: { arn: globalArn("iam", (text) => `role/${text}`), id: same("name") },
  aws_s3_bucket: {
    arn: bucketArn,
    id: same("bucket"),
  },
  aws_iam_policy_document: {
    json: ({ given }) => policyDocument(given, 2),
    minified_json: ({ given }) => policyDocument(given, 0),
  },
  aws_ssm_parameter: {
    value: secret,
    insecure_value: secret,
    arn: parameterArn,
  },
  aws_secretsmanager_secret_version: { secret_string: secret, secret_binary: secret },
  aws_secretsmanager_random_password: { random_password: secret },
};

/** Data sources whose values must not be shown. */
export const SECRET_SOURCES: ReadonlySet<string> = new Set([
  "aws_ssm_parameter",
  "aws_ssm_parameters_by_path",
  "aws_secretsmanager_secret_version",
  "aws_secretsmanager_random_password",
  "aws_kms_secrets",
  "vault_generic_secret",
  "vault_kv_secret_v2",
]);

function unknownAtApply(what: string): Value {
  return unknown({ kind: "made-at-apply", what, by: "making" });
}

/** The attributes that are made up for a type; none for a type of another provider. */
export function madeUpNames(mode: "managed" | "data", type: string): readonly string[] {
  return type.startsWith("aws_") ? [...Object.keys(makersOf(mode, type)), "tags_all"] : [];
}

/**
 * An attribute that the provider or AWS would fill in; undefined if it cannot be made up, unknown if Terraform refuses what it is
 * made from.
 */
export function madeUp(subject: Subject, attribute: string): Value | undefined {
  const { mode, place, type } = subject;
  if (!type.startsWith("aws_")) return undefined;
  if (attribute === "region") return regionOf(place);
  try {
    if (attribute === "tags_all") return allTags(place.defaultTags, subject.given("tags"));
    return own(makersOf(mode, type), attribute)?.(subject);
  } catch (fault) {
    if (fault instanceof EvaluationFault)
      return unknown({ kind: "evaluation-error", text: fault.message, at: undefined });
    throw fault;
  }
}

const NO_MAKERS: Readonly<Record<string, Maker | undefined>> = Object.create(null) as Record<string, undefined>;

function makersOf(mode: "managed" | "data", type: string): Readonly<Record<string, Maker | undefined>> {
  const table = mode === "data" ? data : managed;
  return Object.hasOwn(table, type) ? (table[type] ?? NO_MAKERS) : NO_MAKERS;
}

/** The resource's tags merged over the provider's. */
function allTags(defaults: Value, tags: Value): Value {
  if (isUnknown(tags)) return tags;
  return object([...(isMapping(defaults) ? defaults.entries : []), ...(isMapping(tags) ? tags.entries : [])]);
}
