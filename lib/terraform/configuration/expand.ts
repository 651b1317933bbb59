import type { UnresolvedReason } from "../reason";
import type { Unresolved } from "../template";
import { toNumber } from "../hcl/convert";
import { EvaluationFault, refuse } from "../hcl/errors";
import { loopEntries, type Scope } from "../hcl/evaluate";
import { isSequence, isUnknown, object, tuple, unknown, type Value } from "../hcl/value";
import { evaluateNode } from "./evaluate-json";
import type { Instances } from "./instances";
import type { Body } from "./source";

/** A key of an instance; undefined for the only one. */
export type InstanceKey = string | number | undefined;

/** The instances of a block: one without a key, several by key, or why they are not known. */
export type Expansion<T> =
  | { readonly kind: "single"; readonly only: T }
  | { readonly kind: "count" | "each"; readonly items: ReadonlyMap<string | number, T> }
  | { readonly kind: "unknown"; readonly why: Value & { kind: "unknown" } };

/** Makes the instance of a key, in a scope that has the `each` or `count` of it. */
export type InstanceMaker<T> = (key: InstanceKey, inner: Scope) => T;

/** A block with count or for_each. */
export interface Expandable {
  readonly body: Body;
  readonly address: string;
  readonly scope: Scope;
  /** What the configuration may still make. */
  readonly instances: Instances;
  /** Notes that its instances are not known. */
  readonly unread: (fact: Unresolved) => void;
}

/** Creates the instances of count or for_each. */
export function expand<T>(
  { address, body, instances, scope, unread }: Expandable,
  make: InstanceMaker<T>,
): Expansion<T> {
  const argument = body.has("count") ? "count" : "for_each";
  const member = body.get(argument);
  if (member === undefined) return { kind: "single", only: make(undefined, scope) };
  const value = evaluateNode(member, scope);
  const refused = (reason: UnresolvedReason): Expansion<T> => {
    const expression = member.node.type === "text" ? member.node.value : undefined;
    unread({ address, attribute: argument, expression, reason });
    return { kind: "unknown", why: unknown({ kind: "instances-not-known", address, because: reason }) };
  };
  if (isUnknown(value)) return refused(value.reason);
  try {
    return argument === "count"
      ? expandCount(value, { instances, scope }, make)
      : expandEach(value, { instances, scope }, make);
  } catch (fault) {
    if (fault instanceof EvaluationFault)
      return refused({ kind: "evaluation-error", text: fault.message, at: undefined });
    throw fault;
  }
}

/** More than a configuration has of one resource: a higher count is a mistake, and would take all memory. */
const MOST_INSTANCES = 10_000;

type Making = Pick<Expandable, "instances" | "scope">;

function expandCount<T>(value: Value, { instances, scope }: Making, make: InstanceMaker<T>): Expansion<T> {
  const count = toNumber(value, "count");
  if (!Number.isInteger(count) || count < 0) return refuse(`count must be a whole number, not ${count}`);
  if (count > MOST_INSTANCES) return refuse(`count is ${count}; at most ${MOST_INSTANCES} instances are read`);
  instances.take(count);
  const items = new Map<number, T>();
  for (let index = 0; index < count; index++) {
    const own = object([["index", index]]);
    items.set(
      index,
      make(index, (name) => (name === "count" ? own : scope(name))),
    );
  }
  return { kind: "count", items };
}

function expandEach<T>(value: Value, { instances, scope }: Making, make: InstanceMaker<T>): Expansion<T> {
  if (isSequence(value) && value.kind !== "set") return refuse("for_each takes a map or a set of strings, not a list");
  const items = new Map<string, T>();
  for (const [key, item] of loopEntries(value)) {
    if (isUnknown(key)) return { kind: "unknown", why: key };
    if (typeof key !== "string") return refuse("for_each takes a map or a set of strings");
    instances.take(1);
    const own = object([
      ["key", key],
      ["value", item],
    ]);
    items.set(
      key,
      make(key, (name) => (name === "each" ? own : scope(name))),
    );
  }
  return { kind: "each", items };
}

/** The instances that are known. */
export function instancesOf<T>(expansion: Expansion<T>): readonly T[] {
  if (expansion.kind === "single") return [expansion.only];
  return expansion.kind === "unknown" ? [] : [...expansion.items.values()];
}

/** The value of a reference to the block: one value, a list by count, an object by key. */
export function valueOf<T>(expansion: Expansion<T>, value: (item: T) => Value): Value {
  switch (expansion.kind) {
    case "single":
      return value(expansion.only);
    case "count":
      return tuple([...expansion.items.values()].map(value));
    case "each":
      return object([...expansion.items].map(([key, item]) => [String(key), value(item)] as const));
    case "unknown":
      return expansion.why;
  }
}
