import { cloudFormationStack, type CloudFormationStack } from "../cloudformation/stack";
import { isMapping, isSequence, isUnknown, unknownIn, type Value } from "../hcl/value";
import type { Instance } from "../instance";
import type { OpaqueResource, Topic } from "../template";

/** Types of resources that make things which Terraform does not show. */
const OPAQUE =
  /^(?:aws_cloudformation_stack|aws_cloudformation_stack_set|aws_cloudformation_stack_instances|aws_cloudformation_stack_set_instance|aws_serverlessapplicationrepository_cloudformation_stack|aws_lambda_invocation|aws_cloudcontrolapi_resource|awscc_.*|null_resource|terraform_data|shell_.*|restapi_.*|external)$/;

/** Resources with those that CloudFormation makes for them, and those that may make anything. */
export function withStacks(managed: readonly Instance[]): {
  readonly instances: readonly Instance[];
  readonly opaque: readonly Instance[];
} {
  const opaque: Instance[] = [];
  const instances = managed.flatMap((instance) => {
    const stack = stackOf(instance);
    if (stack === undefined || stack.isOpaque) if (OPAQUE.test(instance.type)) opaque.push(instance);
    return stack === undefined ? [instance] : [instance, ...stack.instances];
  });
  return { instances, opaque };
}

function stackOf({ address, place, type, values }: Instance): CloudFormationStack | undefined {
  if (type !== "aws_cloudformation_stack") return undefined;
  return cloudFormationStack({ address, place, given: (name) => values.get(name) ?? null });
}

/** Which topics each of them refers to: someone may be subscribed there. */
export function opaqueResources(opaque: readonly Instance[], topics: readonly Topic[]): readonly OpaqueResource[] {
  return opaque.flatMap(({ address, mentioned, type, values }) => {
    const texts = [...values.values(), ...(mentioned?.() ?? [])].flatMap(textsIn);
    // What a configuration passes through a module or a local value may be any topic.
    const isAny =
      type.startsWith("aws_cloudformation_") && mentioned === undefined && hasIndirect([...values.values()]);
    const topicArns = topics
      .filter((topic) => isAny || texts.some((text) => mentions(text, topic)))
      .map(({ arn }) => arn);
    return topicArns.length === 0 ? [] : [{ address, topicArns, unresolved: [] }];
  });
}

/** The ARN, or an expression that refers to the resource. */
function mentions(text: string, { address, arn }: Topic): boolean {
  if (text.includes(arn)) return true;
  const id = /aws_sns_topic\.[\w-]+/.exec(address)?.[0];
  return id !== undefined && new RegExp(`\\b${id}(?![\\w-])`).test(text);
}

/** Whether a part is not known whose expression refers to something through another name. */
function hasIndirect(values: readonly Value[]): boolean {
  return values.some((value) => {
    const expression = unknownIn(value)?.expression ?? "";
    return /\b(?:module|local|each|data)\./.test(expression);
  });
}

function textsIn(value: Value): readonly string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  if (isUnknown(value)) return value.expression === undefined ? [] : [value.expression];
  if (isSequence(value)) return value.items.flatMap(textsIn);
  return isMapping(value) ? [...value.entries.values()].flatMap(textsIn) : [];
}
