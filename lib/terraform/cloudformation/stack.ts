import { own } from "../../base";
import { isMapping, isSequence, type Mapping, object, unknownIn, type Value } from "../hcl/value";
import type { Instance } from "../instance";
import { arn, accountOf, dnsSuffixOf, type ProviderPlace, regionOf } from "../place";
import { evaluateBody, evaluateProperty, once, plain, type Surroundings } from "./evaluate";
import { type Members, membersOf, readBody } from "./read-body";

/** What is read of a resource `aws_cloudformation_stack`. */
export interface StackSource {
  readonly address: string;
  readonly place: ProviderPlace;
  /** An argument; null where it is not configured. */
  readonly given: (name: string) => Value;
}

/** The resources and outputs of a stack whose template is known. */
export interface CloudFormationStack {
  readonly outputs: Mapping;
  /** Whether it makes something that its template does not show: a nested stack, a custom resource. */
  readonly isOpaque: boolean;
  /** What delivers alarms: topics, subscriptions, policies, queues, functions and chat channels, as Terraform would have them. */
  readonly instances: readonly Instance[];
}

/** Reads the template of a stack; undefined where it is not known, or is not a template. */
export function cloudFormationStack({ address, given, place }: StackSource): CloudFormationStack | undefined {
  const text = given("template_body");
  const body = typeof text === "string" ? readBody(text) : undefined;
  if (body === undefined || typeof body === "string") return undefined;
  const parameters = given("parameters");
  const resources = membersOf(body.Resources);
  const at: Surroundings = {
    body,
    place,
    stack: given("name"),
    parameter: (name) => {
      const declared = own(body.Parameters, name);
      if (declared === undefined) return undefined;
      const set = isMapping(parameters) ? parameters.entries.get(name) : undefined;
      return set ?? evaluateBody(own(membersOf(declared), "Default") ?? null, { ...at, parameter: () => undefined });
    },
    condition: (name) => condition(name) ?? null,
    resource: (name, attribute) => attributeNamed(JSON.stringify([name, attribute ?? null])),
  };
  const condition = once((name) => evaluateBody(own(body.Conditions, name) ?? null, at));
  const attributeNamed = once((key) => {
    const [name, attribute] = JSON.parse(key) as [string, string | null];
    return attributeOf(name, attribute ?? undefined, { resources, at });
  });
  const outputs = Object.entries(membersOf(body.Outputs)).map(
    ([name, output]) => [name, evaluateBody(own(membersOf(output), "Value") ?? null, at)] as const,
  );
  const isSecret = (part: unknown): boolean => namesSecret(part, membersOf(body.Parameters));
  const instances = Object.entries(resources).flatMap(([name, resource]) =>
    isMade(resource, at)
      ? made({ address: `${address}/${name}`, name, resource: membersOf(resource), at, isSecret })
      : [],
  );
  const isOpaque =
    Object.hasOwn(body, "Transform") ||
    Object.values(resources).some((resource) => OPAQUE.test(String(own(membersOf(resource), "Type"))));
  return { outputs: object(outputs), instances, isOpaque };
}

const OPAQUE = /^(?:AWS::CloudFormation::(?:Stack|CustomResource|Macro)|Custom::)/;

/** Whether a resource's condition does not leave it out for certain. */
function isMade(resource: unknown, at: Surroundings): boolean {
  const condition = own(membersOf(resource), "Condition");
  return condition === undefined || evaluateBody({ Condition: condition }, at) !== false;
}

/** Whether a value uses a parameter that must not be shown. */
function namesSecret(part: unknown, parameters: Members): boolean {
  const written = JSON.stringify(part ?? null);
  return Object.entries(parameters).some(
    ([name, declared]) => String(own(membersOf(declared), "NoEcho")) === "true" && written.includes(name),
  );
}

interface Named {
  readonly resources: Members;
  readonly at: Surroundings;
}

/** What `Ref` and `Fn::GetAtt` give for the resources that are read. */
function attributeOf(name: string, attribute: string | undefined, { at, resources }: Named): Value | undefined {
  const resource = own(resources, name);
  if (resource === undefined) return undefined;
  const type = String(own(membersOf(resource), "Type"));
  const properties = membersOf(own(membersOf(resource), "Properties"));
  const nameOf = (property: string): string => {
    const given = evaluateProperty(own(properties, property), at);
    return typeof given === "string" && given !== "" ? given : `${String(plain(at.stack))}-${name}`;
  };
  const { place } = at;
  switch (type) {
    case "AWS::SNS::Topic":
      return attribute === "TopicName" ? nameOf("TopicName") : arn(place, "sns", nameOf("TopicName"));
    case "AWS::SQS::Queue": {
      const queue = nameOf("QueueName");
      if (attribute === "QueueName") return queue;
      const url = `https://sqs.${regionOf(place)}.${dnsSuffixOf(place)}/${accountOf(place)}/${queue}`;
      return attribute === "Arn" ? arn(place, "sqs", queue) : url;
    }
    case "AWS::Lambda::Function":
    case "AWS::Serverless::Function":
      return attribute === "Arn"
        ? arn(place, "lambda", `function:${nameOf("FunctionName")}`)
        : attribute === undefined
          ? nameOf("FunctionName")
          : undefined;
    default:
      return undefined;
  }
}

interface Made {
  readonly address: string;
  readonly name: string;
  readonly resource: Members;
  readonly at: Surroundings;
  readonly isSecret: (part: unknown) => boolean;
}

/** A resource of CloudFormation as resources of Terraform. */
function made({ address, at, isSecret, name, resource }: Made): readonly Instance[] {
  const properties = membersOf(own(resource, "Properties"));
  const of = (property: string): Value => evaluateProperty(own(properties, property), at);
  const json = (property: string): Value => {
    const value = of(property);
    return value === null || typeof value === "string" ? value : (unknownIn(value) ?? JSON.stringify(plain(value)));
  };
  const self = (attribute?: string): Value => at.resource(name, attribute) ?? null;
  const instance = (type: string, values: Readonly<Record<string, Value>>, suffix = ""): Instance => ({
    address: address + suffix,
    mode: "managed",
    type,
    place: at.place,
    origin: "stack",
    values: new Map(Object.entries(values)),
    isSecret: (attribute) => attribute === "endpoint" && isSecret(properties),
    isMadeUp: () => false,
  });
  switch (own(resource, "Type")) {
    case "AWS::SNS::Topic": {
      const inline = of("Subscription");
      const subscriptions = isSequence(inline) ? inline.items.filter(isMapping) : [];
      return [
        instance("aws_sns_topic", {
          name: self("TopicName"),
          arn: self(),
          display_name: of("DisplayName"),
          fifo_topic: of("FifoTopic"),
          kms_master_key_id: of("KmsMasterKeyId"),
        }),
        ...subscriptions.map(({ entries }, index) =>
          instance(
            SUBSCRIPTION,
            {
              topic_arn: self(),
              protocol: entries.get("Protocol") ?? null,
              endpoint: entries.get("Endpoint") ?? null,
            },
            `[${index}]`,
          ),
        ),
      ];
    }
    case "AWS::SNS::Subscription":
      return [
        instance(SUBSCRIPTION, {
          topic_arn: of("TopicArn"),
          protocol: of("Protocol"),
          endpoint: of("Endpoint"),
          filter_policy: json("FilterPolicy"),
          filter_policy_scope: of("FilterPolicyScope"),
          redrive_policy: json("RedrivePolicy"),
        }),
      ];
    case "AWS::SNS::TopicPolicy":
      return eachOf(of("Topics")).map((topic, index) =>
        instance("aws_sns_topic_policy", { arn: topic, policy: json("PolicyDocument") }, `[${index}]`),
      );
    case "AWS::SNS::TopicInlinePolicy":
      return [instance("aws_sns_topic_policy", { arn: of("TopicArn"), policy: json("PolicyDocument") })];
    case "AWS::SQS::Queue":
      return [
        instance("aws_sqs_queue", {
          name: self("QueueName"),
          arn: self("Arn"),
          url: self(),
          kms_master_key_id: of("KmsMasterKeyId"),
        }),
      ];
    case "AWS::SQS::QueuePolicy":
      return eachOf(of("Queues")).map((queue, index) =>
        instance("aws_sqs_queue_policy", { queue_url: queue, policy: json("PolicyDocument") }, `[${index}]`),
      );
    case "AWS::Lambda::Function":
    case "AWS::Serverless::Function":
      return [instance("aws_lambda_function", { function_name: self(), arn: self("Arn") })];
    case "AWS::Lambda::Permission":
      return [
        instance("aws_lambda_permission", {
          function_name: of("FunctionName"),
          principal: of("Principal"),
          action: of("Action"),
          source_arn: of("SourceArn"),
          source_account: of("SourceAccount"),
        }),
      ];
    case "AWS::Chatbot::SlackChannelConfiguration":
      return [instance("aws_chatbot_slack_channel_configuration", chat(of))];
    case "AWS::Chatbot::MicrosoftTeamsChannelConfiguration":
      return [instance("aws_chatbot_teams_channel_configuration", chat(of))];
    default:
      return [];
  }
}

const SUBSCRIPTION = "aws_sns_topic_subscription";

function chat(of: (property: string) => Value): Readonly<Record<string, Value>> {
  return { configuration_name: of("ConfigurationName"), sns_topic_arns: of("SnsTopicArns") };
}

function eachOf(value: Value): readonly Value[] {
  return isSequence(value) ? value.items : value === null ? [] : [value];
}
