import type { SelectorStep } from "./ast";
import type { JsonObject } from "./log-event";

/** Reads one node of a JSON value; undefined, which is not a JSON value, when there is none. */
export type NodeReader = (root: unknown) => unknown;

/** Compiles steps, none of them a wildcard, to a {@link NodeReader}. */
export type CompileReader = (steps: readonly SelectorStep[]) => NodeReader;

export const compileRead: CompileReader = (steps) => {
  const [first = ITSELF, second, ...rest] = steps.map(compileStep);
  if (second === undefined) return first;
  if (rest.length === 0) return (root) => second(first(root));
  return (root) => {
    let node = second(first(root));
    for (let i = 0; i < rest.length && node !== undefined; i++) node = rest[i]?.(node);
    return node;
  };
};

/**
 * Like {@link compileRead}, for selectors that run together over one event after another: equal selectors, and equal
 * beginnings of selectors, are read once per event.
 */
export function sharedReads(): CompileReader {
  const known = new Map<string, NodeReader>();
  return function compile(steps): NodeReader {
    const last = steps.at(-1);
    if (last === undefined) return ITSELF;
    const key = JSON.stringify(steps);
    let read = known.get(key);
    if (read === undefined) {
      read = remembering(compile(steps.slice(0, -1)), compileStep(last));
      known.set(key, read);
    }
    return read;
  };
}

export function isJsonObject(node: unknown): node is JsonObject {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}

const ITSELF: NodeReader = (node) => node;

function remembering(before: NodeReader, step: NodeReader): NodeReader {
  let root: unknown;
  let node: unknown;
  return (asked) => {
    if (asked !== root) {
      node = step(before(asked));
      root = asked;
    }
    return node;
  };
}

function compileStep(step: SelectorStep): NodeReader {
  if (step.kind === "each") throw new TypeError("a wildcard selects several nodes");
  if (step.kind === "index") {
    const { index } = step;
    return (node) => (Array.isArray(node) ? (node[index] as unknown) : undefined);
  }
  const { name } = step;
  // A name that neither objects nor arrays inherit, and that is not an index, can be read without testing which of them the node is.
  // eslint-disable-next-line sightline/no-inherited-key -- asks for what is inherited
  if (!(name in Array.prototype) && !/^\d+$/.test(name)) {
    // eslint-disable-next-line sightline/no-inherited-key -- see above; in the hottest loop
    return (node) => (typeof node === "object" && node !== null ? (node as JsonObject)[name] : undefined);
  }
  return (node) => (isJsonObject(node) && Object.hasOwn(node, name) ? node[name] : undefined);
}
