import { own } from "../../base";
import {
  fromJson,
  isMapping,
  isSequence,
  isUnknown,
  object,
  tuple,
  unknown,
  unknownIn,
  type Value,
} from "../hcl/value";
import { accountOf, dnsSuffixOf, partitionOf, type ProviderPlace, regionOf } from "../place";
import { type CloudFormationBody, isMembers, membersOf } from "./read-body";

/** What the functions of a template refer to. */
export interface Surroundings {
  readonly body: CloudFormationBody;
  /** What AWS or its default gives a parameter; null where there is none. */
  readonly parameter: (name: string) => Value | undefined;
  /** Whether a condition holds. */
  readonly condition: (name: string) => Value;
  /** What a resource gives for `Ref`, or for an attribute. */
  readonly resource: (name: string, attribute: string | undefined) => Value | undefined;
  readonly place: ProviderPlace;
  readonly stack: Value;
}

/** Templates nest less deeply; conditions that name each other in a circle end here. */
const DEEPEST = 64;

/** The value of a property, null where it is left out. */
export function evaluateProperty(part: unknown, at: Surroundings): Value {
  const value = evaluateBody(part ?? null, at);
  return value === NO_VALUE ? null : value;
}

/** The value of a part of a template: functions are evaluated, and what is known only at apply is unknown. */
export function evaluateBody(part: unknown, at: Surroundings, depth = 0): Value {
  if (depth > DEEPEST) return notKnown("a value");
  const value = (of: unknown): Value => evaluateBody(of, at, depth + 1);
  if (Array.isArray(part)) return tuple(part.map(value).filter((item) => item !== NO_VALUE));
  if (!isMembers(part)) return fromJson(part);
  const entries = Object.entries(part);
  const [only] = entries;
  if (entries.length === 1 && only !== undefined && isFunction(only[0])) return call(only[0], only[1], { at, value });
  return object(entries.map(([name, of]) => [name, value(of)] as const).filter(([, item]) => item !== NO_VALUE));
}

/** What stands for `AWS::NoValue`: the member is left out. */
const NO_VALUE: Value = unknown({ kind: "made-at-apply", what: "AWS::NoValue", by: "making" });

function isFunction(name: string): boolean {
  return name === "Ref" || name === "Condition" || name.startsWith("Fn::");
}

interface Calling {
  readonly at: Surroundings;
  readonly value: (of: unknown) => Value;
}

function call(name: string, given: unknown, { at, value }: Calling): Value {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  switch (name) {
    case "Ref":
      return reference(String(given), at);
    case "Fn::GetAtt": {
      const [of = "", ...attribute] = typeof given === "string" ? given.split(".") : list.map(String);
      return at.resource(of, attribute.join(".")) ?? notKnown(`${of}.${attribute.join(".")}`);
    }
    case "Fn::Sub":
      return substituted(list, { at, value });
    case "Fn::Join":
      return joined(value(list[0]), value(list[1]));
    case "Fn::Select":
      return selected(value(list[0]), value(list[1]));
    case "Fn::Split": {
      const [mark, text] = [value(list[0]), value(list[1])];
      return typeof mark === "string" && typeof text === "string"
        ? tuple(text.split(mark))
        : (unknownIn(text) ?? notKnown(name));
    }
    case "Fn::If": {
      const condition = at.condition(String(list[0]));
      return typeof condition === "boolean"
        ? value(list[condition ? 1 : 2])
        : notKnown(`the condition ${String(list[0])}`);
    }
    case "Fn::FindInMap":
      return found(list.map(value), at);
    case "Fn::ToJsonString": {
      const inner = value(given);
      return unknownIn(inner) ?? JSON.stringify(plain(inner));
    }
    case "Fn::Equals": {
      const [a = null, b = null] = list.map(value);
      return isUnknown(a) || isUnknown(b) ? notKnown(name) : a === b;
    }
    case "Condition":
      return at.condition(String(given));
    case "Fn::Not":
    case "Fn::And":
    case "Fn::Or":
      return combined(name, list.map(value));
    default:
      return notKnown(name);
  }
}

function combined(name: "Fn::Not" | "Fn::And" | "Fn::Or", values: readonly Value[]): Value {
  if (name === "Fn::Not") return typeof values[0] === "boolean" ? !values[0] : notKnown(name);
  const decisive = name === "Fn::Or";
  if (values.includes(decisive)) return decisive;
  return values.every((value) => typeof value === "boolean") ? !decisive : notKnown(name);
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
function reference(name: string, { parameter, place, resource, stack }: Surroundings): Value {
  switch (name) {
    case "AWS::AccountId":
      return accountOf(place);
    case "AWS::Region":
      return regionOf(place);
    case "AWS::Partition":
      return partitionOf(place);
    case "AWS::URLSuffix":
      return dnsSuffixOf(place);
    case "AWS::StackName":
      return stack;
    case "AWS::NoValue":
      return NO_VALUE;
    default:
      return parameter(name) ?? resource(name, undefined) ?? notKnown(name);
  }
}

/** `${Topic}`, `${Topic.TopicName}`, `${AWS::Region}`; `${!Literal}` stays. */
function substituted([text, own_]: readonly unknown[], { at, value }: Calling): Value {
  if (typeof text !== "string") return notKnown("Fn::Sub");
  const variables = membersOf(own_);
  let open: Value | undefined;
  const filled = text.replaceAll(/\$\{([^}]*)\}/g, (whole, inner: string) => {
    const name = inner.trim();
    if (name.startsWith("!")) return `\${${name.slice(1)}}`;
    const [of = "", ...attribute] = name.split(".");
    const part = Object.hasOwn(variables, name)
      ? value(own(variables, name))
      : attribute.length > 0
        ? (at.resource(of, attribute.join(".")) ?? notKnown(name))
        : reference(name, at);
    if (typeof part === "string" || typeof part === "number" || typeof part === "boolean") return String(part);
    open ??= part !== null && isUnknown(part) ? part : notKnown(name);
    return whole;
  });
  return open ?? bounded(filled);
}

function joined(mark: Value, parts: Value): Value {
  if (!isSequence(parts) || typeof mark !== "string") return unknownIn(parts) ?? notKnown("Fn::Join");
  return unknownIn(parts) ?? bounded(parts.items.map(String).join(mark));
}

/** More than a name, an endpoint or a policy has: texts that contain each other twice double with every step. */
const LONGEST = 1_000_000;

function bounded(text: string): Value {
  return text.length > LONGEST ? notKnown("a text of more than a million characters") : text;
}

/** Makes a value once for each name. A value that needs itself is not known. */
export function once(make: (name: string) => Value | undefined): (name: string) => Value | undefined {
  const made = new Map<string, Value | undefined>();
  return (name) => {
    if (made.has(name)) return made.get(name);
    made.set(name, unknown({ kind: "refers-to-itself", what: name }));
    const value = make(name);
    made.set(name, value);
    return value;
  };
}

function selected(index: Value, from: Value): Value {
  return isSequence(from) ? (from.items[Number(index)] ?? notKnown("Fn::Select")) : notKnown("Fn::Select");
}

function found(path: readonly Value[], { body }: Surroundings): Value {
  let at: unknown = body.Mappings;
  for (const step of path.slice(0, 3)) at = typeof step === "string" ? own(membersOf(at), step) : undefined;
  return at === undefined ? notKnown("Fn::FindInMap") : fromJson(at);
}

/** Plain JSON of a value that is wholly known. */
export function plain(value: Value): unknown {
  if (isSequence(value)) return value.items.map(plain);
  if (isMapping(value)) return Object.fromEntries([...value.entries].map(([name, part]) => [name, plain(part)]));
  return value;
}

function notKnown(what: string): Value & { kind: "unknown" } {
  return unknown({ kind: "made-at-apply", what: `${what} of a CloudFormation stack`, by: "making" });
}
