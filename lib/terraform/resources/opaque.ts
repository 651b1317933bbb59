import { cloudFormationStack, type CloudFormationStack } from "../cloudformation/stack";
import { isMapping, isSequence, isUnknown, unknownIn, type Value } from "../hcl/value";
import type { Instance } from "../instance";
import type { OpaqueResource, Resource, Template } from "../template";
import type { UnreadPart } from "../unread-part";

/** Types of resources that make things which Terraform does not show. */
const OPAQUE =
  /^(?:aws_cloudformation_stack|aws_cloudformation_stack_set|aws_cloudformation_stack_instances|aws_cloudformation_stack_set_instance|aws_serverlessapplicationrepository_cloudformation_stack|aws_lambda_invocation|aws_cloudcontrolapi_resource|awscc_.*|null_resource|terraform_data|shell_.*|restapi_.*|external)$/;

/** Resources with those that CloudFormation makes for them, and those that may make anything. */
export function withStacks(managed: readonly Instance[]): {
  readonly instances: readonly Instance[];
  readonly opaque: readonly Opaque[];
} {
  const opaque: Opaque[] = [];
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

/** What makes things that are not shown, and what it is given. */
export type Opaque = Pick<Instance, "address" | "mentioned" | "type" | "values">;

/** A module that is not read may make anything, too. */
export function asOpaque({ address, passed, type }: UnreadPart): readonly Opaque[] {
  if (passed === undefined) return [];
  return [{ address, type, values: new Map(passed().map((value, index) => [String(index), value])) }];
}

/** What it may be about: someone may be subscribed to a topic there, a policy given, an alarm named by a composite alarm. */
type Subjects = Pick<Template, "compositeAlarms" | "functions" | "metricAlarms" | "queues" | "topics">;

/** Which resources of the template each of them refers to. */
export function opaqueResources(opaque: readonly Opaque[], subjects: Subjects): readonly OpaqueResource[] {
  if (opaque.length === 0) return [];
  const named = namesOf(subjects);
  return opaque.flatMap(({ address, mentioned, type, values }) => {
    const texts = [...values.values(), ...(mentioned?.() ?? [])].flatMap(textsIn);
    const found = new Set(texts.flatMap(wordsIn).flatMap((word) => named.get(word) ?? []));
    // What a configuration passes through a module or a local value may be any topic.
    const isAny =
      (type.startsWith("aws_cloudformation_") || type === "module") &&
      mentioned === undefined &&
      hasIndirect([...values.values()]);
    if (isAny) for (const { arn } of subjects.topics) found.add(arn);
    return found.size === 0 ? [] : [{ address, mentions: [...found], unresolved: [] }];
  });
}

/** ARNs by what a text may call the resource: the ARN itself, a URL, a name, the beginning of an expression. */
function namesOf({
  compositeAlarms,
  functions,
  metricAlarms,
  queues,
  topics,
}: Subjects): ReadonlyMap<string, string[]> {
  const named = new Map<string, string[]>();
  const add = ({ address, arn }: Resource & { readonly arn: string }, names: readonly (string | undefined)[]): void => {
    const id = /(?:^|\.)(aws_\w+\.[\w-]+)(?:\[[^\]]*\])?$/.exec(address)?.[1];
    for (const name of new Set([arn, id, ...names])) {
      if (name === undefined || name === "") continue;
      const present = named.get(name);
      if (present === undefined) named.set(name, [arn]);
      else present.push(arn);
    }
  };
  for (const topic of topics) add(topic, []);
  for (const queue of queues) add(queue, [queue.url]);
  for (const one of [...functions, ...metricAlarms, ...compositeAlarms]) add(one, [one.name]);
  return named;
}

/** The text itself, and what stands in it between blanks, quotes and brackets: ARNs and URLs whole, expressions up to the resource. */
function wordsIn(text: string): readonly string[] {
  const words = text.match(/[^\s"'`,;=|<>()[\]{}\\]+/g) ?? [];
  return [
    text,
    ...words.flatMap((word) => [word, word.replace(/\.+$/, ""), ...(word.match(/\baws_\w+\.[\w-]+/g) ?? [])]),
  ];
}

/** Whether a part is not known whose expression refers to something through another name. */
function hasIndirect(values: readonly Value[]): boolean {
  return values.some((value) => {
    const { expression = "", reason } = unknownIn(value) ?? {};
    // What a module makes that is not read is not a resource of the template.
    if (reason?.kind === "module-not-read") return false;
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
